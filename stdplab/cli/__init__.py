"""The command line: one module per command; `add` declares its options, `run` executes it.

A command is imported when it is called, so those that need no torch run without it.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from importlib import import_module

from ..core.support.version import __version__

DESCRIPTION = "Move a spike, move a reward, watch three synaptic learning rules disagree."

COMMANDS = {
    "run": "run a preset, a pairing experiment or a study; print its numbers",
    "lab": "open JupyterLab on the course",
    "copy": "copy the course's notebooks into a folder; nothing in it is overwritten",
    "reset": "restore a notebook of the course; yours is saved under another name",
    "script": "write a notebook of the course as a Python script, with the same numbers",
    "export": "write a lab, or the whole course, as HTML that needs no kernel and no network; "
    "or the answers of a class as CSV",
    "check": "check lab files and notebooks before a class opens them",
    "misconceptions": "print common beliefs, each with the experiment that refutes it",
    "list": "list the labs, the presets, the pairings, the studies, the rules and the notebooks",
    "doctor": "check this computer for everything that the course needs",
}
"""What each command does. A command is the name of its module."""


def parser(called: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands. Only the module of the one that is called is imported."""
    root = argparse.ArgumentParser(prog="stdplab", description=DESCRIPTION)
    root.add_argument("--version", action="version", version=f"stdplab {__version__}")
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary)
        if name == called:
            import_module(f"{__name__}.{name}").add(command)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status, or 2 and a sentence on stderr if it failed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that is not UTF-8 shows "?"
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        options = parser(arguments[0] if arguments else None).parse_args(arguments)
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
        f"{name} is missing ({error}). Run stdplab doctor to check all packages, "
        f"or install it: pip install -U {name} "
        "--extra-index-url https://download.pytorch.org/whl/cpu"
    )
