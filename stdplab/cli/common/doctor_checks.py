"""The checks of the doctor, one function each: they yield findings as sentences."""

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
"""One of `FINE`, `NOTE` and `BROKEN`, and a sentence."""

IMPORT_NAMES = {"pillow": "PIL"}
"""Packages that are imported under another name."""

LAB_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
"""The extensions with which JupyterLab shows widgets."""

DEMONSTRATION_WEIGHTS = {"STDP": "0.2690", "MSTDP": "0.2033", "MSTDPET": "0.3342"}
"""The final weights of the demonstration, as the course prints them."""


def python() -> Iterator[Finding]:
    """The version of Python, and whether it stores byte code."""
    supported = sys.version_info >= (3, 11)
    yield _check(supported, f"Python {platform.python_version()}", "stdplab needs 3.11 or newer")
    if sys.dont_write_bytecode:
        slow = "so importing torch takes 2 to 5 s instead of about 1 s"
        yield NOTE, f"Python does not store byte code (PYTHONDONTWRITEBYTECODE is set), {slow}"


def packages() -> Iterator[Finding]:
    """The packages that stdplab requires, and their versions."""
    try:
        requirements = metadata.requires("stdplab") or []
    except metadata.PackageNotFoundError:
        yield NOTE, "stdplab is not installed as a package, so its requirements are not checked"
        return
    for requirement in requirements:
        match = re.match(r"([\w.-]+)>=([\d.]+)(?:; extra == .lab.)?$", requirement)
        if match:
            yield package(*match.groups())


def package(name: str, minimum: str) -> Finding:
    """Whether a package is installed, new enough, and can be imported."""
    repair = f"Run: pip install -U '{name}>={minimum}'"
    try:
        version = metadata.version(name)
        importlib.import_module(IMPORT_NAMES.get(name, name))
    except (ImportError, OSError) as error:  # Windows raises OSError for a missing library
        return BROKEN, f"{name} cannot be imported ({error}). {repair}"
    recent = _numbers(version) >= _numbers(minimum)
    return _check(recent, f"{name} {version}", f"too old. {repair}")


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3]]


def torch() -> Iterator[Finding]:
    """The build of torch, and the threads that it uses."""
    import torch as module  # noqa: PLC0415 - this function has its name

    gpu_build = module.version.cuda or getattr(module.version, "hip", None)
    if gpu_build:
        yield NOTE, "torch is a GPU build. It works; the CPU build takes gigabytes less disk space"
    else:
        yield FINE, "torch is the CPU build"
    threads = f"{module.get_num_threads()} of {system_info.processor_threads()}"
    yield FINE, f"torch uses {threads} processor threads"


def kernel() -> Iterator[Finding]:
    """Whether the notebooks' kernel is installed and reads every request."""
    yield (finding := package("ipykernel", "6.0"))
    if finding[0] == FINE and loses_requests(version := metadata.version("ipykernel")):
        sentence = (
            f"ipykernel {version} sometimes does not read the first request of a page. If a "
            "notebook stays at Connecting, reload the page. To repair it, run: "
            "pip install -U ipykernel"
        )
        yield NOTE, sentence


def loses_requests(version: str) -> bool:
    """Whether this ipykernel may leave a request unread until another client connects."""
    return [7] <= _numbers(version) < [7, 4]


def front_end() -> Iterator[Finding]:
    """Whether JupyterLab finds the extensions that show widgets."""
    from jupyter_core.paths import jupyter_path  # noqa: PLC0415 - it comes with JupyterLab

    for name in LAB_EXTENSIONS:
        found = any(
            (Path(folder) / name / "package.json").is_file()
            for folder in jupyter_path("labextensions")
        )
        problem = (
            "not found, so JupyterLab shows no widgets. Run: pip install -U --force-reinstall "
            "anywidget jupyterlab_widgets"
        )
        yield _check(found, f"JupyterLab's extension {name}", problem)


def notebooks() -> Iterator[Finding]:
    """Whether the notebooks of the course are installed."""
    yield FINE, f"{len(course_folder.names())} notebooks in {course_folder.source()}"


def folder() -> Iterator[Finding]:
    """Whether files can be written in the current folder, and how large they may be."""
    here = Path.cwd()
    try:
        with tempfile.TemporaryFile(dir=here) as file:
            file.write(b"test")
    except OSError as error:
        yield BROKEN, f"{here} cannot be written ({error.strerror}). Work in another folder."
    else:
        yield FINE, f"{here} can be written"
    disk = system_info.free_disk_mb(here)
    yield _free_space("disk space", disk, 200, "Free disk space before you work.")


def memory() -> Iterator[Finding]:
    """Whether there is enough memory for a kernel and JupyterLab."""
    free = system_info.free_memory_mb()
    if free is not None:
        yield _free_space("memory", free, 500, "Close other programs and notebooks.")


def rules() -> Iterator[Finding]:
    """The learning rules, and the rule files and entry points that are skipped."""
    from ...core.learning_rule.rule import RULES  # noqa: PLC0415 - the first checks need no rule

    yield FINE, f"{len(RULES)} rules: {', '.join(RULES)}"
    for problem in RULES.problems:
        yield NOTE, problem


def numbers() -> Iterator[Finding]:
    """Whether the demonstration gives the weights that the course prints."""
    from ... import presets  # noqa: PLC0415 - the other checks do not simulate

    results = presets.FLORIAN_2007.run()
    weights = {name: f"{result.final:.4f}" for name, result in results.items()}
    expected = " ".join(DEMONSTRATION_WEIGHTS.values())
    yield _check(
        weights == DEMONSTRATION_WEIGHTS,
        f"the demonstration gives {' '.join(weights.values())}",
        f"it should give {expected}. Install stdplab again.",
    )


def _check(good: bool, fact: str, problem: str) -> Finding:
    return (FINE, fact) if good else (BROKEN, f"{fact}: {problem}")


def _free_space(kind: str, free: int, minimum: int, advice: str) -> Finding:
    fact = f"{free} MB of {kind} are free"
    if free >= minimum:
        return FINE, fact
    return NOTE, f"{fact}; at least {minimum} MB are recommended. {advice}"


CHECKS = (python, packages, torch, kernel, front_end, notebooks, folder, memory, rules, numbers)
