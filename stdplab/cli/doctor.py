"""`stdplab doctor`: what of this machine is fine, and what is broken, in plain words."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import Any

from .common.doctor_checks import BROKEN, CHECKS, Finding


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "doctor", help="look whether everything is here that the course needs"
    )
    command.set_defaults(command=run)


def run(_options: argparse.Namespace) -> int:
    """A line for each finding; 1 when something is broken."""
    broken = 0
    for check in CHECKS:
        for state, sentence in _findings(check):
            print(f"{state:<6}  {sentence}")
            broken += state == BROKEN
    print(f"{broken} broken, begin with the first." if broken else "Nothing is broken.")
    return int(broken > 0)


def _findings(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 - a doctor who falls ill helps nobody
        yield BROKEN, f"looking at {check.__name__} ended with {type(error).__name__}: {error}"
