"""A lock between programs, which the operating system releases when its holder ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TIMEOUT_S = 10.0
"""Seconds to wait for another program; a write takes milliseconds."""

LOCKS_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""Errors of a file system without locks; one learner with one tab needs none."""

LOCK_FILE = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How the lock file is opened: a link there would make a file elsewhere."""

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``. It is not removed: two programs could then hold it at once."""
    file = os.open(path, LOCK_FILE, 0o666)
    try:
        _acquire(file, path)
        yield
    finally:
        os.close(file)  # which releases the lock


def _acquire(file: int, path: Path) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while True:
        try:
            return _try_lock(file)
        except OSError as error:
            if error.errno in LOCKS_UNSUPPORTED:
                return None
            if error.errno not in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
                raise
        if time.monotonic() > deadline:
            raise TimeoutError(f"another program has held {path.name} for {TIMEOUT_S:g} s")
        time.sleep(0.01)
