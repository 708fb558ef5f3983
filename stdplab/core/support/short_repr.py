"""How a sentence quotes a value that somebody gave: briefly, whatever it is."""

from __future__ import annotations

import reprlib
from typing import Any

LONGEST = 80
"""Characters: as much as a reader needs to recognise what was given."""

_BRIEF = reprlib.Repr()
_BRIEF.maxlevel = 2
_BRIEF.maxstring = _BRIEF.maxlong = _BRIEF.maxother = 60


def quoted(value: Any) -> str:
    """The value as Python writes it, its middle left out where it is long or nested.

    >>> quoted("12"), quoted([[[[1]]]])
    ("'12'", '[[[...]]]')
    """
    try:
        text = plain(_BRIEF.repr(value))  # an array has several lines
    except ValueError:  # a whole number of more digits than Python writes
        return "a number of thousands of digits"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def plain(text: str) -> str:
    """The text with a blank for whatever moves a cursor, ends a line or is no letter at all."""
    return "".join(c if c.isprintable() else " " for c in text)
