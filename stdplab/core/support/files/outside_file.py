"""The one way in which a file from outside is read: a regular file, up to a size, at once."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from .atomic_write import check_path

AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How it is opened: a pipe that nobody writes to would be waited for otherwise."""


def read_outside(path: Path, most: int) -> bytes:
    """The content of a file that somebody else may have made.

    Parameters
    ----------
    path : Path
        The file, or a link to one.
    most : int
        The largest number of bytes that is read.

    Returns
    -------
    bytes
        All of it.

    Raises
    ------
    ValueError
        When it is larger than ``most`` bytes. The message has no subject: "it is larger than
        1,000 bytes".
    OSError
        When it cannot be opened or read, or is a folder, a pipe or a device.
    """
    check_path(path)
    _check_regular(path.stat(), path)
    descriptor = os.open(path, AT_ONCE)
    with os.fdopen(descriptor, "rb") as file:
        _check_regular(os.fstat(descriptor), path)  # it may have been exchanged meanwhile
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"it is larger than {most:,} bytes")
    return data


def _check_regular(status: os.stat_result, path: Path) -> None:
    """Raise OSError unless this is the status of a regular file."""
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
