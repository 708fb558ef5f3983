"""Goals on a lab: something to reach with one's own hands, checked on the experiment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from ...core.experiment import Experiment
from .verdict import Verdict

PARTS = ("pre", "post", "reward", "rules", "lag", "w0", "bounds")
"""Of an experiment: what a goal may want kept."""

Condition = Callable[..., str | None]
"""Of an experiment or a rule: what is still missing, as a sentence; None when it is fulfilled."""


@dataclass(frozen=True)
class Goal:
    """What has to be so in the end, and what has to stay as it was.

    conditions    all of them, in the order in which they are told
    hints         from the gentlest to the plainest; each press gives the next one
    """

    kind: ClassVar[str] = "goal"
    subject: ClassVar[type] = Experiment
    given: ClassVar[str] = "the lab, ask(key, lab)"

    key: str
    prompt: str
    conditions: tuple[Condition, ...]
    hints: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        listed = isinstance(self.conditions, (tuple, list))
        if not listed or not all(map(callable, self.conditions)):
            raise ValueError(
                f"{self.key}: conditions is a tuple of functions: (ends(...), kept(...)), or "
                "(ends(...),) for one alone"
            )

    def judge(self, subject: object) -> Verdict:
        """What is missing; ValueError when there is nothing that could be checked."""
        if not isinstance(subject, self.subject):
            raise ValueError(f"there is no {self.subject.__name__} to check: give {self.given}")
        missing = [said for condition in self.conditions if (said := condition(subject))]
        told = " ".join(dict.fromkeys(missing))  # what several conditions miss is said once
        return Verdict(not missing, told or "Reached.")


def ends(rule: str, at: float, within: float) -> Condition:
    """The weight under ``rule`` ends at ``at``, give or take."""

    def condition(experiment: Experiment) -> str | None:
        final = _final(experiment, rule)
        if final is None:
            return f"{rule} is not on the board any more: put it back."
        if abs(final - at) <= within:
            return None
        return f"Under {rule} the weight ends at {final:.4f}; it is to end at {at:g} ± {within:g}."

    return condition


def above(rule: str, other: str, by: float = 0.0) -> Condition:
    """The weight under ``rule`` ends higher than under ``other``."""

    def condition(experiment: Experiment) -> str | None:
        one, two = _final(experiment, rule), _final(experiment, other)
        if one is None or two is None:
            return f"Both {rule} and {other} have to be on the board."
        if one > two + by:
            return None
        return f"{rule} ends at {one:.4f} and {other} at {two:.4f}: {rule} is to end higher."

    return condition


def reaches(rule: str, series: str, at: float, value: float, within: float) -> Condition:
    """A recorded series under ``rule``, such as "x", is ``value`` at ``at`` ms, give or take."""

    def condition(experiment: Experiment) -> str | None:
        results = experiment.run()
        if rule not in results or series not in results[rule].names:
            return f"{series} under {rule} is not on the board any more: Reset brings it back."
        step = round(at / experiment.protocol.dt)
        if step > experiment.protocol.steps:
            return f"The experiment ends before {at:g} ms: Reset brings its length back."
        here = float(results[rule].array(series)[step])
        if abs(here - value) <= within:
            return None
        return f"At {at:g} ms {series} is {here:.3f}; it is to be {value:g} ± {within:g}."

    return condition


def kept(start: Experiment, *parts: str) -> Condition:
    """What may not be touched: "pre", "post", "reward", "rules", "lag", "w0" or "bounds"."""
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise ValueError(f"there is no {', '.join(unknown)} to keep: there is {', '.join(PARTS)}")

    def condition(experiment: Experiment) -> str | None:
        changed = [part for part in parts if _part(experiment, part) != _part(start, part)]
        if not changed:
            return None
        if changed in (["reward"], ["lag"], ["w0"]):
            return f"Leave {changed[0]} as it was; Reset brings it back."
        return f"Leave {' and '.join(changed)} as they were; Reset brings them back."

    return condition


def _part(experiment: Experiment, part: str) -> object:
    where = experiment.protocol if part in ("pre", "post", "reward") else experiment
    return getattr(where, part)


def _final(experiment: Experiment, rule: str) -> float | None:
    if rule not in {own.name for own in experiment.rules}:
        return None
    return float(experiment.run()[rule].final)
