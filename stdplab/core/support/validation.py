"""Checks of single numbers that a user gave."""

from __future__ import annotations

import math

from .short_repr import quoted


def number(value: object, what: str) -> float:
    """Return ``value`` as a finite float; ValueError names the quantity and the value."""
    accepted = not isinstance(value, (str, bytes, bool))  # float() would take "12" and True
    try:
        result = float(value) if accepted else None  # type: ignore[arg-type]  # any other number
    except (TypeError, ValueError, OverflowError):
        result = None
    if result is None:
        raise ValueError(f"{what} is {quoted(value)}, which is not a number")
    if not math.isfinite(result):
        raise ValueError(f"{what} is {result:g}: give a finite number")
    return result


def positive(value: object, what: str) -> float:
    """Return ``value`` as a float above zero; ValueError names the quantity and the value."""
    result = number(value, what)
    if result <= 0:
        raise ValueError(f"{what} is {result:g}: it must be above zero")
    return result
