"""The command line: one module a command, each with `add` (its options) and what it does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .. import __version__
from . import check, copy, doctor, export, lab, listing, misconceptions, reset, run, script

GUIDE = "Move a spike, move a reward, watch three synaptic learning rules disagree."

COMMANDS = (run, lab, copy, reset, script, export, check, misconceptions, listing, doctor)


def parser() -> argparse.ArgumentParser:
    """The parser with every command and its help text."""
    top = argparse.ArgumentParser(prog="stdplab", description=GUIDE)
    top.add_argument("--version", action="version", version=f"stdplab {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it worked, 2 with a sentence on stderr when the request cannot."""
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except (ValueError, OSError) as error:
        print(f"stdplab: {error}", file=sys.stderr)
        return 2
