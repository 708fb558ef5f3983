"""The command line: one module per command; `add` declares its options, `run` executes it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from ..core.support.version import __version__

DESCRIPTION = "Move a spike, move a reward, watch three synaptic learning rules disagree."

COMMANDS = (
    "run",
    "lab",
    "copy",
    "reset",
    "script",
    "export",
    "check",
    "misconceptions",
    "list",
    "doctor",
)
"""The commands; each is the name of its module."""

NO_DEPENDENCY_COMMAND = "doctor"
"""The command that works when packages are missing and the other modules cannot be imported."""


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of these commands, with their help texts."""
    root = argparse.ArgumentParser(prog="stdplab", description=DESCRIPTION)
    root.add_argument("--version", action="version", version=f"stdplab {__version__}")
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in names:
        import_module(f"{__name__}.{name}").add(commands)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status, or 2 and a sentence on stderr if it failed."""
    arguments = sys.argv[1:] if arguments is None else arguments
    first = arguments[0] if arguments else None
    names = [first] if first == NO_DEPENDENCY_COMMAND else COMMANDS
    try:
        options = parser(names).parse_args(arguments)
        return int(options.command(options))
    except ImportError as error:
        print(f"stdplab: {_missing_package(error)}", file=sys.stderr)
        return 2
    except (ValueError, OSError) as error:
        print(f"stdplab: {error}", file=sys.stderr)
        return 2


def _missing_package(error: ImportError) -> str:
    name = (error.name or "torch").partition(".")[0]
    return (
        f"{name} is missing ({error}). Run stdplab {NO_DEPENDENCY_COMMAND} to check all packages, "
        f"or install it: pip install -U {name} "
        "--extra-index-url https://download.pytorch.org/whl/cpu"
    )
