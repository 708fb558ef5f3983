"""`stdplab list`: the labs, the presets, the pairings, the studies, the rules and the notebooks."""

from __future__ import annotations

import argparse
from typing import Any

from .. import RULES, presets
from ..course import course_folder
from ..networks import STUDIES
from ..pairings import PAIRINGS

OTHERS = ("lab", "file")
"""What stands beside the labs: how one is put together, and read from a file."""


def labs() -> list[str]:
    """Their names in `stdplab.labs`, a file each: to import them would bring in every widget."""
    files = (course_folder.PACKAGE / "labs").glob("[!_]*.py")
    return sorted(file.stem for file in files if file.stem not in OTHERS)


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "list",
        help="list the labs, the presets, the pairings, the studies, the rules and the notebooks",
    )
    command.set_defaults(command=run)


def run(_options: argparse.Namespace) -> int:
    """Print them."""
    for title, names in (
        ("labs", labs()),
        ("presets", presets.PRESETS),
        ("pairings", PAIRINGS),
        ("studies", STUDIES),
        ("rules", RULES),
        ("notebooks", course_folder.names()),
    ):
        print(f"{title}:")
        for name in names:
            print(f"  {name}")
    return 0
