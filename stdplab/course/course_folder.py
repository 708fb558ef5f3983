"""Find the course's notebooks, copy them for a learner, and restore one of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.support.files.atomic_write import atomic_write, check_path
from ..core.support.files.output_folder import check_folder
from . import notebook_file
from .answers.backup import numbered_copy

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the installed package."""

LINK_TARGET = re.compile(r"""(?:\]\(|src=["'])([^)\s"'#?:]+)""")
"""The file that a link or an image in a text refers to."""


def source() -> Path:
    """The folder with the course's notebooks, in an installed package or in a clone."""
    for folder in (PACKAGE / "course" / "notebooks", PACKAGE.parent / "notebooks"):
        if (folder / "00_start_here.ipynb").is_file():
            return folder
    raise FileNotFoundError("The course's notebooks are missing. Install stdplab again.")


def names() -> list[str]:
    """The notebooks of the course in order, without their suffix."""
    return sorted(path.stem for path in source().glob("*.ipynb"))


def find(name: str) -> str:
    """The notebook with this name, or with a name that begins so, such as "03" or "3"."""
    name = name.removesuffix(".ipynb")  # a shell completes the file name
    name = name.zfill(2) if name.isdecimal() else name
    matches = [known for known in names() if known.startswith(name)]
    if len(matches) != 1:
        problem = "Several notebooks begin" if matches else "No notebook begins"
        raise ValueError(f"{problem} with {name!r}. Available: {', '.join(names())}.")
    return matches[0]


def number(name: str) -> str:
    """The number of a notebook, such as "03": the keys of its answers begin with it."""
    return name.partition("_")[0]


def course_files() -> list[str]:
    """The files of the course: notebooks, texts, and the files that these link to or show."""
    texts = [f"{name}.ipynb" for name in names()]
    texts += sorted(path.name for path in source().glob("*.md"))
    linked = {link for file in texts for link in _linked_files(source() / file)}
    return texts + sorted(linked - set(texts))


def _linked_files(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = notebook_file.markdown_text(notebook_file.read(path))
    for link in LINK_TARGET.findall(text):
        top = source().resolve()
        file = (top / link).resolve()
        if file.is_file() and file.is_relative_to(top):
            yield file.relative_to(top).as_posix()  # so it stays inside a copy, too


def copy(folder: Path) -> list[str]:
    """Copy the files that ``folder`` lacks; return the names of the copied notebooks."""
    check_folder(folder, " to work in")
    copied = []
    with _explained_write_errors(folder):
        for file in course_files():
            target = folder / file
            if not os.path.lexists(target):  # a broken link is not replaced either
                check_inside(folder, target)
                target.parent.mkdir(parents=True, exist_ok=True)
                atomic_write(target, (source() / file).read_bytes())
                copied.append(file)
    return [file.removesuffix(".ipynb") for file in copied if file.endswith(".ipynb")]


def reset(name: str, folder: Path) -> Path | None:
    """Restore a notebook of the course; return the backup of the learner's, if that differed."""
    notebook = f"{find(name)}.ipynb"
    check_path(folder)
    if not folder.is_dir():
        raise ValueError(
            f"There is no folder {folder}. Give the folder with your notebooks: --dir FOLDER"
        )
    original = (source() / notebook).read_bytes()
    target = folder / notebook
    with _explained_write_errors(folder):
        exists = os.path.lexists(target)
        if exists and not target.is_file():  # reading a pipe would block forever
            raise ValueError(f"{target} is not a file, or is a broken link. Move it away first.")
        if exists and target.read_bytes() == original:
            return None
        backup = numbered_copy(target, "backup") if exists else None
        atomic_write(target, original)
    return backup


def check_inside(folder: Path, file: Path) -> None:
    """Raise ValueError if a link inside ``folder`` leads ``file`` out of it."""
    if not _real_path(file.parent).is_relative_to(_real_path(folder)):
        raise ValueError(
            f"{file.parent} is a link that leads out of {folder}. Remove it, or choose another "
            "folder."
        )


def _real_path(path: Path) -> Path:
    """The path behind all links; Path.resolve would raise RuntimeError for a loop of links."""
    return Path(os.path.realpath(path))


@contextmanager
def _explained_write_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OSError(
            f"Could not write {folder}: {error.strerror or error}. Free disk space, check "
            "permissions, or choose another folder."
        ) from None
