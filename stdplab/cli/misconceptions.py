"""`stdplab misconceptions`: what many believe, and the experiments that break it, run now."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "misconceptions", help="print common beliefs, each with the experiment that breaks it"
    )
    command.set_defaults(command=run)


def run(_options: argparse.Namespace) -> int:
    """Measure and print the page."""
    from ..course import misconceptions  # noqa: PLC0415 - other commands measure nothing

    print(misconceptions.page(), end="")
    return 0
