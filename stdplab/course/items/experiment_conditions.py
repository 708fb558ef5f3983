"""More that a goal can ask of an experiment: the reward's form, one parameter, its best value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core.experiment import Experiment
from ...core.rule import Rule, knobs
from ...core.simulate import simulate
from .goal import Condition

STILL = 1e-6  # of a weight: less is rounding


def pulsed(level: float, width: float) -> Condition:
    """The reward is one pulse of this level, ``width`` ms long, and 0 before and after it."""

    def condition(experiment: Experiment) -> str | None:
        reward = experiment.protocol.reward
        if [segment[1] for segment in reward] == [0, level, 0]:
            start, end = (onset for onset, _ in reward[1:])
            if abs(end - start - width) < experiment.protocol.dt / 2:
                return None
        return f"The reward is to be one pulse of level {level:g}, {width:g} ms long."

    return condition


def stays(rule: str) -> Condition:
    """The weight under ``rule`` ends where it starts."""

    def condition(experiment: Experiment) -> str | None:
        own = _named(experiment).get(rule)
        if own is None:
            return f"{rule} is not on the board any more: put it back."
        gained = float(_gain(own, experiment))
        if abs(gained) < STILL:
            return None
        return f"{rule} is to learn nothing, and its weight changes by {gained:+.4f}."

    return condition


def levels(start: Experiment) -> Condition:
    """The reward has the levels of ``start``, one after the other; when it switches is free."""

    def condition(experiment: Experiment) -> str | None:
        if _levels(experiment) == _levels(start):
            return None
        return "Leave the levels of the reward as they were; when it switches is yours."

    return condition


def turned(start: Experiment, rule: str, parameter: str) -> Condition:
    """Of all the rules' parameters only this one may be another than at the start."""

    def condition(experiment: Experiment) -> str | None:
        was, now = _named(start), _named(experiment)
        if rule not in now:
            return f"{rule} is not on the board any more: put it back."
        was[rule] = replace(was[rule], **{parameter: getattr(now[rule], parameter)})
        return (
            None if was == now else f"Turn {parameter} of {rule} alone; Reset brings the rest back."
        )

    return condition


def best(rule: str, parameter: str, share: float) -> Condition:
    """The weight under ``rule`` gains ``share`` of the most that a value on the slider gives."""

    def condition(experiment: Experiment) -> str | None:
        own = _named(experiment).get(rule)
        if own is None:
            return f"{rule} is not on the board any more: put it back."
        import torch  # noqa: PLC0415 - see core.tensors

        knob = knobs(own)[parameter]
        low = max(knob.low, knob.step) if knob.positive else knob.low
        every = torch.arange(low, knob.high + knob.step / 2, knob.step, dtype=torch.float64)
        gained = _gain(own, experiment)
        most = float(_gain(replace(own, **{parameter: every}), experiment).max())
        if most > 0 and gained >= share * most:
            return None
        if most <= 0:
            return f"Here {rule} cannot gain, whatever {parameter} is."
        return (
            f"{rule} gains {gained:.4f}, which is {100 * gained / most:.0f} % of what the best "
            f"{parameter} gives; {100 * share:.0f} % are wanted."
        )

    return condition


def _named(experiment: Experiment) -> dict[str, Rule]:
    return dict(zip(experiment.names, experiment.rules, strict=True))


def _levels(experiment: Experiment) -> tuple[list[float], list[float]]:
    """Where the reward begins, and every level of it."""
    reward = experiment.protocol.reward
    return [onset for onset, _ in reward[:1]], [level for _, level in reward]


def _gain(rule: Rule, about: Experiment) -> Any:
    """What the weight gains: a number, or a tensor for a parameter that is one."""
    run = simulate(rule, about.protocol, about.w0, lag=about.lag, bounds=about.bounds)
    return run.final - about.w0
