"""`stdplab copy DIR`: copy the course's notebooks into a folder of the learner."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ..course import course_folder


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.add_argument(
        "folder", type=Path, metavar="DIR", help="the folder; it is created if it does not exist"
    )
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Copy the files that the folder lacks, and print what was done with each file."""
    folder: Path = options.folder
    existing = {file for file in course_folder.course_files() if os.path.lexists(folder / file)}
    course_folder.copy(folder)
    for file in course_folder.course_files():
        print(f"kept   {file} (it already exists)" if file in existing else f"copied {file}")
    return 0
