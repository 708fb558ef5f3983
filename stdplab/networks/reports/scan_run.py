"""Running a scan: a study at several values, in one training where that is possible."""

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
    on_epoch: Callable[[Training], None] = lambda _training: None,
) -> Scan:
    """Train and test a study at each of several values.

    Numbers of the rule are varied within one training, in which each value has its own
    networks. Any other parameter takes one training for each value.

    Parameters
    ----------
    study : Study
        The study.
    values : mapping of str to iterable
        Parameter -> values, of the study (``"delay_low"``) or of its rule
        (``"rule.tau_z"``). Several parameters need equally many values and change together.
    on_epoch : callable
        Called with the `Training` after each epoch.

    Returns
    -------
    Scan
        Mean and standard deviation of each measure at each value.

    Raises
    ------
    ValueError
        When there is no such parameter, a value is out of range, or the numbers of values
        differ.

    Examples
    --------
    >>> from stdplab.networks import Xor, scan
    >>> study = Xor.from_paper("MSTDP", code="temporal", seeds=2, epochs=1)
    >>> scan(study, {"rule.gamma": (0.0, 0.01)}).axis_values
    (0.0, 0.01)
    """
    columns = _columns(study, values)
    count = len(next(iter(columns.values())))
    if all(name.startswith("rule.") and _numbers(column) for name, column in columns.items()):
        per_network = {
            name: torch.tensor(column, dtype=torch.float32).repeat_interleave(study.seeds)[
                :, None, None
            ]
            for name, column in columns.items()
        }
        together = replace(study_at(study, per_network), seeds=count * study.seeds)
        report = _report(together, on_epoch)
        slices = [slice(i * study.seeds, (i + 1) * study.seeds) for i in range(count)]
        results = [
            {c: _slice(report.conditions[c], networks) for c in CONDITIONS} for networks in slices
        ]
    else:
        rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
        reports = [_report(study_at(study, row), on_epoch) for row in rows]
        results = [{c: report.conditions[c] for c in CONDITIONS} for report in reports]
    measures = {
        name: {c: _summary([result[c][name] for result in results]) for c in CONDITIONS}
        for name in results[0]["frozen"]
    }
    return Scan(study, columns, measures)


def _columns(study: Study, values: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Any, ...]]:
    """The values of each parameter as a tuple; ValueError when they do not fit together."""
    columns = {name: tuple(column) for name, column in values.items()}
    check_parameters(study, columns)
    if len({len(column) for column in columns.values()}) != 1 or not all(columns.values()):
        counts = ", ".join(f"{name}: {len(column)}" for name, column in columns.items()) or "none"
        raise ValueError(
            "Give every scanned parameter the same number of values, at least one. "
            f"Number of values given: {counts}"
        )
    return columns


def check_parameters(study: Study, names: Iterable[str]) -> None:
    """Raise ValueError for a name that is not a parameter of the study or of its rule."""
    available = [f.name for f in fields(study) if f.name != "rule"]
    available += [f"rule.{f.name}" for f in fields(study.rule)]
    for name in names:
        if name not in available:
            raise ValueError(
                f"{name!r} is not a parameter of this study. Available: {', '.join(available)}"
            )


def _numbers(values: tuple[Any, ...]) -> bool:
    return all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)


def study_at(study: Study, setting: Mapping[str, Any]) -> Study:
    """The study with the parameters of ``setting``, such as {"rule.tau_z": 40, "seed": 1}."""
    of_study = {n: v for n, v in setting.items() if not n.startswith("rule.")}
    of_rule = {n.removeprefix("rule."): v for n, v in setting.items() if n.startswith("rule.")}
    return replace(study, rule=replace(study.rule, **of_rule), **of_study)


def _report(study: Study, on_epoch: Callable[[Training], None]) -> Report:
    """The report of a whole training."""
    training = Training(study)
    while not training.done:
        training.advance()
        on_epoch(training)
    return Report.from_training(training)


def _slice(measures: Measures, networks: slice) -> Measures:
    """The measures of some of the networks."""
    return {name: values[networks] for name, values in measures.items()}


def _summary(values: list[torch.Tensor]) -> dict[str, tuple[float, ...]]:
    """Mean and standard deviation over seeds at each value."""
    return {
        "mean": tuple(round(float(v.mean()), 5) for v in values),
        "sd": tuple(round(float(v.std(correction=0)), 5) for v in values),
    }
