"""How far a learner has come: what is done and what is right, notebook by notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..answers.entry import Entry

Catalogue = Mapping[str, Sequence[str]]
"""The keys of a notebook's items, such as {"03": ["03/lag", "03/sign"]}."""


class Row(NamedTuple):
    """One notebook: how many items are done, of how many, and how many are right."""

    notebook: str
    done: int
    of: int
    right: int


def progress(entries: Mapping[str, Entry], catalogue: Catalogue) -> list[Row]:
    """A row for each notebook of the catalogue, from ``Answers.entries()``."""
    return [
        Row(notebook, _count(entries, keys, "done"), len(keys), _count(entries, keys, "right"))
        for notebook, keys in catalogue.items()
    ]


def table(rows: Sequence[Row]) -> str:
    """The rows as text, with their sum below."""
    sums = (sum(numbers) for numbers in zip(*(row[1:] for row in rows), strict=True))
    total = Row("together", *(sums if rows else (0, 0, 0)))
    lines = [("notebook", "done", "right")]
    lines += [(row.notebook, f"{row.done} of {row.of}", str(row.right)) for row in (*rows, total)]
    return aligned(lines)


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Cells in columns: the first one to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _count(entries: Mapping[str, Entry], keys: Sequence[str], field: str) -> int:
    """Entries that say so with true itself: a text such as "yes" is no mark."""
    return sum(1 for key in keys if entries.get(key, {}).get(field) is True)
