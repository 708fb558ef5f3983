"""Checks of what a user gives to a pairing experiment: rules, delays, rates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..core.experiment import Experiment
from ..core.learning_rule.rule import Rule
from ..core.protocol import Protocol
from ..core.support.limits import MAX_POINTS, counted
from ..core.support.numbers.number_list import is_text, number_list
from ..core.support.numbers.units import tells_unit


def experiment_with(rules: Any) -> Experiment:
    """An experiment that checks rules, names them and knows their JSON form."""
    return Experiment(Protocol(), rules)


def check_rules(rules: Any) -> tuple[Rule, ...]:
    """Return the rules as a tuple; ValueError unless each is a rule with plain numbers."""
    return experiment_with(rules).rules


def sorted_numbers(values: Any, what: str, unit: str) -> tuple[float, ...]:
    """Return numbers as a tuple in rising order, each once; ``what`` names them in an error."""
    wanted = f"several numbers in {unit}, for example (10, 20)"
    if isinstance(values, Iterable) and not is_text(values) and not tells_unit(values):
        values = counted(values, MAX_POINTS, what)
    numbers = tuple(sorted({*number_list(values, what, f"one of the {what}", wanted, unit)}))
    if not 0 < len(numbers) <= MAX_POINTS:
        raise ValueError(f"{what} has {len(numbers):,} values: give between 1 and {MAX_POINTS:,}")
    return numbers
