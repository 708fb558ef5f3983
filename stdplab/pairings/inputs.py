"""What a user gives to a pairing experiment, checked: rules, delays, rates."""

from __future__ import annotations

from typing import Any

from ..core.experiment import Experiment
from ..core.protocol import Protocol
from ..core.rule import Rule
from ..core.support import validation

MOST = 2001
"""Points of one experiment: a curve needs no more, and each is a simulation."""


def experiment_with(rules: Any) -> Experiment:
    """An experiment that checks rules, names them and knows their JSON form."""
    return Experiment(Protocol(), rules)


def checked(rules: Any) -> tuple[Rule, ...]:
    """The rules as a tuple of rules with plain numbers, or a sentence."""
    return experiment_with(rules).rules


def points(values: Any, what: str) -> tuple[float, ...]:
    """Numbers in rising order as a tuple, or a sentence."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise ValueError(f"{what} are {values!r}: give numbers, for example (10, 20)")
    numbers = tuple(sorted({validation.number(value, f"one of the {what}") for value in values}))
    if not 0 < len(numbers) <= MOST:
        raise ValueError(f"there are {len(numbers):,} {what}: give between 1 and {MOST:,}")
    return numbers
