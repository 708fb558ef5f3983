"""`stdplab export course FOLDER`: write every notebook as a page with interactive labs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..common.optional_imports import require

NAME = "course"
"""Given instead of the name of a lab."""


def run(options: argparse.Namespace) -> int:
    """Write the pages; print a sentence for each problem in them, and return 1 if there is any."""
    if len(options.files) != 1 or options.preset:
        raise ValueError(f"Usage: stdplab export {NAME} FOLDER")
    for module in ("anywidget", "nbconvert", "latex2mathml"):
        require(module)
    from ...course.site import export_pages  # noqa: PLC0415 - other commands require no widgets

    paths, problems = export_pages.build(Path(options.files[0]))
    for problem in problems:
        print(f"stdplab: {problem}", file=sys.stderr)
    size = sum(path.stat().st_size for path in paths)
    print(f"{paths[0]} ({len(paths)} files, {size // 1000} kB)")
    return int(bool(problems))
