"""A study at several values of a parameter, in one training where that is possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

import torch

from ..base import Measures, Study
from ..training import Training
from .report import Report
from .scan import CONDITIONS, Scan


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
        together = replace(at(study, networks), seeds=count * study.seeds)
        report = _report(together, told)
        parts = [slice(i * study.seeds, (i + 1) * study.seeds) for i in range(count)]
        found = [{c: _part(getattr(report, c), part) for c in CONDITIONS} for part in parts]
    else:
        rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
        reports = [_report(at(study, row), told) for row in rows]
        found = [{c: getattr(report, c) for c in CONDITIONS} for report in reports]
    measures = {
        name: {c: _summary([one[c][name] for one in found]) for c in CONDITIONS}
        for name in found[0]["frozen"]
    }
    return Scan(study, columns, measures)


def _columns(study: Study, values: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Any, ...]]:
    columns = {name: tuple(own) for name, own in values.items()}
    known(study, columns)
    if len({len(own) for own in columns.values()}) != 1 or not all(columns.values()):
        raise ValueError("a scan needs parameters with values, of each equally many")
    return columns


def known(study: Study, names: Iterable[str]) -> None:
    """Raise ValueError for a name that is no parameter of the study or of its rule."""
    has = [f.name for f in fields(study) if f.name != "rule"]
    has += [f"rule.{f.name}" for f in fields(study.rule)]
    for name in names:
        if name not in has:
            raise ValueError(f"there is no {name} to scan: this study has {', '.join(has)}")


def _numbers(values: tuple[Any, ...]) -> bool:
    return all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)


def at(study: Study, row: Mapping[str, Any]) -> Study:
    """The study with the parameters of ``row``, such as {"rule.tau_z": 40, "seed": 1}."""
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
