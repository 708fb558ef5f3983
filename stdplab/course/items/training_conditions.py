"""Goals on networks that learn: conditions on the study and on what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, runtime_checkable

from ...core.support.short_repr import number_text
from ...networks.base import Study
from ...networks.network import Measures
from .goal import Goal, GoalCondition

CONDITION_LABELS = {
    "untrained": "Before training",
    "online": "During training",
    "frozen": "With plasticity off",
    "fresh": "On fresh inputs",
}


@runtime_checkable
class MeasuredStudy(Protocol):
    """What a training goal checks: a `Trainer`, or a stored `Report`."""

    study: Study

    @property
    def conditions(self) -> Mapping[str, Measures]:
        """Control condition -> measure -> (seeds,), for what was measured so far."""


@dataclass(frozen=True)
class TrainingGoal(Goal):
    """A goal on a trainer: its conditions take the study and what was measured.

    Parameters
    ----------
    key : str
        Notebook and item, such as "07/goal". The answer is stored under it.
    prompt : str
        What the learner is asked to do.
    conditions : tuple of callable
        Goal conditions. Each takes a `Trainer` or a `Report` and returns a sentence that says
        what is missing, or None when it is met.
    hints : tuple of str
        From the gentlest to the most explicit.
    """

    target: ClassVar[type] = MeasuredStudy


def study_with(**values: Any) -> GoalCondition:
    """Require values of the study: "rule", by name, and options such as code="rate"."""

    def condition(training: MeasuredStudy) -> str | None:
        study = training.study
        if any(not hasattr(study, name) for name in values):
            return f"This goal belongs to another study, not to {study.title}."
        current = {name: getattr(study, name) for name in values}
        current |= {"rule": current["rule"].name} if "rule" in current else {}
        wrong = [name for name in values if current[name] != values[name]]
        if not wrong:
            return None
        changes = " ".join(f"Set {name} to {values[name]}, not {current[name]}." for name in wrong)
        return f"This study has other settings than the goal. {changes}"

    return condition


def min_networks(count: int) -> GoalCondition:
    """Require at least ``count`` networks, since a single success may be chance."""

    def condition(training: MeasuredStudy) -> str | None:
        seeds = training.study.seeds
        if seeds >= count:
            return None
        networks = "1 network" if seeds == 1 else f"{seeds} networks"
        return f"A result of {networks} may be chance. Train at least {count}."

    return condition


def at_least(condition: str, minimum: float, measure: str = "") -> GoalCondition:
    """Require a mean over networks of ``minimum`` or more, by default of the main measure."""
    return _mean_between(condition, measure, minimum=minimum)


def at_most(condition: str, maximum: float, measure: str = "") -> GoalCondition:
    """Require a mean over networks of ``maximum`` or less, by default of the main measure."""
    return _mean_between(condition, measure, maximum=maximum)


def _mean_between(
    condition: str, measure: str, minimum: float = -1e9, maximum: float = 1e9
) -> GoalCondition:
    label = CONDITION_LABELS[condition]

    def check(training: MeasuredStudy) -> str | None:
        name = measure or training.study.main_measure
        if condition not in training.conditions:
            if condition == "online":
                return "The networks are not trained yet. Press Train."
            return f"{label}, nothing is measured yet. Train, then press a test button."
        if name not in training.conditions[condition]:
            return f"{training.study.title} does not measure {name}. Pass the lab of this notebook."
        mean = float(training.conditions[condition][name].mean())
        if minimum <= mean <= maximum:
            return None
        limit = (
            f"at least {number_text(minimum)}"
            if mean < minimum
            else f"at most {number_text(maximum)}"
        )
        return f"{label}, the mean of {name} is {mean:.2f}. The goal is {limit}."

    return check
