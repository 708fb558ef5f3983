"""The delay of a reward pulse: how long after the last post spike it comes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..core.controls import Path
from ..core.experiment import Experiment
from ..core.support import validation

NAME = "delay"
PATHS: tuple[Path, ...] = tuple(("protocol", "reward", i, 0) for i in (1, 2))
"""Where the pulse begins and ends, in the experiment's JSON form: what else sets these."""


def pulse(experiment: Experiment) -> tuple[float, float] | None:
    """How long after the last post spike the reward begins and ends, where it is one pulse."""
    levels = [level for _, level in experiment.protocol.reward]
    if len(levels) != 3 or levels[0] or not levels[1] or levels[2]:
        return None
    begins, ends = (onset - _last(experiment) for onset, _ in experiment.protocol.reward[1:])
    return begins, ends


def room(experiment: Experiment) -> tuple[float, float] | None:
    """The least and the largest delay, where there is a pulse."""
    now, protocol = pulse(experiment), experiment.protocol
    if now is None:
        return None
    last = protocol.duration - protocol.dt - (now[1] - now[0])
    return protocol.dt - _last(experiment), last - _last(experiment)


def delayed(experiment: Experiment, delay: Any) -> Experiment:
    """The experiment with its pulse of reward moved, as wide and as high as it was.

    delay    ms from the last post spike, or from the start without one, to where the pulse
             begins; below zero it begins before that spike

    Raises ValueError where the reward is no single pulse, and where the pulse would leave the
    protocol.
    """
    delay = validation.number(delay, NAME)
    protocol, now = experiment.protocol, pulse(experiment)
    if now is None:
        raise ValueError(
            "delay moves a single pulse of reward, which this experiment has not: give one, such "
            "as reward=((0, 0), (100, 1), (110, 0)), or sweep onset[1]"
        )
    (_, before), (_, level), (_, after) = protocol.reward
    begins = _last(experiment) + delay
    ends = begins + now[1] - now[0]
    if begins < protocol.dt or ends > protocol.duration - protocol.dt:
        raise ValueError(
            f"with delay {delay:g} ms the pulse lies from {begins:g} to {ends:g} ms, and it has to "
            f"lie inside the protocol ({protocol.duration:g} ms): give another delay"
        )
    moved = ((0.0, before), (begins, level), (ends, after))
    return replace(experiment, protocol=replace(protocol, reward=moved))


def _last(experiment: Experiment) -> float:
    return max(experiment.protocol.post, default=0.0)
