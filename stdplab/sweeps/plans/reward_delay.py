"""The delay of a reward pulse, from the last post spike to the start of the pulse."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core.controls import Path
from ...core.experiment import Experiment
from ...core.support.numbers import validation
from ...core.support.short_repr import number_text
from ...core.time_grid import snap

NAME = "delay"
PATHS: tuple[Path, ...] = tuple(("protocol", "reward", i, 0) for i in (1, 2))
"""Where the onset and the end of the pulse stand in the experiment's JSON form."""


def pulse(experiment: Experiment) -> tuple[float, float] | None:
    """Onset and end of the reward after the last post spike, ms; None if it is not one pulse."""
    levels = [level for _, level in experiment.protocol.reward]
    if len(levels) != 3 or levels[0] or not levels[1] or levels[2]:
        return None
    last, dt = _last_post(experiment), experiment.protocol.dt
    onset, end = (snap(time - last, dt) for time, _ in experiment.protocol.reward[1:])
    return onset, end


def delay_limits(experiment: Experiment) -> tuple[float, float] | None:
    """The smallest and the largest delay, ms; None if the reward is not one pulse."""
    current, protocol = pulse(experiment), experiment.protocol
    if current is None:
        return None
    last, dt = _last_post(experiment), protocol.dt
    last_onset = protocol.duration - dt - (current[1] - current[0])
    return snap(dt - last, dt), snap(last_onset - last, dt)


def with_delay(experiment: Experiment, delay: Any) -> Experiment:
    """The experiment with its reward pulse moved; width and level stay.

    ``delay`` is the time in ms from the last post spike, or from the start without one, to the
    onset of the pulse. A negative delay puts the onset before that spike. Raises ValueError where
    the reward is not one pulse, and where the pulse would leave the protocol.
    """
    delay = validation.number(delay, NAME, "ms")
    protocol, current = experiment.protocol, pulse(experiment)
    if current is None:
        raise ValueError(
            '"delay" needs a reward that is one pulse, e.g. reward=((0, 0), (100, 1), (110, 0)). '
            "This reward is not. To move one onset, sweep onset[1]."
        )
    (_, before), (_, level), (_, after) = protocol.reward
    onset = snap(_last_post(experiment) + delay, protocol.dt)
    end = snap(onset + current[1] - current[0], protocol.dt)
    if onset < protocol.dt or end >= protocol.duration:
        low, high = map(number_text, delay_limits(experiment) or (delay, delay))
        raise ValueError(
            f"with a delay of {number_text(delay)} ms the reward pulse would last from "
            f"{number_text(onset)} to {number_text(end)} ms and leave the protocol "
            f"({number_text(protocol.duration)} ms). Choose a delay from {low} to {high} ms."
        )
    moved = ((0.0, before), (onset, level), (end, after))
    return replace(experiment, protocol=replace(protocol, reward=moved))


def _last_post(experiment: Experiment) -> float:
    return max(experiment.protocol.post, default=0.0)
