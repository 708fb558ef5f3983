"""`stdplab copy DIR`: the course's notebooks in a folder of the learner's."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from ..course import course_folder


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "copy", help="copy the course's notebooks into a folder; nothing in it is overwritten"
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="it is made if it is not there")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Copy what the folder lacks, and say which files that were."""
    folder: Path = options.folder
    there = {file for file in course_folder.needed() if os.path.lexists(folder / file)}
    course_folder.copy(folder)
    for file in course_folder.needed():
        print(f"left   {file}, it was there" if file in there else f"copied {file}")
    return 0
