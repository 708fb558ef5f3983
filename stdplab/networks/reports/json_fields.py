"""Checked reading of numbers and objects from stored JSON."""

from __future__ import annotations

from typing import Any

from ...core.support.json_input import json_object
from ...core.support.numbers import validation
from ...core.support.short_repr import quoted


def numbers(data: Any, subject: str, count: int | None = None) -> list[float]:
    """Return a list of finite numbers, ``count`` of them if given; else raise ValueError."""
    if not isinstance(data, list) or (count is not None and len(data) != count):
        expected = "numbers" if count is None else f"{count} numbers"
        raise ValueError(f"{subject} must be a list of {expected}, got {quoted(data)}")
    return [validation.number(value, f"a number of {subject}") for value in data]


def field(data: Any, name: str, subject: str) -> dict[str, Any]:
    """Return the JSON object called ``name`` in ``data``; ValueError when there is none."""
    return json_object(json_object(data, subject).get(name), f"{name} of {subject}")
