"""`stdplab doctor`: check this computer for everything that the course needs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

from .common.doctor_checks import BROKEN, CHECKS, Finding


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.set_defaults(command=run)


def run(_options: argparse.Namespace) -> int:
    """Print a line for each finding; return 1 if something is broken."""
    broken = 0
    for check in CHECKS:
        for state, sentence in _findings(check):
            print(f"{state:<6}  {sentence}")
            broken += state == BROKEN
    print(f"{broken} broken. Repair the first one first." if broken else "Nothing is broken.")
    return int(broken > 0)


def _findings(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 - the other checks must still run
        yield BROKEN, f"The check of {check.__name__} failed with {type(error).__name__}: {error}"
