"""`stdplab check FILE`: check lab files and notebooks before a class opens them."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.support.short_repr import printable
from ..course import lint, notebook_file
from .common.optional_imports import require


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="such as lab.json or my_lesson.ipynb"
    )
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print a line for each problem, or that a file is fine; return 1 if any file has a problem."""
    failures = 0
    for path in options.files:
        try:
            messages = _check_notebook(path) if path.suffix == ".ipynb" else _check_lab(path)
        except ValueError as error:
            failures += 1
            messages = str(error).split("\n")
        for line in messages:
            print(printable(f"{path}: {line.removeprefix(f'{path} ')}"))
    return int(failures > 0)


def _check_lab(path: Path) -> list[str]:
    require("anywidget")
    from ..labs import load  # noqa: PLC0415 - other commands need no widgets

    lab = load(path)
    message = f"fine, opens as {lab!r}"
    lab.close()
    return [message]


def _check_notebook(path: Path) -> list[str]:
    cells = notebook_file.read(path)
    errors, hints = lint.errors(cells), [f"hint: {hint}" for hint in lint.hints(cells)]
    if errors:
        raise ValueError("\n".join(errors + hints))
    words = notebook_file.count_words(notebook_file.markdown_text(cells))
    size = f"{len(cells)} cells, {words} words"
    return [f"fine, {size}, about {notebook_file.reading_minutes(cells)} min to read", *hints]
