"""`stdplab export class FOLDER out.csv`: the answers of a class in one sheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...course import content
from ...course.classroom import csv_sheet
from ...course.classroom.collect import collect

NAME = "class"
"""What stands in the place of a lab."""


def run(options: argparse.Namespace) -> int:
    """Write the sheet, and print how far each learner has come."""
    if len(options.files) != 2 or options.preset:
        raise ValueError("write: stdplab export class FOLDER OUT.csv")
    folder, out = map(Path, options.files)
    if out.suffix != ".csv":
        raise ValueError(f"{out} has to end in .csv")
    if not out.absolute().parent.is_dir():
        raise ValueError(f"there is no folder {out.parent}: make it first")
    found = collect(folder)
    csv_sheet.write(found, out)
    print(csv_sheet.summary(found, csv_sheet.answered(found, content.catalogue())))
    for one in found:
        if one.notice:
            print(f"{csv_sheet.cell(one.folder)}: {csv_sheet.cell(one.notice)}")
    print(out)
    return 0
