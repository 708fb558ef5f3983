"""The controls of an experiment that a heatmap's axes can vary, and their values there."""

from __future__ import annotations

from dataclasses import replace

from ...core.controls import Control, controls, find, value
from ...core.experiment import Experiment
from ...core.learning_rule.knob import multiples
from ...plots.quantities import symbol
from ...plots.sweeps.sweep_labels import AXIS_LABELS
from ...sweeps import experiment_at
from ...sweeps.plans import reward_delay

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
    shown = replace(control, label="Weight at the start") if control.key == "w0" else control
    return shown.text("".join(letters for letters, _ in symbol(control.tex)))


def axis_values(experiment: Experiment, key: str) -> list[float]:
    """Return about `CELLS_PER_SIDE` round values over a control's range."""
    protocol = experiment.protocol
    if key == reward_delay.NAME and (limits := reward_delay.delay_limits(experiment)):
        low, high = limits
        # Negative delays, before the spike, only where no others are possible.
        return multiples(0.0 if high >= 0 else low, high, protocol.dt, CELLS_PER_SIDE)
    control = find(experiment, key)
    if key.startswith("onset"):  # between the onsets before and after it
        onsets = [onset for onset, _ in protocol.reward] + [protocol.duration]
        segment, step = control.segment or 0, control.step
        low, high = onsets[segment - 1] + step, onsets[segment + 1] - step
        return multiples(low, high, step, CELLS_PER_SIDE)
    if key == "w0" and experiment.bounds:
        control = replace(control, low=experiment.bounds.low, high=experiment.bounds.high)
    return control.values(CELLS_PER_SIDE)
