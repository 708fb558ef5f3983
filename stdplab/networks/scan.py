"""A study at several values of a parameter: what it takes to learn, as named series."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import torch

from .. import __version__
from .report import Report
from .study import Measures, Study
from .training import Training

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
    def from_dict(cls, data: Mapping[str, Any]) -> Scan:
        """Rebuild a scan from `to_dict`; ValueError says what does not fit."""
        if data.get("format") != FORMAT or "scan" not in data:
            raise ValueError("this is no scan of this version: give what Scan.to_dict made")
        values = {name: tuple(own) for name, own in data["scan"].items()}
        measures = {
            measure: {
                condition: {kind: tuple(own) for kind, own in numbers.items()}
                for condition, numbers in series.items()
            }
            for measure, series in data["measures"].items()
        }
        return cls(Study.from_dict(data["study"]), values, measures)

    @classmethod
    def from_json(cls, text: str) -> Scan:
        """Rebuild a scan from `to_json`; ValueError says what does not fit."""
        return cls.from_dict(json.loads(text))


def scan(
    study: Study,
    values: Mapping[str, Iterable[Any]],
    told: Callable[[Training], None] = lambda _training: None,
) -> Scan:
    """Train and test ``study`` at each value.

    values    parameter -> values, of the study ("delay_low") or of its rule ("rule.tau_z");
              several parameters have equally many and walk together
    told      called after each epoch

    Numbers of a rule are varied in one training, whose networks have one value each; all
    else takes a training for each value. Raises ValueError for a parameter that is not there.
    """
    columns = _columns(study, values)
    count = len(next(iter(columns.values())))
    if all(name.startswith("rule.") and _numbers(own) for name, own in columns.items()):
        networks = {
            name: torch.tensor(own, dtype=torch.float32).repeat_interleave(study.seeds)[
                :, None, None
            ]
            for name, own in columns.items()
        }
        together = replace(_at(study, networks), seeds=count * study.seeds)
        report = _report(together, told)
        parts = [slice(i * study.seeds, (i + 1) * study.seeds) for i in range(count)]
        found = [{c: _part(getattr(report, c), part) for c in CONDITIONS} for part in parts]
    else:
        rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
        reports = [_report(_at(study, row), told) for row in rows]
        found = [{c: getattr(report, c) for c in CONDITIONS} for report in reports]
    measures = {
        name: {c: _summary([one[c][name] for one in found]) for c in CONDITIONS}
        for name in found[0]["frozen"]
    }
    return Scan(study, columns, measures)


def _columns(study: Study, values: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Any, ...]]:
    columns = {name: tuple(own) for name, own in values.items()}
    has = [f.name for f in fields(study) if f.name != "rule"]
    has += [f"rule.{f.name}" for f in fields(study.rule)]
    for name in columns:
        if name not in has:
            raise ValueError(f"there is no {name} to scan: this study has {', '.join(has)}")
    if len({len(own) for own in columns.values()}) != 1 or not all(columns.values()):
        raise ValueError("a scan needs parameters with values, of each equally many")
    return columns


def _numbers(values: tuple[Any, ...]) -> bool:
    return all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)


def _at(study: Study, row: Mapping[str, Any]) -> Study:
    """The study with the parameters of ``row``."""
    own = {name: value for name, value in row.items() if not name.startswith("rule.")}
    of_rule = {n.removeprefix("rule."): v for n, v in row.items() if n.startswith("rule.")}
    return replace(study, rule=replace(study.rule, **of_rule), **own)


def _report(study: Study, told: Callable[[Training], None]) -> Report:
    training = Training(study)
    while not training.done:
        training.advance()
        told(training)
    return Report.of(training)


def _part(measures: Measures, part: slice) -> Measures:
    return {name: values[part] for name, values in measures.items()}


def _summary(values: list[torch.Tensor]) -> dict[str, tuple[float, ...]]:
    """Mean and spread over seeds at each value."""
    return {
        "mean": tuple(round(float(v.mean()), 5) for v in values),
        "sd": tuple(round(float(v.std(correction=0)), 5) for v in values),
    }
