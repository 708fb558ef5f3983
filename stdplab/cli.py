"""The command line: run a preset, list what there is, open the course."""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from . import RULES, __version__, course, presets

GUIDE = "Move a spike, move a reward, watch three synaptic learning rules disagree."


def parser() -> argparse.ArgumentParser:
    """The parser with every command and its help text."""
    top = argparse.ArgumentParser(prog="stdplab", description=GUIDE)
    top.add_argument("--version", action="version", version=f"stdplab {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    run = commands.add_parser("run", help="simulate a preset and print the final weights")
    run.add_argument("preset", metavar="PRESET", help=f"one of {', '.join(presets.PRESETS)}")
    run.add_argument("--out", type=Path, metavar="FILE", help="write the figure: .png, .svg, .pdf")
    run.add_argument("--dark", action="store_true", help="draw the figure on a dark ground")
    run.set_defaults(command=_run)

    listing = commands.add_parser("list", help="list the presets, the rules and the notebooks")
    listing.set_defaults(command=_list)

    lab = commands.add_parser("lab", help="open JupyterLab on the course")
    lab.add_argument(
        "name", nargs="?", default="00", metavar="NAME", help="a notebook, for example 03"
    )
    lab.add_argument(
        "--dir",
        type=Path,
        default=Path("stdplab-course"),
        metavar="DIR",
        help="work in this folder; it gets the notebooks it lacks, nothing in it is overwritten",
    )
    lab.add_argument("--no-browser", action="store_true", help="print the address only")
    lab.set_defaults(command=_lab)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it worked, 2 with a sentence on stderr when the request cannot."""
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except (ValueError, OSError) as error:
        print(f"stdplab: {error}", file=sys.stderr)
        return 2


def _need(module: str) -> None:
    try:
        importlib.import_module(module)
    except ModuleNotFoundError:
        raise ValueError(f"this needs {module}: pip install 'stdplab[lab]'") from None


def _run(options: argparse.Namespace) -> int:
    experiment = presets.get(options.preset)
    results = experiment.run()
    if options.out:
        _need("matplotlib")
        from .plots.figure import figure  # noqa: PLC0415 - printing numbers needs no matplotlib

        if not options.out.parent.is_dir():
            raise ValueError(f"there is no folder {options.out.parent}: make it first")
        if options.out.is_dir():
            raise ValueError(f"{options.out} is a folder: name a file, such as fig.png")
        figure(results, theme="dark" if options.dark else "light").savefig(options.out, dpi=150)
    width = max(map(len, results))
    for name, result in results.items():
        print(f"{name:>{width}} {result.final:.4f}")
    return 0


def _list(_options: argparse.Namespace) -> int:
    for title, names in (
        ("presets", presets.PRESETS),
        ("rules", RULES),
        ("notebooks", course.names()),
    ):
        print(f"{title}:")
        for name in names:
            print(f"  {name}")
    return 0


def _lab(options: argparse.Namespace) -> int:
    _need("jupyterlab")
    notebook = course.find(options.name)
    folder: Path = options.dir
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file: name a folder to work in")
    course.copy(folder)
    print(f"Opening {folder / notebook}.ipynb in JupyterLab; Ctrl+C twice stops it.", flush=True)
    command = lab_command(folder, notebook, browser=not options.no_browser)
    if os.name == "posix":  # become JupyterLab: Ctrl+C then asks its question and no more
        os.execve(command[0], command, lab_environment())
    return subprocess.call(command, env=lab_environment())


def lab_environment() -> dict[str, str]:
    """The environment JupyterLab runs in: our page config turns its news and updates off.

    They would ask the network, and a learner, before the first cell; the learner's own
    configuration stays as it is.
    """
    paths = [str(course.PACKAGE / "course" / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


def lab_command(folder: Path, notebook: str, *, browser: bool) -> list[str]:
    """How JupyterLab is started; it looks for a free port by itself."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder.resolve()}",
        f"--LabApp.default_url=/lab/tree/{notebook}.ipynb",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # JupyterLab refuses root otherwise, as in containers
    if not (browser and _browser()):
        command.append("--no-browser")
    return command


def _browser() -> bool:
    """Whether a browser can be opened; without one JupyterLab prints the address."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
