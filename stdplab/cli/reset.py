"""`stdplab reset NAME`: a notebook as the course has it, the learner's own kept beside it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..course import course_folder
from ..course.answers.store import Answers
from .lab import FOLDER, own_folder


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "reset", help="put a notebook of the course back; yours is kept under another name"
    )
    command.add_argument("name", metavar="NAME", help="a notebook, for example 03")
    command.add_argument(
        "--dir", type=Path, metavar="DIR", help=f"where it is ({FOLDER}, or the folder you are in)"
    )
    command.add_argument(
        "--answers", action="store_true", help="forget your answers to it, too; a copy is kept"
    )
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Keep, put back, and say where the learner's own is."""
    folder: Path = options.dir or own_folder()
    name = course_folder.find(options.name)
    kept = course_folder.reset(name, folder)
    print(f"{folder / name}.ipynb is as the course has it.")
    if kept:
        print(f"Yours is kept as {kept}.")
    if options.answers:
        copy = Answers(folder).forget(course_folder.number(name))
        print(f"Its answers are kept as {copy}." if copy else "It had no answers.")
    return 0
