"""`stdplab list`: list the labs, presets, pairings, studies, rules and notebooks."""

from __future__ import annotations

import argparse

from .. import presets
from ..core.learning_rule.rule import RULES
from ..course import course_folder
from ..pairings import PAIRING_EXPERIMENTS

TWO_BOARDS = "beside"
"""The lab in `labs/side_by_side.py`; the others are in files named after them."""


def labs() -> list[str]:
    """The names of the labs, from their files: importing them would import every widget."""
    files = (course_folder.PACKAGE / "labs").glob("*_lab.py")
    return sorted([TWO_BOARDS, *(file.stem.removesuffix("_lab") for file in files)])


def studies() -> list[str]:
    """The names of the studies; where torch is missing, a sentence that says so."""
    try:
        from ..networks import STUDIES  # noqa: PLC0415 - the other groups need no torch
    except ImportError:
        return ["(their networks need torch, which is missing: run stdplab doctor)"]
    return list(STUDIES)


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.set_defaults(command=run)


def run(_options: argparse.Namespace) -> int:
    """Print the names by group."""
    for title, names in (
        ("labs", labs()),
        ("presets", presets.PRESETS),
        ("pairings", PAIRING_EXPERIMENTS),
        ("studies", studies()),
        ("rules", RULES),
        ("rules that are skipped", RULES.problems),
        ("notebooks", course_folder.names()),
    ):
        if names:
            print("\n  ".join((f"{title}:", *names)))
    return 0
