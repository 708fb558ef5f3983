"""Reading JSON text that a user pasted or a file holds."""

from __future__ import annotations

import json
from typing import Any

from .limits import MAX_SWEEP_CHARS

BYTE_ORDER_MARK = "\ufeff"
"""What some editors write in front of a text. In bytes Python's json takes it itself."""


def parse_json(text: str | bytes, most: int = MAX_SWEEP_CHARS) -> Any:
    """The value of the JSON text; ValueError when it is none, or has more than ``most`` letters."""
    if isinstance(text, str | bytes) and len(text) > most:
        raise ValueError(
            f"This text has {len(text):,} characters; at most {most:,} are read. "
            "Paste the text that to_json() gave."
        )
    try:
        return json.loads(text.lstrip(BYTE_ORDER_MARK) if isinstance(text, str) else text)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(
            f"This is not JSON ({error}). Paste the text that to_json() gave."
        ) from None


def json_object(data: Any, what: str) -> dict[str, Any]:
    """``data`` if it is a JSON object; else a ValueError that begins with ``what``."""
    if not isinstance(data, dict):
        raise ValueError(f"{what} must be a JSON object")
    return data
