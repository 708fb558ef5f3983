"""Files that are replaced whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from . import stale_parts


def replace(path: Path, data: bytes) -> None:
    """Write ``data`` as ``path``: whoever reads it finds the old file or the new one, whole.

    A link of that name is replaced, not followed. ValueError for a name that no file can have,
    OSError where a device, a pipe or a folder stands, as the system would let root replace
    /dev/null. What a process that was killed has left of an earlier try goes first, and makes room.
    """
    check(path)
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "what stands there is no file", str(path))
    partial = stale_parts.beside(path, os.getpid())
    try:
        with partial.open("wb") as file:
            stale_parts.clear(path, os.fstat(file.fileno()).st_mtime)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # the name must not reach the disk before the content
        os.replace(partial, path)  # noqa: PTH105 - one name for tests to break
    finally:
        partial.unlink(missing_ok=True)


def save(path: Path, data: bytes) -> None:
    """As `replace`, and an OSError is a sentence that says what to do."""
    try:
        replace(path, data)
    except OSError as error:
        raise OSError(
            f"{path} cannot be written ({error.strerror or error}), what was there is as it was: "
            "make room, ask for permission, or name another place"
        ) from None


def check(path: Path) -> None:
    """Raise ValueError for a name that no file can have."""
    if "\0" in str(path):
        raise ValueError(f"{str(path)!r} holds a NUL character: name another file or folder")
