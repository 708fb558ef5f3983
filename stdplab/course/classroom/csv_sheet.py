"""A class as a sheet: a CSV row for each learner and item, and a line for each learner."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...core.support import atomic_write
from ...core.support.short_repr import plain
from ..answers.entry import Entry
from .collect import Found
from .progress import Catalogue, aligned, progress

COLUMNS = ("learner", "folder", "item", "kind", "answer", "right", "tries", "at")

NOTICE = "notice"
"""The kind of a row that says, as its answer, why entries are missing."""


def write(found: Sequence[Found], path: Path) -> None:
    """Write the CSV whole, in UTF-8 with the mark by which Excel knows it."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for one in found:
        for key, entry in one.entries.items():
            row = {**entry, "learner": one.learner, "folder": one.folder, "item": key}
            writer.writerow([cell(row.get(column)) for column in COLUMNS])
        if one.notice:
            row = dict(
                zip(COLUMNS, (one.learner, one.folder, "", NOTICE, one.notice), strict=False)
            )
            writer.writerow([cell(row.get(column)) for column in COLUMNS])
    atomic_write.save(path, sheet.getvalue().encode("utf-8-sig"))


def cell(value: Any) -> str | int | float:
    """A value as a spreadsheet may read it: numbers stay numbers, no text becomes a formula."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    formula = text.lstrip()[:1] in {*"=+-@＝＋－＠"} or text[:1] in {*"\t\r\n"}
    return "'" * formula + plain(text)


def summary(found: Sequence[Found], catalogue: Catalogue) -> str:
    """One line a learner: items done and right, notebook by notebook, as text.

    Of an item that stands in several files of a learner, the one written last counts.
    """
    lines = [("folder", "learner", *(f"{name} done, right" for name in catalogue))]
    for owner in dict.fromkeys(one.owner for one in found):
        own = [one for one in found if one.owner == owner]
        rows = progress(_latest(own), catalogue)
        marks = (f"{row.done} of {row.of}, {row.right}" for row in rows)
        lines.append((str(cell(owner)), str(cell(own[-1].learner)), *marks))
    return aligned(lines)


def _latest(own: Sequence[Found]) -> dict[str, Entry]:
    entries = [(key, entry) for one in own for key, entry in one.entries.items()]
    return dict(sorted(entries, key=lambda pair: str(pair[1].get("at", ""))))


def answered(found: Sequence[Found], known: Catalogue) -> dict[str, list[str]]:
    """The items of every notebook that anybody in the class has answered something in.

    known    what the course asks; of a notebook that is not in it, what was answered stands in
    """
    keys = sorted({key for one in found for key in one.entries})
    notebooks = dict.fromkeys(key.split("/")[0] for key in keys)
    return {
        name: [*known.get(name, [key for key in keys if key.split("/")[0] == name])]
        for name in notebooks
    }
