"""Folders that somebody names to have something written in."""

from __future__ import annotations

import os
from pathlib import Path

from . import atomic_write
from .short_repr import quoted


def named(folder: object) -> Path:
    """The folder as a path; ValueError for what names none."""
    if not isinstance(folder, str | os.PathLike):
        raise ValueError(f"{quoted(folder)} names no folder: give a path, such as 'mine'")
    return Path(folder)


def check(folder: Path, purpose: str) -> None:
    """Raise ValueError for what is no folder and can become none; ``purpose`` ends the sentence."""
    atomic_write.check(folder)
    if os.path.lexists(folder) and not folder.is_dir():
        what = "a file" if folder.exists() else "a link that leads nowhere"
        raise ValueError(f"{folder} is {what}: name a folder{purpose}")


def make(folder: Path) -> None:
    """Make the folder and those above it; an OSError is a sentence that says what to do."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(
            f"the folder {folder} cannot be made ({error.strerror or error}): ask for permission, "
            "or name another place"
        ) from None
