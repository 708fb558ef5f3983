"""How a message writes a value that a user gave: briefly, whatever the value is."""

from __future__ import annotations

import reprlib
from typing import Any

MAX_CHARS = 80
"""Enough to recognise the value that was given."""

_SHORT = reprlib.Repr()
_SHORT.maxlevel = 2
_SHORT.maxstring = _SHORT.maxlong = _SHORT.maxother = 60


def quoted(value: Any) -> str:
    """The value as Python writes it, shortened where it is long or nested.

    >>> quoted("12"), quoted([[[[1]]]])
    ("'12'", '[[[...]]]')
    """
    try:
        text = printable(_SHORT.repr(value))  # an array has several lines
    except ValueError:  # an integer with more digits than Python writes
        return "a number of thousands of digits"
    return text if len(text) <= MAX_CHARS else f"{text[: MAX_CHARS - 3]}..."


def printable(text: str) -> str:
    """The text with a blank for each character that moves the cursor or cannot be seen."""
    return "".join(c if c.isprintable() else " " for c in text)


def number_text(value: float) -> str:
    """A number with every digit it has, as a person writes it.

    Two different numbers have different texts, and a number that is typed as its text is the same.

    >>> number_text(200.0), number_text(1e6), number_text(100000.5)
    ('200', '1000000', '100000.5')
    """
    return repr(float(value)).removesuffix(".0")
