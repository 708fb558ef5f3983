"""JSON text that a person pasted."""

from __future__ import annotations

import json
from typing import Any

LARGEST = 50_000_000
"""Characters: far more than an experiment with a spike in every step that there can be."""


def parsed(text: str | bytes) -> Any:
    """What the text says; ValueError with a sentence when it is no JSON."""
    if isinstance(text, str | bytes) and len(text) > LARGEST:
        raise ValueError(f"this is longer than {LARGEST:,} characters: paste what to_json() gave")
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"this is not JSON ({error}): paste what to_json() gave") from None


def mapping(data: Any, what: str) -> dict[str, Any]:
    """``data`` as the JSON object that it has to be; ValueError says that it is none."""
    if not isinstance(data, dict):
        raise ValueError(f"{what} has to be a JSON object")
    return data
