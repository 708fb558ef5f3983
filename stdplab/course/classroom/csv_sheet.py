"""A class as a sheet: a CSV row for each learner and item, and a summary line for each learner."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...core.support.files.atomic_write import atomic_write_explained
from ...core.support.short_repr import printable
from ..answers.entry import Entry
from .collect import LearnerFile
from .progress import Catalogue, aligned, progress

COLUMNS = ("learner", "folder", "item", "kind", "answer", "right", "tries", "at")

FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f"
"""Letters and marks that are as wide as nothing, or look like a blank."""

UNSEEN = re.compile(f"[{FILLERS}]")

FORMULA = re.compile(
    r"(?:^|[;,|])[\s'\"]*(?:[=+@＝＋＠﹢﹦﹫]|[-－﹣−‐‑](?!\.?\d[\d.eE+-]*\s*(?:[;,|\]]|$)))|^[\s'\"]*[-－﹣−‐‑]"
)
"""What a spreadsheet may take for a formula: at the start, or after any separator of cells.

A negative number inside a text, such as in a list, is none.
"""

NOTICE_KIND = "notice"
"""The kind of a row whose answer says why entries are missing."""


def write(files: Sequence[LearnerFile], path: Path) -> None:
    """Write the CSV atomically, in UTF-8 with a byte-order mark, which Excel needs."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for file in files:
        about = {"learner": file.learner, "folder": file.folder}
        rows = [{**entry, **about, "item": key} for key, entry in file.entries.items()]
        if file.notice:
            rows.append({**about, "kind": NOTICE_KIND, "answer": file.notice})
        for row in rows:
            writer.writerow([cell(row.get(column)) for column in COLUMNS])
    atomic_write_explained(path, sheet.getvalue().encode("utf-8-sig"))


def cell(value: Any) -> str | int | float:
    """A value that is safe in a spreadsheet: numbers stay numbers, no text becomes a formula.

    Characters that nobody sees become blanks first, so that none hides what follows it.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    visible = UNSEEN.sub(" ", printable(text))
    is_formula = FORMULA.search(visible) or text[:1] in {*"\t\r\n"}
    return "'" * bool(is_formula) + visible


def summary(files: Sequence[LearnerFile], catalogue: Catalogue) -> str:
    """One line per learner, as text: items answered and right answers in each notebook.

    If several files of a learner contain an item, the entry written last counts.
    """
    lines = [("folder", "learner", *(f"{name} done, right" for name in catalogue))]
    for owner in dict.fromkeys(file.owner for file in files):
        owned = [file for file in files if file.owner == owner]
        rows = progress(_latest_entries(owned), catalogue)
        marks = (f"{row.done} of {row.total}, {row.right}" for row in rows)
        lines.append((str(cell(owner)), str(cell(owned[-1].learner)), *marks))
    return aligned(lines)


def _latest_entries(files: Sequence[LearnerFile]) -> dict[str, Entry]:
    entries = [(key, entry) for file in files for key, entry in file.entries.items()]
    return dict(sorted(entries, key=lambda pair: str(pair[1].get("at", ""))))


def answered_items(files: Sequence[LearnerFile], known: Catalogue) -> dict[str, list[str]]:
    """The keys of the items of every notebook in which anyone in the class has an entry.

    For a notebook in ``known``, the course's catalogue, these are all its items; for another one,
    the items that anyone answered.
    """
    keys = sorted({key for file in files for key in file.entries})
    notebooks = dict.fromkeys(key.split("/")[0] for key in keys)
    return {
        name: [*known.get(name, [key for key in keys if key.split("/")[0] == name])]
        for name in notebooks
    }
