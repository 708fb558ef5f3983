"""Rows of numbers in a text, or in the bytes of a text, CSV or .npy file."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from ..short_repr import quoted
from .typed_numbers import as_number, typed_rows

NPY_START = b"\x93NUMPY"
"""The first bytes of a .npy file."""


def read_rows(
    content: Any, *, commas_separate: bool = False, csv: bool = False
) -> list[list[float]]:
    """The numbers of each line, or of each row of an array.

    ``content`` is text or bytes. Empty lines, lines that begin with "#" and a first line of column
    titles are passed over. In ``csv`` a comma separates columns, unless semicolons do.
    ``commas_separate`` is as for `typed_rows`. ValueError where there is anything but numbers.
    """
    if not isinstance(content, str):
        data = bytes(content)
        if data.startswith(NPY_START):
            return _from_npy(data)
        content = _decoded(data)
    lines = [line for line in content.replace("\ufeff", "").splitlines() if line.strip()]
    lines = [line for line in lines if not line.lstrip().startswith("#")]
    if len(lines) > 1 and not any(map(str.isdigit, lines[0])):  # the titles of columns
        csv = csv or "," in lines[0]
        lines = lines[1:]
    text = "\n".join(lines)
    text = text.replace(",", ";") if csv and ";" not in text else text
    rows = typed_rows(text, commas_separate=commas_separate)
    return [[_number(piece) for piece in row] for row in rows if row]


def one_row(rows: list[list[float]]) -> list[float]:
    """The numbers of one row or one column; ValueError for a table with several of both."""
    lengths = {len(row) for row in rows}
    if len(rows) > 1 and len(lengths) == 1 and lengths != {1}:
        raise ValueError(
            f"This is a table with {len(rows)} rows of {len(rows[0])} numbers. "
            "Give one row or one column of times"
        )
    return [number for row in rows for number in row]


def _number(piece: str) -> float:
    value = as_number(piece)
    if value is None:
        raise ValueError(f"{quoted(piece)} is not a number")
    return value


def _decoded(data: bytes) -> str:
    """The text in bytes: UTF-8, or UTF-16 where the first bytes say so."""
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError:
        raise ValueError(
            f"{quoted(data[:20])} is not text. Give a text, CSV or .npy file of numbers"
        ) from None


def _from_npy(data: bytes) -> list[list[float]]:
    """The rows of an array of numbers; a one-dimensional array is one row."""
    try:
        array = np.load(io.BytesIO(data), allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise ValueError(f"This .npy file cannot be read ({error})") from None
    if array.dtype.kind not in "iuf" or array.ndim > 2:
        raise ValueError(
            f"This .npy file holds an array of {array.dtype} with {array.ndim} axes. "
            "Save real numbers with at most two axes"
        )
    rows: list[list[float]] = np.atleast_2d(array).tolist()
    return rows
