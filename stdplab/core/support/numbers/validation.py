"""Checks of single numbers that a user gave."""

from __future__ import annotations

import math
from typing import Any

from ..short_repr import number_text, quoted
from .units import tells_unit, without_unit


def number(value: object, what: str, unit: str = "") -> float:
    """Return ``value`` as a finite float; ValueError names the quantity and the value.

    A value that tells its unit is converted to ``unit``; "" stands for a pure number. An array or
    tensor of one element counts as that element.
    """
    if type(value) is float and math.isfinite(value):
        return value
    plain = only_element(without_unit(value, unit, what))
    accepted = hasattr(plain, "__float__") and not isinstance(plain, bool)  # not "12", not True
    try:
        result = float(plain) if accepted else None
    except (TypeError, ValueError, OverflowError, RuntimeError):
        result = None
    if result is None:
        raise ValueError(f"{what} is {quoted(value)}, which is not a number")
    if not math.isfinite(result):
        raise ValueError(f"{what} is {number_text(result)}: give a finite number")
    return result


def positive(value: object, what: str, unit: str = "") -> float:
    """Return ``value`` as a float above zero; ValueError names the quantity and the value."""
    result = number(value, what, unit)
    if result <= 0:
        raise ValueError(f"{what} is {number_text(result)}: it must be above zero")
    return result


def only_element(value: Any) -> Any:
    """The element of an array or tensor of one element; None if it is masked. Else ``value``."""
    shape = getattr(value, "shape", None)
    if not isinstance(shape, tuple) or math.prod(shape) != 1 or tells_unit(value):
        return value
    if not hasattr(value, "tolist"):
        return value
    element = value.tolist()
    while isinstance(element, list):
        (element,) = element
    return element
