"""The controls of an experiment that a heatmap's axes can vary, and their values there."""

from __future__ import annotations

import math
from dataclasses import replace

from ...core.controls import Control, controls, find, value
from ...core.experiment import Experiment
from ...plots.quantities import symbol
from ...plots.sweep_labels import AXIS_LABELS
from ...sweeps import experiment_at, reward_delay

CELLS_PER_SIDE = 40
"""About this many cells along each axis."""


def single_rule(experiment: Experiment, rule: str) -> Experiment:
    """Return the experiment with only one of its rules."""
    index = experiment.names.index(rule)
    return replace(experiment, rules=(experiment.rules[index],))


def sweepable_controls(experiment: Experiment) -> dict[str, str]:
    """Return the numeric controls that can be swept, key -> words."""
    labels = {c.key: _label(c) for c in controls(experiment) if c.kind == "number"}
    if reward_delay.delay_limits(experiment):
        labels[reward_delay.NAME] = AXIS_LABELS[reward_delay.NAME]
    return labels


def current_value(experiment: Experiment, key: str) -> float:
    """Return the value of a control in the experiment."""
    if key == reward_delay.NAME and (pulse := reward_delay.pulse(experiment)):
        return pulse[0]
    return float(value(experiment, find(experiment, key)))


def compatible(one: str, other: str) -> bool:
    """Whether two controls can be the axes of one heatmap: they must not set the same number."""
    moving = {one, other} - {reward_delay.NAME}
    return one != other and (len(moving) == 2 or not moving.pop().startswith("onset"))


def base_and_grid(
    experiment: Experiment, rule: str, names: tuple[str, ...]
) -> tuple[Experiment, dict[str, tuple[float, ...]]]:
    """Return the experiment that a heatmap starts from, and the values of its two controls."""
    base = single_rule(experiment, rule)
    grid = {name: tuple(axis_values(base, name)) for name in names}
    return experiment_at(base, {name: values[0] for name, values in grid.items()}), grid


def _label(control: Control) -> str:
    if control.segment is not None:
        if control.key.startswith("onset"):
            return f"Reward switch {control.segment} (ms)"
        return f"Reward level {control.segment + 1}"
    letters = "".join(text for text, _ in symbol(control.tex))
    unit = f" ({control.unit})" if control.unit else ""
    label = "Weight at the start" if control.key == "w0" else control.label
    return f"{label} {letters}{unit}"


def axis_values(experiment: Experiment, key: str) -> list[float]:
    """Return about `CELLS_PER_SIDE` round values over a control's range."""
    protocol = experiment.protocol
    if key == reward_delay.NAME and (limits := reward_delay.delay_limits(experiment)):
        low, high = limits
        # Negative delays, before the spike, only where no others are possible.
        return _round_values(0.0 if high >= 0 else low, high, protocol.dt)
    control = find(experiment, key)
    low, high, step = control.low, control.high, control.step
    if control.positive:
        low = max(low, step)
    if key.startswith("onset"):  # between the onsets before and after it
        onsets = [onset for onset, _ in protocol.reward] + [protocol.duration]
        low, high = (onsets[(control.segment or 0) + side] - side * step for side in (-1, 1))
    if key == "w0" and experiment.bounds:
        low, high = experiment.bounds.low, experiment.bounds.high
    return _round_values(low, high, step)


def _round_values(low: float, high: float, step: float) -> list[float]:
    step *= max(1, round((high - low) / step / CELLS_PER_SIDE))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(step * i, 9) for i in range(first, last + 1)]
