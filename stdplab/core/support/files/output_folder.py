"""Folders that a user names to have something written in."""

from __future__ import annotations

import os
from pathlib import Path

from ..short_repr import quoted
from .atomic_write import check_path


def as_path(folder: object) -> Path:
    """The folder as a path; ValueError when the value cannot be one."""
    if not isinstance(folder, str | os.PathLike):
        raise ValueError(f'Expected a folder path such as "my_results", got {quoted(folder)}.')
    return Path(folder)


def check_folder(folder: Path, purpose: str) -> None:
    """Raise ValueError when ``folder`` is not a folder and cannot become one.

    ``purpose`` completes the message, for example " for the pages".
    """
    check_path(folder)
    if os.path.lexists(folder) and not folder.is_dir():
        found = "a file" if folder.exists() else "a broken link"
        raise ValueError(f"{folder} is {found}. Choose an existing or new folder{purpose}.")


def ensure_folder(folder: Path) -> None:
    """Create the folder and its parents where missing; an OSError says what to do."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(
            f"Could not create the folder {folder}: {error.strerror or error}. Check the "
            "permissions, or choose another path."
        ) from None
