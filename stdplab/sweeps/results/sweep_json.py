"""The JSON form of a sweep."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np

from ...core.support.json_input import json_object, parse_json
from ...core.support.numbers import validation
from ...core.support.short_repr import quoted

FORMAT = 2


def to_text(header: dict[str, Any], values: np.ndarray, spread: np.ndarray | None) -> str:
    """The JSON text of a sweep; ``header`` is everything but its numbers."""
    numbers = {"values": _finite(values), "spread": None if spread is None else _finite(spread)}
    return json.dumps({"format": FORMAT, **header, **numbers}, allow_nan=False)


def from_text(text: str) -> dict[str, Any]:
    """The arguments of the `Sweep` in a JSON text; ValueError when it is not one, or incomplete."""
    data = parse_json(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT or not data.get("coords"):
        raise ValueError("not a sweep of this version. Pass what Sweep.to_json() returned.")
    coords = _columns(data["coords"], "coords")
    together = _columns(data.get("together"), "together")
    first = len(next(iter(coords.values())))
    for name, column in together.items():
        if len(column) != first:
            raise ValueError(
                f"{quoted(name)} of this sweep must have {first:,} values, one for each of its "
                f"first dimension; it has {len(column):,}"
            )
    shape = [len(coord) for coord in coords.values()]
    spread = data.get("spread")
    return {
        "values": _array(data.get("values"), shape, "values"),
        "coords": coords,
        "measure": _text(data, "measure"),
        "source": _source(data.get("source")),
        "version": _text(data, "stdplab"),
        "seed": _seed(data.get("seed")),
        "spread": None if spread is None else _array(spread, shape, "spread"),
        "together": together,
    }


def _finite(numbers: np.ndarray) -> list[float | None]:
    """The numbers one after another, None where one is not computed yet."""
    return [v if math.isfinite(v) else None for v in numbers.ravel().tolist()]


def _columns(data: Any, subject: str) -> dict[str, tuple[Any, ...]]:
    """Names and their values."""
    return {
        name: tuple(_checked_list(values, quoted(name)))
        for name, values in json_object(data, subject).items()
    }


def _array(data: Any, shape: list[int], subject: str) -> np.ndarray:
    """An array of numbers, NaN where there is none."""
    stored = _checked_list(data, subject)
    if len(stored) != math.prod(shape):
        raise ValueError(
            f"the coords of this sweep need {math.prod(shape):,} values, its {subject} are "
            f"{len(stored):,}"
        )
    numbers = [
        math.nan if v is None else validation.number(v, "a number of a sweep") for v in stored
    ]
    return np.array(numbers).reshape(shape)


def _checked_list(data: Any, subject: str) -> list[Any]:
    """A list of numbers, strings and None (not computed yet); ValueError for anything else."""
    if not isinstance(data, list) or not data:
        raise ValueError(f"{subject} must be a list, got {quoted(data)}")
    for value in data:
        if not isinstance(value, str | int | float | None):
            raise ValueError(f"{subject} must contain numbers or texts, got {quoted(value)}")
        if isinstance(value, int | float) and not isinstance(value, bool):
            validation.number(value, f"a value of {subject}")
    return data


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise ValueError(f'"{name}" of a sweep must be a text, got {quoted(value)}')
    return value


def _seed(seed: Any) -> int | None:
    if not isinstance(seed, int | None):
        raise ValueError(f'"seed" of a sweep must be a whole number or null, got {quoted(seed)}')
    return seed


def _source(data: Any) -> dict[str, Any]:
    source = json_object(data, "the source of a sweep")
    try:
        json.dumps(source, allow_nan=False)
    except ValueError:
        raise ValueError("the source of a sweep contains a number that is not finite") from None
    return source
