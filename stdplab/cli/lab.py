"""`stdplab lab [NAME]`: JupyterLab on a learner's copy of the course."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any

from ..course import course_folder
from .common.optional_imports import need

FOLDER = Path("stdplab-course")
"""Where a learner works who names no other folder."""


def own_folder() -> Path:
    """`FOLDER`; or this very folder where it is a learner's, as in JupyterLab's terminal."""
    here = Path()
    mine = any((here / f"{name}.ipynb").is_file() for name in course_folder.names())
    inside = mine and here.resolve() != course_folder.source().resolve()
    return here if inside and not FOLDER.exists() else FOLDER


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser("lab", help="open JupyterLab on the course")
    command.add_argument(
        "name", nargs="?", default="00", metavar="NAME", help="a notebook, for example 03"
    )
    command.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        help="work in this folder; it gets the notebooks it lacks, nothing in it is overwritten "
        f"({FOLDER}, or the folder you are in where it has notebooks of the course)",
    )
    command.add_argument("--no-browser", action="store_true", help="print the address only")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Copy what the folder lacks and become JupyterLab."""
    need("jupyterlab")
    notebook = course_folder.find(options.name)
    folder: Path = options.dir or own_folder()
    course_folder.copy(folder)
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
    paths = [
        str(course_folder.PACKAGE / "course" / "jupyter"),
        os.environ.get("JUPYTER_CONFIG_PATH", ""),
    ]
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
