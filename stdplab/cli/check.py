"""`stdplab check FILE`: whether a class can open a lab file or a notebook, and what is wrong."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..core.support.short_repr import plain
from ..course import lint, notebook_file
from .common.optional_imports import need


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "check", help="check lab files and notebooks before a class opens them"
    )
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="such as lab.json or my_lesson.ipynb"
    )
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """A line for each thing that is wrong, or that a file is fine; 1 when any of them is not."""
    bad = 0
    for path in options.files:
        try:
            said = _notebook(path) if path.suffix == ".ipynb" else _lab(path)
        except ValueError as error:
            bad += 1
            said = str(error).split("\n")
        for line in said:
            print(plain(f"{path}: {line.removeprefix(f'{path} ')}"))
    return int(bad > 0)


def _lab(path: Path) -> list[str]:
    need("anywidget")
    from ..labs import load  # noqa: PLC0415 - other commands need no widgets

    lab = load(path)
    shown = f"fine, opens as {lab!r}"
    lab.close()
    return [shown]


def _notebook(path: Path) -> list[str]:
    cells = notebook_file.read(path)
    wrong, hints = lint.errors(cells), [f"hint: {said}" for said in lint.hints(cells)]
    if wrong:
        raise ValueError("\n".join(wrong + hints))
    kept = f"{len(cells)} cells, {notebook_file.words(notebook_file.prose(cells))} words"
    return [f"fine, {kept}, about {notebook_file.minutes(cells)} min to read", *hints]
