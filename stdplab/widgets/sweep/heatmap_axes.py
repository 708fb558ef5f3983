"""Which knobs of an experiment a heatmap can have along its sides, and their values there."""

from __future__ import annotations

import math
from dataclasses import replace

from ...core.controls import Control, controls, find, value
from ...core.experiment import Experiment
from ...plots.quantities import symbol
from ...plots.sweep_labels import OTHERS
from ...sweeps import at, reward_delay

CELLS = 40
"""Along each side, more or less."""


def alone(experiment: Experiment, rule: str) -> Experiment:
    """The experiment with one of its rules."""
    index = experiment.names.index(rule)
    return replace(experiment, rules=(experiment.rules[index],))


def offered(experiment: Experiment) -> dict[str, str]:
    """The numbers that can be swept, key -> words."""
    words = {c.key: _words(c) for c in controls(experiment) if c.kind == "number"}
    return words | (
        {reward_delay.NAME: OTHERS[reward_delay.NAME]} if reward_delay.room(experiment) else {}
    )


def now(experiment: Experiment, key: str) -> float:
    """Where a knob stands."""
    if key == reward_delay.NAME and (pulse := reward_delay.pulse(experiment)):
        return pulse[0]
    return float(value(experiment, find(experiment, key)))


def fits(one: str, other: str) -> bool:
    """Whether two knobs go together: both sides of a heatmap may not move the same number."""
    moving = {one, other} - {reward_delay.NAME}
    return one != other and (len(moving) == 2 or not moving.pop().startswith("onset"))


def laid(
    experiment: Experiment, rule: str, names: tuple[str, ...]
) -> tuple[Experiment, dict[str, tuple[float, ...]]]:
    """What decides a heatmap: the experiment without those knobs, and the values they get."""
    own = alone(experiment, rule)
    grid = {name: tuple(values(own, name)) for name in names}
    return at(own, {name: some[0] for name, some in grid.items()}), grid


def _words(control: Control) -> str:
    if control.segment is not None:
        switch = control.key.startswith("onset")
        return (
            f"Reward switch {control.segment} (ms)"
            if switch
            else (f"Reward level {control.segment + 1}")
        )
    runs = "".join(text for text, _ in symbol(control.tex))
    unit = f" ({control.unit})" if control.unit else ""
    return f"{'Weight at the start' if control.key == 'w0' else control.label} {runs}{unit}"


def values(experiment: Experiment, key: str) -> list[float]:
    """About `CELLS` round values over the knob's range: multiples of a few of its steps."""
    protocol = experiment.protocol
    if key == reward_delay.NAME and (room := reward_delay.room(experiment)):
        low, high = room
        return _round(0.0 if high >= 0 else low, high, protocol.dt)  # before the spike if it must
    control = find(experiment, key)
    low, high, step = control.low, control.high, control.step
    if control.positive:
        low = max(low, step)
    if key.startswith("onset"):  # between its neighbours
        onsets = [onset for onset, _ in protocol.reward] + [protocol.duration]
        low, high = (onsets[(control.segment or 0) + way] - way * step for way in (-1, 1))
    if key == "w0" and experiment.bounds:
        low, high = experiment.bounds.low, experiment.bounds.high
    return _round(low, high, step)


def _round(low: float, high: float, step: float) -> list[float]:
    step *= max(1, round((high - low) / step / CELLS))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(step * i, 9) for i in range(first, last + 1)]
