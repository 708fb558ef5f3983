"""Misconceptions about learning synapses, each with an experiment that refutes it."""

from __future__ import annotations

from . import networks, reward, timing
from .base import Misconception

CATALOGUE = {item.key: item for item in (*timing.ITEMS, *reward.ITEMS, *networks.ITEMS)}
"""Every misconception by its key."""

HEADER = """# Misconceptions

Each belief below is held by people who have read about synapses, and each is partly right. First
ask the class what they believe and let them commit, then run the experiment. Every number on this
page is measured when the page is made. *The demonstration* is the experiment of
[notebook 03](03_three_rules.ipynb).

In a notebook, `florian(CATALOGUE["together"].experiment)` shows an experiment on a board, and
`CATALOGUE["together"].measure()` returns its numbers; import `CATALOGUE` from
`stdplab.course.misconceptions`."""


def page() -> str:
    """The catalogue as Markdown, with numbers that are measured by this call."""
    return "\n\n".join((HEADER, *map(_section, CATALOGUE.values()))) + "\n"


def _section(item: Misconception) -> str:
    place = "" if item.experiment else ", which does not fit on a board"
    return (
        f"## \u201c{item.claim.rstrip('.')}\u201d\n\n"
        f"*Why it is believed.* {item.reason}\n\n"
        f"*The experiment* (`{item.key}`{place}). {item.method}\n\n"
        f"*What it shows.* {item.sentence()}"
    )
