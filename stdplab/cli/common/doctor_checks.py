"""What the doctor looks at, one function each: it yields how things are, in sentences."""

from __future__ import annotations

import importlib
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from ...course import course_folder
from . import system_info

FINE, NOTE, BROKEN = "fine", "note", "broken"

Finding = tuple[str, str]
"""How it is, and a sentence."""

FRONT_END = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
"""The extensions with which JupyterLab shows widgets, and ours among them."""

DEMONSTRATION = {"STDP": "0.2690", "MSTDP": "0.2033", "MSTDPET": "0.3342"}


def python() -> Iterator[Finding]:
    """Its version, and whether it keeps what it has compiled."""
    good = sys.version_info >= (3, 11)
    yield _either(good, f"Python {platform.python_version()}", "stdplab needs 3.11 or newer")
    if sys.dont_write_bytecode:
        slow = "so torch takes 2 to 5 s to start instead of about 1"
        yield NOTE, f"Python keeps no byte code (PYTHONDONTWRITEBYTECODE), {slow}"


def packages() -> Iterator[Finding]:
    """What stdplab asks for, against what is installed."""
    try:
        asked = metadata.requires("stdplab") or []
    except metadata.PackageNotFoundError:
        yield NOTE, "stdplab is not installed as a package, so versions are not compared"
        return
    for line in asked:
        wanted = re.match(r"([\w.-]+)>=([\d.]+)(?:; extra == .lab.)?$", line)
        if wanted:
            yield package(*wanted.groups())


def package(name: str, least: str) -> Finding:
    """Whether a package is there, new enough, and can be imported."""
    repair = f"run: pip install -U '{name}>={least}'"
    try:
        there = metadata.version(name)
        importlib.import_module({"pillow": "PIL"}.get(name, name))
    except (ImportError, OSError) as error:  # Windows says OSError of a library that is missing
        return BROKEN, f"{name} cannot be imported ({error}): {repair}"
    return _either(_version(there) >= _version(least), f"{name} {there}", f"too old: {repair}")


def _version(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text.partition("+")[0])[:3]]


def torch() -> Iterator[Finding]:
    """Which build computes, and with how many threads."""
    import torch as installed  # noqa: PLC0415 - this function has its name

    build = installed.version.cuda or getattr(installed.version, "hip", None)
    if build:
        yield NOTE, "torch is a GPU build: it works, but the CPU build saves gigabytes"
    else:
        yield FINE, "torch is the CPU build"
    yield (
        FINE,
        f"torch computes with {installed.get_num_threads()} of {system_info.cores()} threads",
    )


def kernel() -> Iterator[Finding]:
    """Whether notebooks have a kernel that hears every request."""
    yield (found := package("ipykernel", "6.0"))
    if found[0] == FINE and unread(there := metadata.version("ipykernel")):
        words = f"ipykernel {there} may leave the first request of a page unread: when a notebook "
        words += "does not get past Connecting, reload the page; pip install -U ipykernel mends it"
        yield NOTE, words


def unread(version: str) -> bool:
    """Whether this ipykernel may leave a request unread until somebody else connects to it."""
    return [7] <= _version(version) < [7, 4]


def front_end() -> Iterator[Finding]:
    """Whether JupyterLab finds the extensions that show widgets."""
    from jupyter_core.paths import jupyter_path  # noqa: PLC0415 - it comes with JupyterLab

    for name in FRONT_END:
        there = any(
            (Path(p) / name / "package.json").is_file() for p in jupyter_path("labextensions")
        )
        repair = "not found, so JupyterLab shows no widgets: run pip install -U --force-reinstall "
        repair += "anywidget jupyterlab_widgets"
        yield _either(there, f"JupyterLab's extension {name}", repair)


def notebooks() -> Iterator[Finding]:
    """Whether the course is there."""
    yield FINE, f"{len(course_folder.names())} notebooks in {course_folder.source()}"


def folder() -> Iterator[Finding]:
    """Whether work can be saved here, and how much."""
    here = Path.cwd()
    try:
        with tempfile.TemporaryFile(dir=here) as file:
            file.write(b"a word")
    except OSError as error:
        yield BROKEN, f"{here} cannot be written ({error.strerror}): work in another folder"
    else:
        yield FINE, f"{here} can be written"
    yield _enough("disk", system_info.disk(here), 200, "make room before you work")


def memory() -> Iterator[Finding]:
    """Whether a kernel and JupyterLab fit."""
    free = system_info.memory()
    if free is not None:
        yield _enough("memory", free, 500, "close other programs and notebooks")


def numbers() -> Iterator[Finding]:
    """Whether the demonstration gives the weights that the course prints."""
    from ... import presets  # noqa: PLC0415 - the other checks need no torch

    results = presets.FLORIAN_2007.run()
    got = {name: f"{result.final:.4f}" for name, result in results.items()}
    words = f"the demonstration gives {' '.join(got.values())}"
    wanted = " ".join(DEMONSTRATION.values())
    yield _either(got == DEMONSTRATION, words, f"it should be {wanted}: install stdplab again")


def _either(good: bool, what: str, otherwise: str) -> Finding:
    return (FINE, what) if good else (BROKEN, f"{what}: {otherwise}")


def _enough(what: str, free: int, least: int, otherwise: str) -> Finding:
    words = f"{free} MB of {what} are free"
    return (FINE, words) if free >= least else (NOTE, f"{words}, {least} are better: {otherwise}")


CHECKS = (python, packages, torch, kernel, front_end, notebooks, folder, memory, numbers)
