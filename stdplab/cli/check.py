"""`stdplab check lab.json`: whether a lab file will open, and what is wrong in it otherwise."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .needs import need


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser("check", help="check lab files before a class opens them")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="such as lab.json")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """One line for each file; 1 when any of them does not open."""
    need("anywidget")
    from ..labs import load  # noqa: PLC0415 - other commands need no widgets

    bad = 0
    for path in options.files:
        try:
            lab = load(path)
        except ValueError as error:
            bad += 1
            print(f"{path}: {error}")
        else:
            print(f"{path}: fine, opens as {lab!r}")
            lab.close()
    return int(bad > 0)
