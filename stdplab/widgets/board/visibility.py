"""Which parts of a board are shown, and which controls a teacher has hidden or locked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...core.controls import find
from ...core.experiment import Experiment
from ...core.support.short_repr import quoted
from .view_model import view

PARTS = {
    "toolbar": "presets, undo and redo, reset, what is kept to compare",
    "raster": "the pre and post spikes, to be edited",
    "reward": "the reward over time, to be edited",
    "plots": "all other panels: traces, eligibility, weights",
    "time": "play, the slider through time and the sentence",
    "window": "the learning window with its handles",
    "controls": "the column of sliders",
    "table": "final weights",
}
"""What ``show`` may name, beside single panels such as "w MSTDP"."""

EDITORS = ("pre", "post", "reward")
"""Panels that are edited in place: what ``lock`` may name beside controls."""


CONVENTION = "convention"
"""The switch between two ways to draw traces, which is no control of the experiment."""


def shown(
    experiment: Experiment,
    show: Iterable[str] | None = None,
    hide: Iterable[str] = (),
    lock: Iterable[str] = (),
) -> dict[str, Any]:
    """What the page is told, as JSON; ValueError names what is unknown and what there is.

    show    parts and panels by name, or None for all
    hide    keys of controls that the column leaves out; "convention" is the display's
    lock    keys of controls, or of panels, that a learner cannot change
    """
    names = _listed(PARTS if show is None else show, "show")
    keys = [panel["key"] for panel in view(experiment)[0]["panels"]]
    inner = {"raster": ("pre", "post"), "reward": ("reward",)}
    inner["plots"] = tuple(key for key in keys if key not in EDITORS)
    for name in names:
        if name not in PARTS and name not in keys:
            have = ", ".join(dict.fromkeys([*PARTS, *keys]))
            raise ValueError(f"there is no part {quoted(name)} to show: this board has {have}")
    wanted = {key for name in names for key in inner.get(name, (name,))}
    hidden, locked = _listed(hide, "hide"), _listed(lock, "lock")
    controls = [key for key in hidden if key != CONVENTION]
    for key in (*controls, *(key for key in locked if key not in EDITORS)):
        find(experiment, key)
    return {
        "parts": [name for name in names if name in PARTS],
        "panels": None if show is None else [key for key in keys if key in wanted],
        "hide": hidden,
        "lock": locked,
    }


def _listed(names: Iterable[str], what: str) -> list[str]:
    if isinstance(names, str):
        raise ValueError(f"{what} has to be a list of names, such as [{names!r}]")
    return list(names)
