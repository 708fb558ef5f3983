"""`stdplab export course FOLDER`: every notebook as a page, its labs alive, without a network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..common.optional_imports import need

NAME = "course"
"""What stands in the place of a lab."""


def run(options: argparse.Namespace) -> int:
    """Write the pages; 1 and a sentence for each thing that is wrong in them."""
    if len(options.files) != 1 or options.preset:
        raise ValueError(f"write: stdplab export {NAME} FOLDER")
    for module in ("anywidget", "nbconvert", "latex2mathml"):
        need(module)
    from ...course.site import export_pages  # noqa: PLC0415 - other commands need no widgets

    written, told = export_pages.build(Path(options.files[0]))
    for said in told:
        print(f"stdplab: {said}", file=sys.stderr)
    size = sum(path.stat().st_size for path in written)
    print(f"{written[0]} and {len(written) - 1} files more ({size // 1000} kB)")
    return int(bool(told))
