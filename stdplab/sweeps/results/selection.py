"""Selecting from a labelled array by the values of its dimensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ...core.support.short_repr import printable

Coords = dict[str, tuple[Any, ...]]
Index = int | list[int]


def indices(coords: Coords, selected: Mapping[str, Any]) -> dict[str, Index]:
    """The index of each selected value, or the indices of several.

    A number selects the nearest value of its dimension, a string must be one of its values, and
    a list or tuple selects several. ValueError when there is no such dimension or value.
    """
    found: dict[str, Index] = {}
    for name, value in selected.items():
        if name not in coords:
            raise ValueError(
                f"{name!r} is not a dimension of this sweep. Available: "
                f"{printable(', '.join(coords))}"
            )
        if not isinstance(value, list | tuple):
            found[name] = _nearest(name, coords[name], value)
        elif value:
            found[name] = [_nearest(name, coords[name], one) for one in value]
        else:
            raise ValueError(f"{printable(name)}: give at least one value to select")
    return found


def take(array: np.ndarray, dims: Sequence[str], where: Mapping[str, Index]) -> np.ndarray:
    """The part of an array; a dimension with a single index is left out."""
    for axis, name in reversed(list(enumerate(dims))):
        if name in where:
            array = np.take(array, where[name], axis)
    return array


def left(coords: Coords, where: Mapping[str, Index]) -> Coords:
    """The dimensions that `take` leaves, with their values."""
    kept = {}
    for name, values in coords.items():
        index = where.get(name, list(range(len(values))))
        if isinstance(index, list):
            kept[name] = tuple(values[i] for i in index)
    return kept


def _nearest(name: str, values: tuple[Any, ...], value: Any) -> int:
    """The index of a value, or of the nearest one if all are numbers."""
    if value in values:
        return values.index(value)
    numeric = all(isinstance(coord, (int, float)) for coord in values)
    if not numeric or not isinstance(value, (int, float)):
        available = printable(", ".join(map(str, values[:8]))) + ", …" * (len(values) > 8)
        raise ValueError(f"{printable(name)} has no value {value!r}. Available: {available}")
    return int(np.abs(np.array(values, dtype=float) - value).argmin())
