"""What a pairing experiment returns: named series, a few numbers, one line, a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.jsontext import parsed
from .pairing import Pairing

FORMAT = 1
"""Version of the JSON form, raised when an older reader could not understand it."""


@dataclass(frozen=True)
class Outcome:
    """The record of one pairing experiment.

    pairing    what was done
    series     name -> one number for each point; the first series is the axis
    numbers    what follows from them, by name; None where it cannot be told
    line       the numbers in one sentence
    """

    pairing: Pairing
    series: dict[str, list[float]]
    numbers: dict[str, float | None] = field(default_factory=dict)
    line: str = ""

    def __getitem__(self, name: str) -> list[float]:
        """The series called ``name``."""
        if name not in self.series:
            raise KeyError(f"{name!r} is not a series here: there is {', '.join(self.series)}")
        return self.series[name]

    def __str__(self) -> str:
        heads = list(self.series)
        axis, *columns = ([_cell(v, first=i == 0) for v in s] for i, s in enumerate(_rows(self)))
        table = [heads, *map(list, zip(axis, *columns, strict=True))]
        widths = [max(len(row[i]) for row in table) for i in range(len(heads))]
        rows = ("  ".join(f"{c:>{w}}" for c, w in zip(r, widths, strict=True)) for r in table)
        return "\n".join((self.pairing.title, *rows, self.line))

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON: the parameters inside."""
        return {
            "format": FORMAT,
            "pairing": self.pairing.to_dict(),
            "series": self.series,
            "numbers": self.numbers,
            "line": self.line,
        }

    def to_json(self) -> str:
        """`to_dict` as text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> Outcome:
        """Rebuild an outcome from `to_dict`; ValueError says what does not fit."""
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise ValueError(f"this is no outcome of format {FORMAT}: give what to_dict() gave")
        series, numbers = data.get("series"), data.get("numbers")
        if not isinstance(series, Mapping) or not isinstance(numbers, Mapping):
            raise ValueError('an outcome needs "series" and "numbers", two JSON objects')
        held = {name: list(values) for name, values in series.items()}
        pairing = Pairing.from_dict(data.get("pairing"))
        return cls(pairing, held, dict(numbers), str(data.get("line", "")))

    @classmethod
    def from_json(cls, text: str) -> Outcome:
        """Rebuild an outcome from JSON text; ValueError says what does not fit."""
        return cls.from_dict(parsed(text))


def _rows(outcome: Outcome) -> list[list[float]]:
    return list(outcome.series.values())


def _cell(value: float, *, first: bool) -> str:
    text = f"{value:g}" if first else f"{value:.4f}"
    return text if float(text) or first else text.removeprefix("-")
