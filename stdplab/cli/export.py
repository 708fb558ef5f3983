"""`stdplab export`: a lab as an HTML file, the course as pages, or a class's answers as a sheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from .common.optional_imports import require
from .targets import export_class, export_course

STANDALONE_LABS = ("florian",)
"""The labs that work without a kernel: names of functions in `stdplab.labs`."""

EXTRA_TARGETS = {export_course.NAME: export_course.run, export_class.NAME: export_class.run}
"""What can be given instead of a lab, and the function that exports it."""


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.usage = (
        "stdplab export [-h] [--preset PRESET] LAB PAGE\n"
        f"       stdplab export {export_course.NAME} FOLDER\n"
        f"       stdplab export {export_class.NAME} FOLDER OUT.csv"
    )
    command.add_argument(
        "lab",
        metavar="LAB",
        help=f"{', '.join(STANDALONE_LABS)}, a lab file such as lab.json, "
        f"{export_course.NAME} or {export_class.NAME}",
    )
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="for a lab the page, such as page.html; for the course a new folder; for a class the "
        "folder with the learners' folders (or an nbgrader course) and the sheet, such as out.csv",
    )
    command.add_argument(
        "--preset", metavar="PRESET", help="the preset that the lab starts with (florian)"
    )
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the files, and print their path and size."""
    if options.lab in EXTRA_TARGETS:
        return EXTRA_TARGETS[options.lab](options)
    is_file = options.lab.endswith(".json")
    if options.lab not in STANDALONE_LABS and not is_file:
        raise ValueError(
            f"Cannot export {options.lab!r}. Available: "
            f"{', '.join((*STANDALONE_LABS, *EXTRA_TARGETS))}, or a lab file such as lab.json."
        )
    if len(options.files) != 1:
        raise ValueError(f"Give one page to write: stdplab export {options.lab} page.html")
    require("anywidget")
    from .. import labs  # noqa: PLC0415 - other commands need no widgets

    preset = options.preset or "florian"
    lab = labs.load(options.lab) if is_file else getattr(labs, options.lab)(preset)
    path = lab.export(Path(options.files[0]))
    print(f"{path} ({path.stat().st_size // 1000} kB)")
    return 0
