"""The command line: one module a command, each with `add` (its options) and what it does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from ..core.support.version import __version__

GUIDE = "Move a spike, move a reward, watch three synaptic learning rules disagree."

COMMANDS = {
    "run": "run",
    "lab": "lab",
    "copy": "copy",
    "reset": "reset",
    "script": "script",
    "export": "export",
    "check": "check",
    "misconceptions": "misconceptions",
    "list": "list",
    "doctor": "doctor",
}
"""The commands, and the modules here that hold them."""

ALWAYS = "doctor"
"""The command that works where others cannot be imported."""


def parser(names: Sequence[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """The parser with every command and its help text."""
    top = argparse.ArgumentParser(prog="stdplab", description=GUIDE)
    top.add_argument("--version", action="version", version=f"stdplab {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in names:
        import_module(f"{__name__}.{COMMANDS[name]}").add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it worked, 2 with a sentence on stderr when the request cannot."""
    words = sys.argv[1:] if arguments is None else arguments
    names = [ALWAYS] if words[:1] == [ALWAYS] else tuple(COMMANDS)
    try:
        options = parser(names).parse_args(words)
        return int(options.command(options))
    except ImportError as error:
        print(f"stdplab: {_missing(error)}", file=sys.stderr)
        return 2
    except (ValueError, OSError) as error:
        print(f"stdplab: {error}", file=sys.stderr)
        return 2


def _missing(error: ImportError) -> str:
    name = (error.name or "torch").partition(".")[0]
    return (
        f"{name} is missing ({error}): run pip install -U {name} "
        f"--extra-index-url https://download.pytorch.org/whl/cpu, "
        f"then stdplab {ALWAYS} looks at the rest"
    )
