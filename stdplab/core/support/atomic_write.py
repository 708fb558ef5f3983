"""Files that are replaced as a whole or not at all, and what killed writers left beside them."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path

STALE_AFTER_S = 600.0
"""Seconds after which a temporary file may be removed.

A write takes milliseconds. On a drive that several machines share, a process id says nothing
about the processes of another machine, so age decides there.
"""

CAN_PROBE = os.name == "posix"
"""Whether ``os.kill(pid, 0)`` only asks if a process is alive.

On Windows the same call would end the process. There the system itself keeps a file that a
process has open.
"""


def atomic_write(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a reader finds the old file or the new one, never a part.

    A link of that name is replaced, not followed. Temporary files that killed processes left
    beside ``path`` are removed first, which frees their space.

    Parameters
    ----------
    path : Path
        The file to write. Its folder must exist.
    data : bytes
        The whole content of the file.

    Raises
    ------
    ValueError
        When no file can have this name.
    OSError
        When the system refuses, or when a device, a pipe or a folder has this name. (As root,
        the system would replace even ``/dev/null``.)
    """
    check_path(path)
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    partial = temp_path(path, os.getpid())
    try:
        with partial.open("wb") as file:
            remove_stale(path, os.fstat(file.fileno()).st_mtime)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # the name must not reach the disk before the content
        os.replace(partial, path)  # noqa: PTH105 - one name for tests to break
    finally:
        partial.unlink(missing_ok=True)


def atomic_write_explained(path: Path, data: bytes) -> None:
    """As `atomic_write`; an OSError says what to do."""
    try:
        atomic_write(path, data)
    except OSError as error:
        raise OSError(
            f"Could not write {path}: {error.strerror or error}. The existing file, if any, is "
            "unchanged. Free disk space, check the permissions, or choose another path."
        ) from None


def check_path(path: Path) -> None:
    """Raise ValueError for a name that no file can have."""
    if "\0" in str(path):
        raise ValueError(
            f"The path {str(path)!r} contains a NUL character. Choose another file or folder name."
        )


def temp_path(path: Path, process: int) -> Path:
    """The temporary file in which process number ``process`` prepares the content of ``path``."""
    return path.with_name(f".{path.name}.{process}.part")


def remove_stale(path: Path, now: float) -> None:
    """Remove temporary files for ``path`` that dead processes left behind.

    Links, folders, files younger than `STALE_AFTER_S` and files that cannot be removed stay.

    Parameters
    ----------
    path : Path
        The file whose temporary files to look for.
    now : float
        Seconds, by the clock that dates the files in that folder. It may be a server's.
    """
    pattern = re.compile(rf"\.{re.escape(path.name)}\.([1-9]\d{{0,8}})\.part", re.ASCII)
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            match = pattern.fullmatch(entry.name)
            if not match or not _is_stale(entry, now):
                continue
            if CAN_PROBE and _process_alive(int(match[1])):
                continue
            with suppress(OSError):
                Path(entry.path).unlink()


def _is_stale(entry: os.DirEntry[str], now: float) -> bool:
    """Whether the entry is a regular file and old enough to be removed."""
    if not entry.is_file(follow_symlinks=False):
        return False
    return now - entry.stat(follow_symlinks=False).st_mtime > STALE_AFTER_S


def _process_alive(process: int) -> bool:
    """Whether a process with this id is running on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it belongs to somebody else
        return True
    return True
