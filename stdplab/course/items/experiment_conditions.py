"""Goal conditions on the experiment itself: which parts and parameters may change, and how."""

from __future__ import annotations

from dataclasses import replace

from ...core.experiment import Experiment
from ...core.learning_rule.rule import Rule
from ...core.support.short_repr import number_text
from .goal import GoalCondition, rule_removed

PARTS = ("pre", "post", "reward", "rules", "lag", "w0", "bounds")
"""The parts of an experiment that a goal may require to be unchanged."""


def unchanged(start: Experiment, *parts: str) -> GoalCondition:
    """Require that parts of the experiment are as they were at the start.

    Parameters
    ----------
    start : Experiment
        The experiment that the lab starts with.
    *parts : str
        "pre", "post", "reward", "rules", "lag", "w0" or "bounds".

    Returns
    -------
    callable
        The goal condition, for the ``conditions`` of a `Goal`.

    Raises
    ------
    ValueError
        When a part has another name.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from stdplab import presets
    >>> from stdplab.course import unchanged
    >>> edited = replace(presets.FLORIAN_2007, lag=1)
    >>> unchanged(presets.FLORIAN_2007, "pre", "lag")(edited)
    'Do not change lag. Reset undoes the change.'
    """
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise ValueError(
            f"An experiment has no part {', '.join(map(repr, unknown))}. "
            f"Available: {', '.join(PARTS)}."
        )

    def condition(experiment: Experiment) -> str | None:
        changed = [part for part in parts if _part(experiment, part) != _part(start, part)]
        if not changed:
            return None
        return f"Do not change {' and '.join(changed)}. Reset undoes the change."

    return condition


def only_changed(start: Experiment, rule: str, parameter: str) -> GoalCondition:
    """Require that no rule parameter but this one differs from the start."""

    def condition(experiment: Experiment) -> str | None:
        allowed, current = _rules_by_name(start), _rules_by_name(experiment)
        if rule not in current:
            return rule_removed(rule)
        allowed[rule] = replace(allowed[rule], **{parameter: getattr(current[rule], parameter)})
        if allowed == current:
            return None
        return f"Change only {parameter} of {rule}. Reset brings the other parameters back."

    return condition


def same_reward_levels(start: Experiment) -> GoalCondition:
    """Require the reward levels of ``start``, in the same order; their onsets may move."""

    def condition(experiment: Experiment) -> str | None:
        if _levels(experiment) == _levels(start):
            return None
        return "Do not change the levels of the reward. Move only the time at which it switches."

    return condition


def is_pulse(level: float, width: float) -> GoalCondition:
    """Require that the reward is one pulse: ``level`` for ``width`` ms, and 0 elsewhere."""

    def condition(experiment: Experiment) -> str | None:
        reward = experiment.protocol.reward
        if [segment[1] for segment in reward] == [0, level, 0]:
            start, end = (onset for onset, _ in reward[1:])
            if abs(end - start - width) < experiment.protocol.dt / 2:
                return None
        return (
            f"The reward must be one pulse of level {number_text(level)}, "
            f"{number_text(width)} ms long."
        )

    return condition


def _part(experiment: Experiment, part: str) -> object:
    owner = experiment.protocol if part in ("pre", "post", "reward") else experiment
    return getattr(owner, part)


def _rules_by_name(experiment: Experiment) -> dict[str, Rule]:
    return dict(zip(experiment.names, experiment.rules, strict=True))


def _levels(experiment: Experiment) -> tuple[list[float], list[float]]:
    """The first onset of the reward, and all its levels."""
    reward = experiment.protocol.reward
    return [onset for onset, _ in reward[:1]], [level for _, level in reward]
