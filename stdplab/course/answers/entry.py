"""What an answer may contain: a few plain values under a key such as "03/lag"."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from ...core.support.limits import MAX_ENTRY_CHARS, MAX_LIST_TEXT_CHARS
from ...core.support.short_repr import quoted

Entry = dict[str, Any]

KEY_PATTERN = re.compile(r"[\w-]{1,60}/[\w.-]{1,60}")


def validated(key: str, entry: object) -> Entry:
    """Return the entry; ValueError if the key or a value cannot be stored."""
    if not KEY_PATTERN.fullmatch(key):
        raise ValueError(f"{quoted(key)} is not a valid key: write NOTEBOOK/ITEM, such as 03/lag")
    if not isinstance(entry, dict):
        raise ValueError(f"{key} must be an object of named fields, got {quoted(entry)}")
    for name, value in entry.items():
        is_list = isinstance(value, list)
        if not (all(map(_is_list_item, value)) if is_list else _is_plain(value)):
            raise ValueError(
                f"{quoted(name)} of {key} must be true, false, None, a finite number, a text, or a "
                f"list of numbers and texts of at most {MAX_LIST_TEXT_CHARS} characters, "
                f"got {quoted(value)}"
            )
    length = len(json.dumps(entry))
    if length > MAX_ENTRY_CHARS:
        raise ValueError(
            f"{key} has {length} characters as JSON, more than the maximum of {MAX_ENTRY_CHARS}: "
            "store less in it"
        )
    return entry


def _is_plain(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, bool | int | str)


def _is_list_item(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= MAX_LIST_TEXT_CHARS
    return isinstance(value, int | float) and not isinstance(value, bool) and _is_plain(value)
