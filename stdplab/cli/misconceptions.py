"""`stdplab misconceptions`: common beliefs, and the experiments that refute them, run now."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "misconceptions", help="print common beliefs, each with the experiment that refutes it"
    )
    command.set_defaults(command=run)


def run(_options: argparse.Namespace) -> int:
    """Run the experiments and print the page."""
    from ..course import misconceptions  # noqa: PLC0415 - other commands measure nothing

    print(misconceptions.page(), end="")
    return 0
