"""Goals on networks that learn: what was trained, and what its controls have to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, runtime_checkable

from ...networks.base import Measures, Study
from .goal import Condition, Goal

WORDS = {
    "untrained": "Before training",
    "online": "While it learns",
    "frozen": "With plasticity off",
    "fresh": "On fresh inputs",
}


@runtime_checkable
class Training(Protocol):
    """What is checked: a `Trainer`, or a stored `Report`."""

    study: Study

    @property
    def controls(self) -> Mapping[str, Measures]:
        """Condition -> measure -> (seeds,), as far as they were measured."""


@dataclass(frozen=True)
class TrainingGoal(Goal):
    """A goal whose conditions look at a trainer: its study, and what was measured."""

    subject: ClassVar[type] = Training


def studies(**values: Any) -> Condition:
    """What the study has to have: "rule", by name, and options such as code="rate"."""

    def condition(training: Training) -> str | None:
        if any(not hasattr(training.study, name) for name in values):
            return f"This is another experiment: {training.study.title}."
        own = {name: getattr(training.study, name) for name in values}
        own = {name: value.name if name == "rule" else value for name, value in own.items()}
        wrong = [name for name in values if own[name] != values[name]]
        if not wrong:
            return None
        told = (f"{name} is {own[name]}, it has to be {values[name]}" for name in wrong)
        return f"This is another experiment: {'; '.join(told)}."

    return condition


def networks(least: int) -> Condition:
    """So many networks at least, since one alone may be luck."""

    def condition(training: Training) -> str | None:
        seeds = training.study.seeds
        if seeds >= least:
            return None
        return f"{seeds} network{'s' * (seeds > 1)} may be luck: train {least} at least."

    return condition


def reaches(condition: str, least: float, measure: str = "") -> Condition:
    """The mean of a measure, or of success, over the networks is ``least`` or more."""
    return _lies(condition, measure, least=least)


def stays(condition: str, most: float, measure: str = "") -> Condition:
    """The mean of a measure, or of success, over the networks is ``most`` or less."""
    return _lies(condition, measure, most=most)


def _lies(condition: str, measure: str, least: float = -1e9, most: float = 1e9) -> Condition:
    def check(training: Training) -> str | None:
        name = measure or training.study.success
        if condition not in training.controls:
            if condition == "online":
                return "Nothing is trained yet: press Train."
            return f"{WORDS[condition]} nothing is measured yet: train, then press a test button."
        if name not in training.controls[condition]:
            return f"{training.study.title} measures no {name}: give the lab of this notebook."
        mean = float(training.controls[condition][name].mean())
        if least <= mean <= most:
            return None
        wanted = f"at least {least:g}" if mean < least else f"at most {most:g}"
        return f"{WORDS[condition]} {name} is {mean:.2f} on average; it is to be {wanted}."

    return check
