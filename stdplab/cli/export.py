"""`stdplab export LAB page.html`: a lab as one file that lives without a kernel; and a class."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from . import school
from .needs import need

LABS = ("florian",)
"""The labs there are, by the name of their function in `stdplab.labs`."""


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "export",
        help="write a lab as one HTML file that needs no kernel and no network, or a class's sheet",
        usage="stdplab export [-h] [--preset PRESET] LAB PAGE\n"
        f"       stdplab export {school.NAME} FOLDER OUT.csv",
    )
    command.add_argument(
        "lab",
        metavar="LAB",
        help=f"{', '.join(LABS)}, or a lab file such as lab.json; or the word {school.NAME}",
    )
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="the page, such as page.html; for a class the folder with the learners' folders "
        "(or a course of nbgrader) and the sheet, such as out.csv",
    )
    command.add_argument("--preset", metavar="PRESET", help="where the lab starts (florian)")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    if options.lab == school.NAME:
        return school.run(options)
    written = options.lab.endswith(".json")
    if options.lab not in LABS and not written:
        raise ValueError(
            f"unknown lab {options.lab!r}: there is {', '.join(LABS)}, or a .json file"
        )
    if len(options.files) != 1:
        raise ValueError(f"one page at a time: stdplab export {options.lab} page.html")
    need("anywidget")
    from .. import labs  # noqa: PLC0415 - other commands need no widgets

    preset = options.preset or "florian"
    lab = labs.load(options.lab) if written else getattr(labs, options.lab)(preset)
    path = lab.export(Path(options.files[0]))
    print(f"{path} ({path.stat().st_size // 1000} kB)")
    return 0
