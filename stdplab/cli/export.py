"""`stdplab export`: a lab as one living file, the course as pages, a class as a sheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .common.optional_imports import need
from .targets import export_class, export_course

LABS = ("florian",)
"""The labs that live without a kernel, by the name of their function in `stdplab.labs`."""

OTHERS = {export_course.NAME: export_course.run, export_class.NAME: export_class.run}
"""What else can be exported."""


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "export",
        help="write a lab, or the whole course, as HTML that needs no kernel and no network; "
        "or a class's sheet",
        usage="stdplab export [-h] [--preset PRESET] LAB PAGE\n"
        f"       stdplab export {export_course.NAME} FOLDER\n"
        f"       stdplab export {export_class.NAME} FOLDER OUT.csv",
    )
    command.add_argument(
        "lab",
        metavar="LAB",
        help=f"{', '.join(LABS)}, or a lab file such as lab.json; "
        f"or one of the words {export_course.NAME} and {export_class.NAME}",
    )
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="the page, such as page.html; for the course a new folder; for a class the folder "
        "with the learners' folders (or a course of nbgrader) and the sheet, such as out.csv",
    )
    command.add_argument("--preset", metavar="PRESET", help="where the lab starts (florian)")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    if options.lab in OTHERS:
        return OTHERS[options.lab](options)
    written = options.lab.endswith(".json")
    if options.lab not in LABS and not written:
        raise ValueError(
            f"no lab called {options.lab!r} lives in a page of its own: there is "
            f"{', '.join(LABS)}, or a .json file"
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
