"""Goal conditions on the results of an experiment: final weights, gains, recorded series."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core.experiment import Experiment
from ...core.learning_rule.knob import knobs
from ...core.learning_rule.rule import Rule
from ...core.simulate import simulate
from ...core.support.short_repr import number_text
from ...core.time_grid import step_at
from .goal import GoalCondition, rule_removed

ROUNDING = 1e-6
"""Changes of a weight below this are rounding errors."""


def ends_at(rule: str, target: float, tolerance: float) -> GoalCondition:
    """Require that the final weight under a rule is near a value.

        |w(T) - target| <= tolerance

    Parameters
    ----------
    rule : str
        Name of a rule of the experiment, such as "STDP".
    target : float
        The wanted final weight (dimensionless).
    tolerance : float
        How far the final weight may be from ``target``.

    Returns
    -------
    callable
        The goal condition, for the ``conditions`` of a `Goal`.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.course import ends_at
    >>> ends_at("STDP", 0.27, 0.01)(presets.FLORIAN_2007) is None
    True
    """
    goal = f"{number_text(target)} ± {number_text(tolerance)}"

    def condition(experiment: Experiment) -> str | None:
        final = _final(experiment, rule)
        if final is None:
            return rule_removed(rule)
        if abs(final - target) <= tolerance:
            return None
        return f"Under {rule} the final weight is {final:.4f}. The goal is {goal}."

    return condition


def ends_above(rule: str, other: str, margin: float = 0.0) -> GoalCondition:
    """Require that the final weight under one rule is higher than under another.

        w_rule(T) > w_other(T) + margin

    Parameters
    ----------
    rule, other : str
        Names of two rules of the experiment.
    margin : float
        By how much ``rule`` must be higher (dimensionless).

    Returns
    -------
    callable
        The goal condition, for the ``conditions`` of a `Goal`.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.course import ends_above
    >>> print(ends_above("MSTDP", "STDP")(presets.FLORIAN_2007))
    MSTDP ends at 0.2033 and STDP at 0.2690. MSTDP must end higher.
    """

    def condition(experiment: Experiment) -> str | None:
        final, reference = _final(experiment, rule), _final(experiment, other)
        if final is None or reference is None:
            return f"Both {rule} and {other} must be on the board. Reset brings them back."
        if final > reference + margin:
            return None
        by = f" by more than {number_text(margin)}" if margin else ""
        return (
            f"{rule} ends at {final:.4f} and {other} at {reference:.4f}. "
            f"{rule} must end higher{by}."
        )

    return condition


def weight_unchanged(rule: str) -> GoalCondition:
    """Require that the final weight under ``rule`` equals its start."""

    def condition(experiment: Experiment) -> str | None:
        current = _rule(experiment, rule)
        if current is None:
            return rule_removed(rule)
        gain = float(_gain(current, experiment))
        if abs(gain) < ROUNDING:
            return None
        return f"{rule} must learn nothing here, but its weight changes by {gain:+.4f}."

    return condition


def near_best(rule: str, parameter: str, share: float) -> GoalCondition:
    """Require a weight gain near the largest that one parameter allows.

        w(T) - w0 >= share * max over the parameter's slider of (w(T) - w0)

    Parameters
    ----------
    rule : str
        Name of a rule of the experiment, such as "MSTDPET".
    parameter : str
        A parameter of that rule, such as "tau_z". Every step of its slider is tried.
    share : float
        The wanted share of the largest gain, from 0 to 1.

    Returns
    -------
    callable
        The goal condition, for the ``conditions`` of a `Goal`.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.course import near_best
    >>> print(near_best("MSTDPET", "tau_z", 0.99)(presets.LATE_REWARD))
    MSTDPET gains 0.0633, which is 89 % of the gain at the best tau_z. The goal is at least 99 %.
    """

    def condition(experiment: Experiment) -> str | None:
        current = _rule(experiment, rule)
        if current is None:
            return rule_removed(rule)
        import torch  # noqa: PLC0415 - see core.support.lazy_torch

        values = torch.tensor(knobs(current)[parameter].values(), dtype=torch.float64)
        gain = _gain(current, experiment)
        largest = float(_gain(replace(current, **{parameter: values}), experiment).max())
        if largest > 0 and gain >= share * largest:
            return None
        if largest <= 0:
            return f"{rule} cannot gain weight in this experiment at any value of {parameter}."
        return (
            f"{rule} gains {gain:.4f}, which is {100 * gain / largest:.0f} % of the gain at the "
            f"best {parameter}. The goal is at least {100 * share:.0f} %."
        )

    return condition


def reaches_value(
    rule: str, series: str, time: float, target: float, tolerance: float
) -> GoalCondition:
    """Require that a recorded series, such as "x", is near ``target`` at ``time`` (ms)."""
    goal = f"{number_text(target)} ± {number_text(tolerance)}"
    moment = f"{number_text(time)} ms"

    def condition(experiment: Experiment) -> str | None:
        results = experiment.run()
        if rule not in results or series not in results[rule].names:
            return f"{series} under {rule} is no longer on the board. Reset brings it back."
        step = step_at(time, experiment.protocol.dt)
        if step > experiment.protocol.steps:
            return f"The experiment ends before {moment}. Reset brings its duration back."
        current = float(results[rule].array(series)[step])
        if abs(current - target) <= tolerance:
            return None
        return f"At {moment} {series} is {current:.3f}. The goal is {goal}."

    return condition


def _final(experiment: Experiment, rule: str) -> float | None:
    """The final weight under a rule, None when the experiment does not have the rule."""
    if rule not in {each.name for each in experiment.rules}:
        return None
    return float(experiment.run()[rule].final)


def _rule(experiment: Experiment, name: str) -> Rule | None:
    """The rule of this name, None when the experiment does not have it."""
    return dict(zip(experiment.names, experiment.rules, strict=True)).get(name)


def _gain(rule: Rule, experiment: Experiment) -> Any:
    """The weight gain under a rule: a number, or a tensor where a parameter is one."""
    result = simulate(
        rule, experiment.protocol, experiment.w0, lag=experiment.lag, bounds=experiment.bounds
    )
    return result.final - experiment.w0
