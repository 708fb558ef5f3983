"""Files that are replaced as a whole or not at all, and what killed writers left beside them."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from ..streams import is_stream, write_stream

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


NEW_FILE = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
"""How a temporary file is made: never through a link that somebody put there, nor over a file."""


def atomic_write(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a reader finds the old file or the new one, never a part.

    A link of that name is replaced, not followed. Temporary files that killed processes left
    beside ``path`` are removed first, which frees their space. A device or a pipe is written to,
    and stays what it is.

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
        When the system refuses, or when a folder or a socket has this name.
    """
    check_path(path)
    if is_stream(path):
        write_stream(path, data)
        return
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    partial = temp_path(path, os.getpid())
    descriptor = os.open(partial, NEW_FILE, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
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
    """A temporary file in which process number ``process`` prepares the content of ``path``.

    Nobody can guess its name beforehand, and it is short however long that of ``path`` is.
    """
    return path.with_name(f".{_mark(path)}.{process}.{secrets.token_hex(8)}.part")


def _mark(path: Path) -> str:
    """What the names of all temporary files for ``path`` begin with."""
    name = path.name.encode("utf-8", "surrogatepass")
    return f"stdplab-{hashlib.sha256(name).hexdigest()[:16]}"


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
    pattern = re.compile(rf"\.{_mark(path)}\.([1-9]\d{{0,8}})\.[0-9a-f]{{16}}\.part", re.ASCII)
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
