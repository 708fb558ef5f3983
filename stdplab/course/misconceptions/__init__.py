"""Misconceptions about learning synapses, each with the experiment that breaks it."""

from __future__ import annotations

from . import networks, reward, timing
from .base import Misconception

CATALOGUE = {item.key: item for item in (*timing.ITEMS, *reward.ITEMS, *networks.ITEMS)}
"""All of them by the word they are called by."""

HEAD = """# Misconceptions

Each belief below is held by people who have read about synapses, and each has something right
in it. Ask for it first, let the class commit, then run the experiment: every number on this
page is measured when the page is made. *The demonstration* is the experiment of
[notebook 03](03_three_rules.ipynb).

In a notebook `CATALOGUE["together"].experiment` from `stdplab.course.misconceptions` goes on a
board with `florian(...)`, and `CATALOGUE["together"].measure()` gives the numbers."""


def page() -> str:
    """The catalogue as Markdown, its numbers measured now."""
    return "\n\n".join((HEAD, *map(_section, CATALOGUE.values()))) + "\n"


def _section(item: Misconception) -> str:
    where = "" if item.experiment else ", measured on networks or pairs, not on a board"
    return (
        f"## \u201c{item.claim.rstrip('.')}\u201d\n\n"
        f"*Why it is believed.* {item.because}\n\n"
        f"*The experiment* (`{item.key}`{where}). {item.done}\n\n"
        f"*What it shows.* {item.sentence()}"
    )
