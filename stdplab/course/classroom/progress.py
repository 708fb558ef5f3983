"""A learner's progress: how many items of each notebook are answered, and how many are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..answers.entry import Entry

Catalogue = Mapping[str, Sequence[str]]
"""The keys of each notebook's items, such as {"03": ["03/lag", "03/sign"]}."""


class Row(NamedTuple):
    """One notebook: how many of its items are answered, their total, and how many are right."""

    notebook: str
    done: int
    total: int
    right: int


def progress(entries: Mapping[str, Entry], catalogue: Catalogue) -> list[Row]:
    """A row for each notebook of the catalogue; ``entries`` come from ``Answers.entries()``."""
    return [
        Row(notebook, _count(entries, keys, "done"), len(keys), _count(entries, keys, "right"))
        for notebook, keys in catalogue.items()
    ]


def table(rows: Sequence[Row]) -> str:
    """The rows as text, with their sum below."""
    sums = (sum(numbers) for numbers in zip(*(row[1:] for row in rows), strict=True))
    last = Row("total", *(sums if rows else (0, 0, 0)))
    lines = [("notebook", "done", "right")]
    lines += [(row.notebook, f"{row.done} of {row.total}", str(row.right)) for row in (*rows, last)]
    return aligned(lines)


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Text in columns: the first column aligned left, the others right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _count(entries: Mapping[str, Entry], keys: Sequence[str], field: str) -> int:
    """How many entries have ``true`` in this field; any other value, such as "yes", is ignored."""
    return sum(1 for key in keys if entries.get(key, {}).get(field) is True)
