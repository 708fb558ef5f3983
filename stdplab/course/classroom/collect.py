"""Collect a class: read every learner's answers file below one folder, trusting none of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from ...core.support.files.atomic_write import check_path
from ..answers import file_format
from ..answers.entry import Entry

NBGRADER_FOLDER = "submitted"
"""Where nbgrader collects what learners hand in: submitted/LEARNER/ASSIGNMENT/."""


@dataclass(frozen=True)
class LearnerFile:
    """One answers file of a class.

    Parameters
    ----------
    owner : str
        Name of the learner's folder in the class folder.
    folder : str
        Folder of the file, relative to the class folder. It distinguishes learners of one name.
    learner : str
        The name that the learner gave, or else ``owner``.
    entries : dict
        The fields of each entry by its key, such as ``{"03/lag": {"answer": "falls"}}``.
    notice : str
        Empty, or a sentence that says why entries are missing.
    """

    owner: str
    folder: str
    learner: str
    entries: dict[str, Entry] = field(default_factory=dict)
    notice: str = ""


def collect(folder: Path | str) -> list[LearnerFile]:
    """Read every answers file of a class; nothing in the folder is changed.

    Links are not followed, because they could lead to the teacher's own files. A file that is
    damaged or missing is listed with a notice.

    Parameters
    ----------
    folder : pathlib.Path or str
        A folder with one folder for each learner, the answers file anywhere below it; or an
        nbgrader course, which has a folder ``submitted``.

    Returns
    -------
    list of LearnerFile
        In the order of the learners' folders; at least one for each learner.

    Raises
    ------
    ValueError
        If there is no such folder, or it contains no folders of learners.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from stdplab.course import Answers
    >>> with TemporaryDirectory() as folder:
    ...     (Path(folder) / "ann").mkdir()
    ...     Answers(Path(folder) / "ann").put("03/lag", answer="falls", right=True)
    ...     [(file.learner, list(file.entries)) for file in collect(folder)]
    [('ann', ['03/lag'])]
    """
    top = Path(folder)
    check_path(top)
    if not top.is_dir():
        raise ValueError(
            f"There is no folder {top}. Give the folder that holds the learners' folders."
        )
    if (top / NBGRADER_FOLDER).is_dir():
        top = top / NBGRADER_FOLDER
    owners = sorted(path for path in top.iterdir() if path.is_dir() and path.name[0] != ".")
    if not owners:
        raise ValueError(
            f"{top} contains no folders of learners. Give the folder that holds one for each."
        )
    return [file for owner in owners for file in _files_of(owner)]


def _files_of(owner: Path) -> list[LearnerFile]:
    """The answers files of one learner; without any, one that says why."""
    if owner.is_symlink():
        return [_without_entries(owner, owner, "this folder is a link, and links are not followed")]
    files = []
    pending = [owner]  # not a recursion: folders may be nested deeper than Python's call stack
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as scan:
                children = list(scan)
        except OSError as error:
            reason = f"this folder cannot be read ({error.strerror})"
            files.append(_without_entries(owner, folder, reason))
            continue
        for child in children:
            if child.is_dir(follow_symlinks=False):
                if child.name[0] != ".":
                    pending.append(folder / child.name)
            elif child.name == file_format.FILE_NAME:
                files.append(_read(owner, folder, regular=child.is_file(follow_symlinks=False)))
    return sorted(files, key=lambda file: file.folder) or [
        _without_entries(owner, owner, f"there is no {file_format.FILE_NAME}")
    ]


def _read(owner: Path, folder: Path, *, regular: bool) -> LearnerFile:
    name = file_format.FILE_NAME
    if not regular:
        return _without_entries(owner, folder, f"{name} is a link or not a file: it is not read")
    try:
        content = file_format.read(folder / name)
    except (ValueError, OSError) as error:
        return _without_entries(owner, folder, str(error))
    notice = f"{name} is damaged: {content.damage}" if content.damage else ""
    relative = folder.relative_to(owner.parent).as_posix()
    return LearnerFile(owner.name, relative, content.learner or owner.name, content.entries, notice)


def _without_entries(owner: Path, folder: Path, notice: str) -> LearnerFile:
    relative = folder.relative_to(owner.parent).as_posix()
    return LearnerFile(owner.name, relative, owner.name, {}, notice)
