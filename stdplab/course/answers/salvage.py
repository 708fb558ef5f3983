"""What is still whole in an answers file that is not valid JSON, entry by entry."""

from __future__ import annotations

import json
import re
from typing import Any

from ...core.support.limits import MAX_ENTRIES, MAX_ENTRY_CHARS
from .entry import KEY_PATTERN

FIELD = re.compile(r'"(stdplab_answers|learner)"\s*:\s*')
ENTRY = re.compile(rf'"({KEY_PATTERN.pattern})"\s*:\s*(?=\{{)')
"""A name and what stands before its value. A quote inside a text has a backslash before it."""

MAX_LENGTH = 8 * MAX_ENTRY_CHARS
"""Characters in which a value must end: an entry with a blank line between any two values."""


def whole_parts(data: bytes) -> dict[str, Any]:
    """The fields and entries of a damaged file whose text is complete, not yet checked.

    Parameters
    ----------
    data : bytes
        The content of the file.

    Returns
    -------
    dict
        As the JSON of the file: its version, its learner and its entries, as far as they are left.
    """
    text = data.decode("utf-8", "replace")
    head = text[:MAX_LENGTH]
    fields = {found[1]: _value(head, found.end())[0] for found in FIELD.finditer(head)}
    entries: dict[str, Any] = {}
    position, failures = 0, 0
    while failures <= MAX_ENTRIES and (found := ENTRY.search(text, position)):
        value, position = _value(text, found.end())
        if value is None:
            failures += 1
        else:
            entries[found[1]] = value
    return {"stdplab_answers": 1, "learner": "", **fields, "entries": entries}


def _value(text: str, start: int) -> tuple[Any, int]:
    """The JSON value that begins at ``start`` and the place after it; None where it is damaged."""
    part = text[start : start + MAX_LENGTH]
    try:
        value, length = json.JSONDecoder().raw_decode(part)
    except (ValueError, RecursionError):
        return None, start
    return value, start + length
