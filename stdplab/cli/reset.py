"""`stdplab reset NAME`: restore a notebook of the course; the learner's version is saved."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..course import course_folder
from ..course.answers.store import Answers
from .lab import DEFAULT_FOLDER, working_folder


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.add_argument("name", metavar="NAME", help="a notebook, for example 03")
    command.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        help=f"its folder ({DEFAULT_FOLDER}, or the current folder if it has course notebooks)",
    )
    command.add_argument(
        "--answers", action="store_true", help="remove your answers to it, too; a copy is saved"
    )
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Save the learner's version, restore the original, and print both paths."""
    folder: Path = options.dir or working_folder()
    name = course_folder.find(options.name)
    backup = course_folder.reset(name, folder)
    print(f"{folder / name}.ipynb is the original of the course.")
    if backup:
        print(f"Your version is saved as {backup}.")
    if options.answers:
        copy = Answers(folder).forget(course_folder.number(name))
        print(f"Its answers are removed; a copy is {copy}." if copy else "It had no answers.")
    return 0
