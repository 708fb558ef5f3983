"""What an answer may hold: a few plain values under a key such as "03/lag"."""

from __future__ import annotations

import json
import math
import re
from typing import Any

Entry = dict[str, Any]

LONGEST = 4000
"""Characters of an entry as JSON: an answer is a choice, a number, a sentence or a curve."""
SHORT = 200
"""Characters of a text in a list."""

KEY = re.compile(r"[\w-]{1,60}/[\w.-]{1,60}")


def check(key: str, entry: object) -> Entry:
    """Return the entry; ValueError says what cannot be kept, and what can."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{_short(key)} is no key: write the notebook's number / item, as 03/lag")
    if not isinstance(entry, dict):
        raise ValueError(f"{key} has to be an object of fields by name")
    for name, value in entry.items():
        if not (_plain(value) or (isinstance(value, list) and all(map(_brief, value)))):
            raise ValueError(
                f"{_short(name)} of {key} has to be true, false, None, a finite number, a text, "
                "or a list of numbers and short texts"
            )
    if len(json.dumps(entry)) > LONGEST:
        raise ValueError(f"{key} is longer than {LONGEST} characters: keep less of it")
    return entry


def _plain(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, bool | int | str)


def _brief(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= SHORT
    return isinstance(value, int | float) and not isinstance(value, bool) and _plain(value)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")
