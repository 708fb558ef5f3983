"""Display a widget together with a static figure, which a saved notebook keeps."""

from __future__ import annotations

import hashlib
from typing import Any

from IPython.display import display

from ...core.result import Result

Bundle = tuple[dict[str, Any], dict[str, Any]] | dict[str, Any] | None


def show(live: Bundle, static_copy: tuple[dict[str, Any], dict[str, Any]], key: str) -> None:
    """Display a widget, and after it a static copy for places where no widget runs.

    The copy comes second because drawing a figure takes longer than showing a board. A running
    widget hides every copy with its key. A saved notebook, a converted one or a print shows the
    copy, with its alternative text.
    """
    show_live(live)
    show_copy(static_copy, key)


def show_live(live: Bundle) -> None:
    """Display a widget."""
    data, metadata = live if isinstance(live, tuple) else (live or {}, {})
    display(data, metadata=metadata, raw=True)


def show_copy(static_copy: tuple[dict[str, Any], dict[str, Any]], key: str) -> None:
    """Display a static copy, which a running widget with its key hides."""
    content, alt_texts = static_copy
    page = f'<div data-stdplab-still="{key}">{content["text/html"]}</div>'
    display({**content, "text/html": page}, metadata=alt_texts, raw=True)


def hiding_style(key: str) -> str:
    """Return the style that hides the static copies with this key, while its widget runs."""
    return f'<style>[data-stdplab-still="{key}"] {{ display: none; }}</style>'


def static_key(content: str) -> str:
    """Return the key that links a static copy with widgets of the same content, JSON or words."""
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def summary(results: dict[str, Result]) -> str:
    """Return the final weights in one line, which is the same on every machine."""
    return ", ".join(f"{name} {result.final:.4f}" for name, result in results.items())
