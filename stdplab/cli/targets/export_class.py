"""`stdplab export class FOLDER out.csv`: write the answers of a class as one sheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...course import content
from ...course.classroom import csv_sheet
from ...course.classroom.collect import collect

NAME = "class"
"""Given instead of the name of a lab."""


def run(options: argparse.Namespace) -> int:
    """Write the sheet, and print the progress of each learner."""
    if len(options.files) != 2 or options.preset:
        raise ValueError("Usage: stdplab export class FOLDER OUT.csv")
    folder, out = map(Path, options.files)
    if out.suffix != ".csv":
        raise ValueError(f"{out} must end in .csv")
    if not out.absolute().parent.is_dir():
        raise ValueError(f"There is no folder {out.parent}. Create it first.")
    files = collect(folder)
    csv_sheet.write(files, out)
    print(csv_sheet.summary(files, csv_sheet.answered_items(files, content.catalogue())))
    for file in files:
        if file.notice:
            print(f"{csv_sheet.cell(file.folder)}: {csv_sheet.cell(file.notice)}")
    print(out)
    return 0
