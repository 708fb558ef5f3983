"""Devices and pipes as outputs: they are written to, and never replaced by a file."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

STANDARD_STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
OPEN_FILE = re.compile(r"/(?:dev|proc/self|proc/\d+)/fd/(\d{1,9})", re.ASCII)
"""The names of files that a process has open."""

TO_STREAM = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""How a device or a pipe is opened: without waiting for a reader."""


def is_stream(path: Path) -> bool:
    """Whether the path names a device, a pipe or an open file of this process."""
    if _open_descriptor(path) is not None:
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def write_stream(path: Path, data: bytes) -> None:
    """Write to a device or pipe; OSError at once when nobody reads the pipe."""
    own = _open_descriptor(path)
    if own is not None:
        sys.stdout.flush()  # so that what was printed before stands before
        sys.stderr.flush()
        descriptor = os.dup(own)
    else:
        descriptor = os.open(path, TO_STREAM)
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _open_descriptor(path: Path) -> int | None:
    """The number of the open file that the path names, or None."""
    name = str(path.absolute())
    match = OPEN_FILE.fullmatch(name)
    return int(match[1]) if match else STANDARD_STREAMS.get(name)
