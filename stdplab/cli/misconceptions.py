"""`stdplab misconceptions`: common beliefs, and the experiments that refute them, run now."""

from __future__ import annotations

import argparse


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.set_defaults(command=run)


def run(_options: argparse.Namespace) -> int:
    """Run the experiments and print the page."""
    from ..course import misconceptions  # noqa: PLC0415 - other commands measure nothing

    print(misconceptions.page(), end="")
    return 0
