"""Goal conditions that need a sweep: over how wide a range of a parameter a result holds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from ...core.controls import find, value
from ...core.experiment import Experiment
from ...core.support.short_repr import number_text
from .goal import GoalCondition, rule_removed


def widest_range(
    start: Experiment,
    rule: str,
    other: str,
    *,
    axis: tuple[str, Iterable[float]],
    candidates: tuple[str, Iterable[float]],
    share: float,
) -> GoalCondition:
    """Require that ``rule`` ends above ``other`` at nearly as many axis values as possible.

    Parameters
    ----------
    start : Experiment
        The experiment in which the candidates are compared.
    rule, other : str
        Names of two of its rules.
    axis : tuple of str and iterable of float
        A control and the values of it that are counted.
    candidates : tuple of str and iterable of float
        The control that the learner sets, and the values of it that are compared.
    share : float
        The wanted share of the largest count, from 0 to 1.
    """
    (axis_key, axis_values), (chosen_key, chosen_values) = axis, candidates
    axis_values, chosen_values = tuple(axis_values), tuple(chosen_values)

    @cache
    def largest_count() -> int:
        grid = {chosen_key: chosen_values, axis_key: axis_values}
        return int(_ends_above(start, grid, rule, other).sum(1).max())

    def condition(experiment: Experiment) -> str | None:
        removed = [name for name in (rule, other) if name not in experiment.names]
        if removed:
            return rule_removed(removed[0])
        try:
            chosen = value(experiment, find(experiment, chosen_key))
            count = int(_ends_above(experiment, {axis_key: axis_values}, rule, other).sum())
        except ValueError:
            return f"{chosen_key} or {axis_key} is no longer on the board. Reset brings it back."
        if count >= share * largest_count():
            return None
        return (
            f"With {chosen_key} at {number_text(chosen)}, {rule} ends above {other} at {count} of "
            f"{len(axis_values)} values of {axis_key}. Another {chosen_key} gives more."
        )

    return condition


def _ends_above(
    experiment: Experiment, grid: dict[str, tuple[float, ...]], rule: str, other: str
) -> np.ndarray:
    from ...sweeps import sweep  # noqa: PLC0415 - importing sweeps is slow

    result = sweep(experiment, grid)
    above: np.ndarray = result.at(rule=rule).values > result.at(rule=other).values
    return above
