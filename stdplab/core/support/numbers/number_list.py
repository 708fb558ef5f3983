"""Lists of numbers as people have them: lists, arrays, tensors, columns of tables, generators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..lazy_torch import is_tensor
from ..short_repr import quoted
from .units import tells_unit, without_unit
from .validation import number, only_element

BYTE_FORMATS = ("B", "b", "c")
"""The formats of a memoryview whose elements are bytes."""


def number_list(values: Any, what: str, each: str, wanted: str, unit: str = "") -> list[float]:
    """The numbers in ``values``, in ``unit``; ValueError unless they form one row or one column.

    ``what`` names all of them in an error, ``each`` one of them, ``wanted`` says what to give.
    """
    if is_text(values):
        raise ValueError(
            f"{what} are {quoted(values)}: give {wanted}. "
            "stdplab.stimuli.read_times() reads them from text."
        )
    found = elements(without_unit(values, unit, what))
    if found is None:
        raise ValueError(f"{what} are {quoted(values)}: give {wanted}")
    if any(map(_is_row, found)):
        raise ValueError(f"{what} are {quoted(values)}, several rows: give one row, {wanted}")
    if len(found) > 1 and all(isinstance(only_element(value), bool) for value in found):
        raise ValueError(
            f"{what} are {len(found)} times True or False, a raster: give {wanted}. With one value "
            "for each time step these are (np.flatnonzero(raster) + 1) * dt."
        )
    return [number(value, each, unit) for value in found]


def rows(values: Any) -> list[Any] | None:
    """The elements of ``values``; rows of an array or a table, and arrays in a list, become lists.

    None where ``values`` is not a collection, is text, or holds names beside its values.
    """
    if hasattr(values, "to_numpy"):  # a column or a table of pandas or polars
        values = values.to_numpy()
    if _is_array(values) or isinstance(values, np.ndarray) or is_tensor(values):
        values = values.tolist()
        values = values if isinstance(values, list) else [values]  # of a file with one number
    if isinstance(values, Mapping) or not isinstance(values, Iterable) or is_text(values):
        return None
    return [value.tolist() if _is_array(value) else value for value in values]


def is_text(values: Any) -> bool:
    """Whether ``values`` are characters or bytes, as a file or a file upload holds them."""
    if isinstance(values, memoryview):
        return values.format in BYTE_FORMATS
    return isinstance(values, (str, bytes, bytearray))


def elements(values: Any) -> list[Any] | None:
    """The values in a row or a column, without the brackets around it or around each of them.

    None where `rows` gives None.
    """
    found = rows(values)
    while found and all(_is_row(value) and len(value) == 1 for value in found):
        found = [value[0] for value in found]
    while found is not None and len(found) == 1 and _is_row(found[0]):
        found = list(found[0])
    return found


def _is_row(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _is_array(value: Any) -> bool:
    """Whether this is an array or a tensor with at least one axis, of numbers without a unit."""
    has_axes = isinstance(getattr(value, "shape", None), tuple) and value.shape != ()
    return has_axes and hasattr(value, "tolist") and not tells_unit(value)
