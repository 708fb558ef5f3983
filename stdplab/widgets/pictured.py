"""How a live widget shows itself, and what a saved notebook keeps of it."""

from __future__ import annotations

import hashlib
from typing import Any

from IPython.display import display

from ..core.experiment import Experiment
from ..core.result import Result
from ..plots.figure import figure

Bundle = tuple[dict[str, Any], dict[str, Any]] | dict[str, Any] | None


def show(live: Bundle, results: dict[str, Result], still: str) -> None:
    """Show a widget at once, and after it the same figure for where nothing lives.

    Drawing the figure takes longer than the board needs to be up, so it comes second. A live
    board hides the figures that carry its key ``still``; a saved notebook, a converted one
    or a print shows them, with their alternative text.
    """
    data, metadata = live if isinstance(live, tuple) else (live or {}, {})
    display(data, metadata=metadata, raw=True)
    picture, words = figure(results).bundle()
    page = f'<div data-stdplab-still="{still}">{picture["text/html"]}</div>'
    display({**picture, "text/html": page}, metadata=words, raw=True)


def key(experiment: Experiment) -> str:
    """What ties the figure of an experiment to the boards that show it live."""
    return hashlib.sha256(experiment.to_json().encode()).hexdigest()[:12]


def summary(results: dict[str, Result]) -> str:
    """The final weights in one line; the same on every machine, unlike an address."""
    return ", ".join(f"{name} {result.final:.4f}" for name, result in results.items())
