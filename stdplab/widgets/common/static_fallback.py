"""How a live widget shows itself, and what a saved notebook keeps of it."""

from __future__ import annotations

import hashlib
from typing import Any

from IPython.display import display

from ...core.result import Result

Bundle = tuple[dict[str, Any], dict[str, Any]] | dict[str, Any] | None


def show(live: Bundle, kept: tuple[dict[str, Any], dict[str, Any]], still: str) -> None:
    """Show a widget at once, and after it ``kept``, for where nothing lives.

    Drawing a figure takes longer than a board needs to be up, so it comes second. What lives
    hides whatever carries its key ``still``; a saved notebook, a converted one or a print
    shows it, with its alternative text.
    """
    data, metadata = live if isinstance(live, tuple) else (live or {}, {})
    display(data, metadata=metadata, raw=True)
    own, words = kept
    page = f'<div data-stdplab-still="{still}">{own["text/html"]}</div>'
    display({**own, "text/html": page}, metadata=words, raw=True)


def hidden(still: str) -> str:
    """The style that hides what was kept under a key, while the widget that brings it lives."""
    return f'<style>[data-stdplab-still="{still}"] {{ display: none; }}</style>'


def key(shown: str) -> str:
    """What ties a figure to the widgets that show the same live: an experiment's JSON, or words."""
    return hashlib.sha256(shown.encode()).hexdigest()[:12]


def summary(results: dict[str, Result]) -> str:
    """The final weights in one line; the same on every machine, unlike an address."""
    return ", ".join(f"{name} {result.final:.4f}" for name, result in results.items())
