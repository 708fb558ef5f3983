"""What a process that was killed while it wrote has left beside a file."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

AGE = 600.0
"""Seconds: a write takes milliseconds, and on a drive of several machines a number of a process
says nothing about those on another one."""

ASKED = os.name == "posix"
"""Whether a process can be asked for without harm. On Windows the question would end it; there
the system itself keeps a file that a process holds open."""


def beside(path: Path, process: int) -> Path:
    """Where a process writes what is to become ``path``."""
    return path.with_name(f".{path.name}.{process}.part")


def clear(path: Path, now: float) -> None:
    """Remove what processes that live no more began to write as ``path``.

    now    the time by the clock that dates the files in that folder, which may be a server's

    A link, a folder and what is younger than `AGE` stay; so does what cannot be removed.
    """
    part = re.compile(rf"\.{re.escape(path.name)}\.([1-9]\d{{0,8}})\.part", re.ASCII)
    with suppress(OSError), os.scandir(path.parent) as found:
        for entry in found:
            process = part.fullmatch(entry.name)
            if process and _old(entry, now) and not (ASKED and _lives(int(process[1]))):
                with suppress(OSError):
                    Path(entry.path).unlink()


def _old(entry: os.DirEntry[str], now: float) -> bool:
    if not entry.is_file(follow_symlinks=False):
        return False
    return now - entry.stat(follow_symlinks=False).st_mtime > AGE


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
