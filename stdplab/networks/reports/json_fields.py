"""Stored numbers, read as what they are: somebody's file."""

from __future__ import annotations

from typing import Any

from ...core.support import validation
from ...core.support.json_input import mapping
from ...core.support.short_repr import quoted


def numbers(data: Any, what: str, count: int | None = None) -> list[float]:
    """A list of finite numbers, ``count`` of them where one is given; ValueError if it is none."""
    if not isinstance(data, list) or (count is not None and len(data) != count):
        wanted = "numbers" if count is None else f"{count} numbers"
        raise ValueError(f"{what} has to be a list of {wanted}, not {quoted(data)}")
    return [validation.number(value, f"a number of {what}") for value in data]


def part(data: Any, name: str, what: str) -> dict[str, Any]:
    """The JSON object called ``name`` in ``what``; ValueError when there is none."""
    return mapping(mapping(data, what).get(name), f"{name} of {what}")
