"""A class: every learner's side file below one folder, read as what it is, somebody's file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from ...core.support import atomic_write
from ..answers import file_format
from ..answers.entry import Entry

SUBMITTED = "submitted"
"""Where nbgrader's `collect` puts things: submitted/LEARNER/ASSIGNMENT/."""


@dataclass(frozen=True)
class Found:
    """One side file: whose it is, where it lies, what it holds.

    owner      the learner's folder in the class folder
    folder     where in the class folder the file is, which tells two learners of one name apart
    learner    the name that the learner gave, else the owner
    notice     "", or why there are no entries, or not all of them
    """

    owner: str
    folder: str
    learner: str
    entries: dict[str, Entry] = field(default_factory=dict)
    notice: str = ""


def collect(folder: Path | str) -> list[Found]:
    """Every side file of a class, in the order of the folders; nothing of theirs is changed.

    The class folder holds a folder for each learner, with the file anywhere below it; or it is
    a course of nbgrader, with a folder ``submitted``. Links are not followed: they may lead to
    the teacher's own files.
    """
    top = Path(folder)
    atomic_write.check(top)
    if not top.is_dir():
        raise ValueError(f"there is no folder {top}: name the one with the learners' folders")
    if (top / SUBMITTED).is_dir():
        top = top / SUBMITTED
    owners = sorted(one for one in top.iterdir() if one.is_dir() and one.name[0] != ".")
    if not owners:
        raise ValueError(f"{top} has no folders of learners: name the one that holds them")
    return [found for owner in owners for found in _of(owner)]


def _of(owner: Path) -> list[Found]:
    """The side files of one learner, or one that says why there is none."""
    if owner.is_symlink():
        return [_empty(owner, owner, "this folder is a link, which is not followed")]
    found = []
    waiting = [owner]  # a list of its own: folders may be nested deeper than Python calls
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as inside:
                entries = list(inside)
        except OSError as error:
            found.append(_empty(owner, folder, f"this folder cannot be read ({error.strerror})"))
            continue
        for one in entries:
            if one.is_dir(follow_symlinks=False):
                if one.name[0] != ".":
                    waiting.append(folder / one.name)
            elif one.name == file_format.NAME:
                regular = one.is_file(follow_symlinks=False)
                found.append(_read(owner, folder) if regular else _linked(owner, folder))
    return sorted(found, key=lambda one: one.folder) or [
        _empty(owner, owner, f"there is no {file_format.NAME}")
    ]


def _read(owner: Path, folder: Path) -> Found:
    try:
        held = file_format.read(folder / file_format.NAME)
    except (ValueError, OSError) as error:
        return _empty(owner, folder, str(error))
    notice = f"{file_format.NAME} is damaged: {held.damage}" if held.damage else ""
    where = folder.relative_to(owner.parent).as_posix()
    return Found(owner.name, where, held.learner or owner.name, held.entries, notice)


def _linked(owner: Path, folder: Path) -> Found:
    return _empty(owner, folder, f"{file_format.NAME} is a link or no file, and is not followed")


def _empty(owner: Path, folder: Path, notice: str) -> Found:
    return Found(owner.name, folder.relative_to(owner.parent).as_posix(), owner.name, {}, notice)
