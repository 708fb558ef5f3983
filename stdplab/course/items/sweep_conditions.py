"""Goals that only a sweep can check: not what a rule does here, but how far it does so."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from ...core.controls import find, value
from ...core.experiment import Experiment
from .goal import Condition


def widest(
    start: Experiment,
    rule: str,
    other: str,
    *,
    over: tuple[str, Iterable[float]],
    moved: tuple[str, Iterable[float]],
    share: float,
) -> Condition:
    """``rule`` ends above ``other`` at as many values of one control as any setting of another.

    over     the control, and its values that are counted
    moved    the control that is turned, and its values that are compared, at ``start``
    share    of the largest count, from 0 to 1
    """
    (counted, values), (turned, settings) = over, moved
    values, settings = tuple(values), tuple(settings)

    @cache
    def most() -> int:
        return int(_above(start, {turned: settings, counted: values}, rule, other).sum(1).max())

    def condition(experiment: Experiment) -> str | None:
        missing = [name for name in (rule, other) if name not in experiment.names]
        if missing:
            return f"{missing[0]} is not on the board any more: put it back."
        try:
            here = value(experiment, find(experiment, turned))
            count = int(_above(experiment, {counted: values}, rule, other).sum())
        except ValueError:
            return f"{turned} or {counted} is not on the board any more: Reset brings it back."
        if count >= share * most():
            return None
        return (
            f"With {turned} at {here:g}, {rule} ends above {other} at {count} of {len(values)} "
            f"values of {counted}. There is a setting where it does so at more."
        )

    return condition


def _above(
    experiment: Experiment, grid: dict[str, tuple[float, ...]], rule: str, other: str
) -> np.ndarray:
    from ...sweeps import sweep  # noqa: PLC0415 - a sweep brings what a question alone need not

    found = sweep(experiment, grid)
    above: np.ndarray = found.at(rule=rule).values > found.at(rule=other).values
    return above
