"""A lock between programs, which the operating system takes back when its holder dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another program; writing takes it milliseconds."""

NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What a file system answers that has no locks; one learner with one tab needs none."""

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``, which stays: removing it would let two hold it at once."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait(file, path)
        yield
    finally:
        os.close(file)  # and with it the lock


def _wait(file: int, path: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _take(file)
        except OSError as error:
            if error.errno in NO_LOCKS:
                return None
            if error.errno not in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
                raise
        if time.monotonic() > until:
            raise TimeoutError(f"another program has held {path.name} for {PATIENCE:g} s")
        time.sleep(0.01)
