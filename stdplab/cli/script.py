"""`stdplab script NAME`: write a notebook as a Python script that prints the same numbers."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..core.support.files.atomic_write import atomic_write_explained
from ..course import course_folder
from .common.optional_imports import require


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.add_argument("name", metavar="NAME", help="a notebook, for example 03")
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write to this new file, such as three.py, instead of the screen",
    )
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print the script, or write it and print its path."""
    require("nbconvert")
    from nbconvert import PythonExporter  # noqa: PLC0415 - other commands convert nothing

    out: Path | None = options.out
    notebook = course_folder.source() / f"{course_folder.find(options.name)}.ipynb"
    if out and os.path.lexists(out):
        raise ValueError(f"{out} already exists. Choose a new file, or remove it first.")
    if out and not out.absolute().parent.is_dir():
        raise ValueError(f"There is no folder {out.parent}. Create it first.")
    script, _ = PythonExporter().from_filename(str(notebook))
    if out is None:
        sys.stdout.write(script)
    else:
        atomic_write_explained(out, script.encode())
        print(out)
    return 0
