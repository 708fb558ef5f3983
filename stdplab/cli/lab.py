"""`stdplab lab [NAME]`: open JupyterLab on a learner's copy of the course."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import webbrowser
from pathlib import Path

from ..course import course_folder
from .common.optional_imports import require

DEFAULT_FOLDER = Path("stdplab-course")
"""The folder that a learner works in, unless another one is given."""


def working_folder() -> Path:
    """`DEFAULT_FOLDER`, or the current folder if it is a learner's copy of the course."""
    here = Path()
    has_notebooks = any((here / f"{name}.ipynb").is_file() for name in course_folder.names())
    is_copy = has_notebooks and here.resolve() != course_folder.source().resolve()
    return here if is_copy and not DEFAULT_FOLDER.exists() else DEFAULT_FOLDER


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.add_argument(
        "name", nargs="?", default="00", metavar="NAME", help="a notebook, for example 03"
    )
    command.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        help="work in this folder; missing notebooks are copied into it, nothing is overwritten "
        f"({DEFAULT_FOLDER}, or the current folder if it has notebooks of the course)",
    )
    command.add_argument("--no-browser", action="store_true", help="print the address only")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Copy the notebooks that the folder lacks, and replace this process by JupyterLab."""
    require("jupyterlab")
    notebook = course_folder.find(options.name)
    folder: Path = options.dir or working_folder()
    course_folder.copy(folder)
    print(
        f"Opening {folder / notebook}.ipynb in JupyterLab. Press Ctrl+C twice to stop it.",
        flush=True,
    )
    command = lab_command(folder, notebook, browser=not options.no_browser)
    if os.name == "posix":  # so that Ctrl+C reaches JupyterLab alone
        os.execve(command[0], command, lab_environment())
    return subprocess.call(command, env=lab_environment())


def lab_environment() -> dict[str, str]:
    """The environment of JupyterLab: our page configuration turns off its news and updates.

    They would use the network, and ask the learner, before the first cell; and whether extensions
    wait to be built is computed for most of a second while the first page opens. The learner's
    own configuration is not changed.
    """
    paths = [
        str(course_folder.PACKAGE / "course" / "jupyter"),
        os.environ.get("JUPYTER_CONFIG_PATH", ""),
    ]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


def lab_command(folder: Path, notebook: str, *, browser: bool) -> list[str]:
    """The command that starts JupyterLab, which chooses a free port itself."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder.resolve()}",
        f"--LabApp.default_url=/lab/tree/{notebook}.ipynb",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append(
            "--allow-root"
        )  # JupyterLab refuses to run as root otherwise, for example in a container
    if not (browser and _can_open_browser()):
        command.append("--no-browser")
    return command


def _can_open_browser() -> bool:
    """Whether a browser can be opened; otherwise JupyterLab prints the address."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
