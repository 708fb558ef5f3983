"""JSON text that a person pasted."""

from __future__ import annotations

import json
from typing import Any


def parsed(text: str) -> Any:
    """What the text says; ValueError with a sentence when it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"this is not JSON ({error}): paste what to_json() gave") from None
