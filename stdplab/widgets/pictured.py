"""What a saved notebook keeps of a live widget: its text, and the figure with alt text."""

from __future__ import annotations

from typing import Any

from ..core.result import Result
from ..plots.figure import figure


def bundle(
    live: tuple[dict[str, Any], dict[str, Any]] | dict[str, Any] | None,
    results: dict[str, Result],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A widget's own MIME bundle with the matplotlib figure beside it.

    A front end with a kernel takes the widget, everything else takes the picture.
    """
    data, metadata = live if isinstance(live, tuple) else (live or {}, {})
    picture, words = figure(results).bundle()
    return {**picture, **data}, {**metadata, **words}


def summary(results: dict[str, Result]) -> str:
    """The final weights in one line; the same on every machine, unlike an address."""
    return ", ".join(f"{name} {result.final:.4f}" for name, result in results.items())
