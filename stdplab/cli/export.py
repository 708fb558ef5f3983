"""`stdplab export LAB page.html`: a lab as one file that lives without a kernel."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .needs import need

LABS = ("florian",)
"""The labs there are, by the name of their function in `stdplab.labs`."""


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "export", help="write a lab as one HTML file that needs no kernel and no network"
    )
    command.add_argument(
        "lab", metavar="LAB", help=f"{', '.join(LABS)}, or a lab file such as lab.json"
    )
    command.add_argument("page", type=Path, metavar="PAGE", help="the file, such as page.html")
    command.add_argument("--preset", default="florian", metavar="PRESET", help="where it starts")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    written = options.lab.endswith(".json")
    if options.lab not in LABS and not written:
        raise ValueError(
            f"unknown lab {options.lab!r}: there is {', '.join(LABS)}, or a .json file"
        )
    need("anywidget")
    from .. import labs  # noqa: PLC0415 - other commands need no widgets

    lab = labs.load(options.lab) if written else getattr(labs, options.lab)(options.preset)
    path = lab.export(options.page)
    print(f"{path} ({path.stat().st_size // 1000} kB)")
    return 0
