"""The result of a scan: measures of a study at several values of its parameters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ...core.support import validation
from ...core.support.json_input import json_object, parse_json
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
    """The result of `scan`.

    Parameters
    ----------
    study : Study
        The study with the parameters that were not varied.
    values : dict of str to tuple
        Parameter -> its values. Several parameters change together: the first values of all
        belong together, then the second ones.
    measures : dict
        Measure -> condition -> "mean" or "sd" over seeds -> one number for each value. The
        conditions are "untrained", "online" and "frozen", as in `Report`.

    Examples
    --------
    >>> from stdplab.networks import stored_scan
    >>> stored_scan("distal-mean").measures["target"]["frozen"]["mean"][2]
    0.98432
    """

    study: Study
    values: dict[str, tuple[Any, ...]]
    measures: dict[str, Series]

    @property
    def axis_values(self) -> tuple[Any, ...]:
        """The values of the first parameter."""
        return next(iter(self.values.values()))

    def __str__(self) -> str:
        """Mean and standard deviation of each measure with plasticity off, a line per value."""
        study, first = self.study, next(iter(self.values))
        columns = {
            f"{study.main_measure} untrained": self.measures[study.main_measure]["untrained"]
        }
        columns |= {name: series["frozen"] for name, series in self.measures.items()}
        rows = [f"{study.title}, {study.rule.name}, {study.seeds} seeds each: plasticity off"]
        rows.append(f"{first:>12}" + "".join(f"{name:>18}" for name in columns))
        for i, value in enumerate(self.axis_values):
            cells = (f"{c['mean'][i]:.3f} +- {c['sd'][i]:.3f}" for c in columns.values())
            rows.append(f"{value:>12}" + "".join(f"{cell:>18}" for cell in cells))
        return "\n".join(rows)

    def to_dict(self) -> dict[str, Any]:
        """Return the scan ready for JSON, with seed, version and parameters."""
        header = {"format": FORMAT, "stdplab": __version__, "study": self.study.to_dict()}
        return {**header, "scan": self.values, "measures": self.measures}

    def to_json(self) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> Scan:
        """Rebuild a scan from what `to_dict` returned.

        Parameters
        ----------
        data : dict
            The scan as a JSON object.

        Returns
        -------
        Scan
            The scan.

        Raises
        ------
        ValueError
            When it is not a scan of this version, or is incomplete.
        """
        if not isinstance(data, dict) or data.get("format") != FORMAT or not data.get("scan"):
            raise ValueError("not a scan of this version. Pass what Scan.to_dict() returned.")
        study = Study.from_dict(data.get("study"))
        varied = json_object(data["scan"], "the values of a scan")
        values = {name: _values(column, name) for name, column in varied.items()}
        count = len(next(iter(values.values())))
        if {len(column) for column in values.values()} != {count}:
            raise ValueError("the parameters of a scan must have equally many values")
        measures = {
            measure: {
                condition: {
                    kind: tuple(
                        json_fields.numbers(
                            by_kind.get(kind), f"{kind} of {quoted(measure)}", count
                        )
                    )
                    for kind in ("mean", "sd")
                }
                for condition in CONDITIONS
                for by_kind in [json_fields.field(series, condition, quoted(measure))]
            }
            for measure, series in json_fields.field(data, "measures", "a scan").items()
        }
        if study.main_measure not in measures:
            raise ValueError(f'The scan lacks its study\'s main measure, "{study.main_measure}".')
        return cls(study, values, measures)

    @classmethod
    def from_json(cls, text: str) -> Scan:
        """Rebuild a scan from what `to_json` returned; see `from_dict`."""
        return cls.from_dict(parse_json(text))


def _values(data: Any, name: str) -> tuple[Any, ...]:
    """The values of a parameter, numbers or strings; ValueError for anything else."""
    if not isinstance(data, list) or not data:
        raise ValueError(f"the values of {quoted(name)} must be a list, got {quoted(data)}")
    for value in data:
        if not isinstance(value, str):
            validation.number(value, f"a value of {quoted(name)}")
    return tuple(data)
