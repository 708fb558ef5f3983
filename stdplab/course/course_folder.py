"""Where the course's notebooks are, and how a learner gets a copy of them, and a fresh one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.support import atomic_write, output_folder
from . import notebook_file as notebook
from .answers import backup

PACKAGE = Path(__file__).resolve().parents[1]

LINK = re.compile(r"""(?:\]\(|src=["'])([^)\s"'#?:]+)""")
"""What a notebook's text links to or shows."""


def source() -> Path:
    """The folder with the course's notebooks: inside an installed package, or in a clone."""
    for folder in (PACKAGE / "course" / "notebooks", PACKAGE.parent / "notebooks"):
        if (folder / "00_start_here.ipynb").is_file():
            return folder
    raise FileNotFoundError("the course's notebooks are missing: install stdplab again")


def names() -> list[str]:
    """The notebooks of the course in order, without their ending."""
    return sorted(path.stem for path in source().glob("*.ipynb"))


def find(name: str) -> str:
    """The notebook that ``name`` means: its name or the beginning of it, such as "03" or "3"."""
    name = name.removesuffix(".ipynb")  # as a shell completes it
    name = name.zfill(2) if name.isdecimal() else name
    found = [known for known in names() if known == name or known.startswith(name)]
    if len(found) != 1:
        what = f"several notebooks begin with {name!r}" if found else f"no notebook {name!r}"
        raise ValueError(f"{what}: there are {', '.join(names())}")
    return found[0]


def number(name: str) -> str:
    """The number of a notebook, with which the keys of its answers begin."""
    return name.partition("_")[0]


def needed() -> list[str]:
    """The files of a copy of the course: notebooks, texts beside them, and what these show."""
    written = [f"{name}.ipynb" for name in names()]
    written += sorted(path.name for path in source().glob("*.md"))
    shown = {link for file in written for link in _shown(source() / file)}
    return written + sorted(shown - set(written))


def _shown(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = notebook.prose(notebook.read(path))
    for link in LINK.findall(text):
        top = source().resolve()
        file = (top / link).resolve()
        if file.is_file() and file.is_relative_to(top):
            yield file.relative_to(top).as_posix()  # which leads nowhere else in a copy either


def copy(folder: Path) -> list[str]:
    """Copy what ``folder`` lacks, return the names of the notebooks in it; never overwrite."""
    output_folder.check(folder, " to work in")
    copied = []
    with _writing(folder):
        for file in needed():
            target = folder / file
            if not os.path.lexists(target):  # a link that leads nowhere is somebody's, too
                inside(folder, target)
                target.parent.mkdir(parents=True, exist_ok=True)
                atomic_write.replace(target, (source() / file).read_bytes())
                copied.append(file)
    return [file.removesuffix(".ipynb") for file in copied if file.endswith(".ipynb")]


def reset(name: str, folder: Path) -> Path | None:
    """Put the course's notebook back; returns the copy of the learner's, if that differed."""
    notebook = f"{find(name)}.ipynb"
    atomic_write.check(folder)
    if not folder.is_dir():
        raise ValueError(
            f"there is no folder {folder}: name the one with your notebooks, --dir FOLDER"
        )
    fresh = (source() / notebook).read_bytes()
    target = folder / notebook
    with _writing(folder):
        theirs = os.path.lexists(target)
        if theirs and not target.is_file():  # a pipe would be read for ever
            raise ValueError(f"{target} is no file, or leads to none: move it away first")
        if theirs and target.read_bytes() == fresh:
            return None
        kept = backup.keep(target, "backup") if theirs else None
        atomic_write.replace(target, fresh)
    return kept


def inside(folder: Path, file: Path) -> None:
    """Raise ValueError when a link in ``folder`` leads ``file`` out of it."""
    if not _real(file.parent).is_relative_to(_real(folder)):
        raise ValueError(
            f"{file.parent} is a link that leads out of {folder}: remove it, or name another folder"
        )


def _real(path: Path) -> Path:
    """Where links lead; Path.resolve would raise RuntimeError where they lead in a circle."""
    return Path(os.path.realpath(path))


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OSError(
            f"{folder} cannot be written ({error.strerror or error}): make room, ask for "
            "permission, or name another folder"
        ) from None
