"""What a study measured at several values of a parameter, as named series."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ...core.support import validation
from ...core.support.json_input import mapping, parsed
from ...core.support.short_repr import quoted
from ...core.support.version import __version__
from ..base import Study
from . import json_fields

FORMAT = 1
CONDITIONS = ("untrained", "online", "frozen")

Series = dict[str, dict[str, tuple[float, ...]]]
"""Condition -> "mean" or "sd" over seeds -> one number for each value."""


@dataclass(frozen=True)
class Scan:
    """What `scan` measured.

    study      at the values that were not varied
    values     parameter -> its values; with several parameters they walk together
    measures   measure -> condition -> "mean" or "sd" -> a number for each value; the
               conditions are "untrained", "online" and "frozen", as in `Report`
    """

    study: Study
    values: dict[str, tuple[Any, ...]]
    measures: dict[str, Series]

    @property
    def along(self) -> tuple[Any, ...]:
        """The values of the first parameter."""
        return next(iter(self.values.values()))

    def __str__(self) -> str:
        """Every measure with plasticity off, mean and spread, a line for each value."""
        study, first = self.study, next(iter(self.values))
        columns = {f"{study.success} untrained": self.measures[study.success]["untrained"]}
        columns |= {name: series["frozen"] for name, series in self.measures.items()}
        rows = [f"{study.title}, {study.rule.name}, {study.seeds} seeds each: plasticity off"]
        rows.append(f"{first:>12}" + "".join(f"{name:>18}" for name in columns))
        for i, value in enumerate(self.along):
            cells = (f"{c['mean'][i]:.3f} +- {c['sd'][i]:.3f}" for c in columns.values())
            rows.append(f"{value:>12}" + "".join(f"{cell:>18}" for cell in cells))
        return "\n".join(rows)

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON: seed, version and parameters inside."""
        about = {"format": FORMAT, "stdplab": __version__, "study": self.study.to_dict()}
        return {**about, "scan": self.values, "measures": self.measures}

    def to_json(self) -> str:
        """`to_dict` as text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> Scan:
        """Rebuild a scan from `to_dict`; ValueError says what does not fit."""
        if not isinstance(data, dict) or data.get("format") != FORMAT or not data.get("scan"):
            raise ValueError("this is no scan of this version: give what Scan.to_dict made")
        study = Study.from_dict(data.get("study"))
        varied = mapping(data["scan"], "the values of a scan")
        values = {name: _values(own, name) for name, own in varied.items()}
        count = len(next(iter(values.values())))
        if {len(own) for own in values.values()} != {count}:
            raise ValueError("a scan has equally many values of each parameter")
        measures = {
            measure: {
                condition: {
                    kind: tuple(
                        json_fields.numbers(own.get(kind), f"{kind} of {quoted(measure)}", count)
                    )
                    for kind in ("mean", "sd")
                }
                for condition in CONDITIONS
                for own in [json_fields.part(series, condition, quoted(measure))]
            }
            for measure, series in json_fields.part(data, "measures", "a scan").items()
        }
        if study.success not in measures:
            raise ValueError(f"this scan does not have {study.success}, which is what it is about")
        return cls(study, values, measures)

    @classmethod
    def from_json(cls, text: str) -> Scan:
        """Rebuild a scan from `to_json`; ValueError says what does not fit."""
        return cls.from_dict(parsed(text))


def _values(data: Any, name: str) -> tuple[Any, ...]:
    """What a parameter was given: numbers or words."""
    if not isinstance(data, list) or not data:
        raise ValueError(f"the values of {quoted(name)} have to be a list, not {quoted(data)}")
    for value in data:
        if not isinstance(value, str):
            validation.number(value, f"a value of {quoted(name)}")
    return tuple(data)
