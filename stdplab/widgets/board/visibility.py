"""Which parts of a board are shown, and which controls a teacher has hidden or locked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...core.controls import find
from ...core.experiment import Experiment
from ...core.support.short_repr import quoted
from .view_model import build_view

PARTS = {
    "toolbar": "presets, undo and redo, reset, kept runs",
    "raster": "the pre and post spikes, editable",
    "reward": "the reward over time, editable",
    "plots": "all other panels: traces, eligibility, weights",
    "time": "play, the time slider and the explanation",
    "window": "the learning window with its handles",
    "controls": "the column of sliders",
    "table": "final weights",
}
"""The names that ``show`` accepts, besides panels such as "w MSTDP", and what they mean."""

EDITORS = ("pre", "post", "reward")
"""Panels that are edited directly: ``lock`` accepts them besides controls."""


CONVENTION = "convention"
"""The switch between the two display conventions; it is not a control of the experiment."""


def resolve_visibility(
    experiment: Experiment,
    show: Iterable[str] | None = None,
    hide: Iterable[str] = (),
    lock: Iterable[str] = (),
) -> dict[str, Any]:
    """Return which parts, panels and controls the page shows and locks, ready for JSON.

    ``show`` are names of parts and panels, or None for all; ``hide`` keys of controls to leave
    out, or "convention"; ``lock`` keys of controls or panels that learners cannot change. Raises
    ValueError for an unknown name.
    """
    names = _name_list(PARTS if show is None else show, "show")
    keys = [panel["key"] for panel in build_view(experiment)[0]["panels"]]
    panels_of = {"raster": ("pre", "post"), "reward": ("reward",)}
    panels_of["plots"] = tuple(key for key in keys if key not in EDITORS)
    for name in names:
        if name not in PARTS and name not in keys:
            available = ", ".join(dict.fromkeys([*PARTS, *keys]))
            raise ValueError(f"No part {quoted(name)} to show. Available: {available}.")
    visible = {key for name in names for key in panels_of.get(name, (name,))}
    hidden, locked = _name_list(hide, "hide"), _name_list(lock, "lock")
    controls = [key for key in hidden if key != CONVENTION]
    for key in (*controls, *(key for key in locked if key not in EDITORS)):
        find(experiment, key)
    return {
        "parts": [name for name in names if name in PARTS],
        "panels": None if show is None else [key for key in keys if key in visible],
        "hide": hidden,
        "lock": locked,
    }


def _name_list(names: Iterable[str], option: str) -> list[str]:
    if isinstance(names, str):
        raise ValueError(f"{option} must be a list of names, such as [{names!r}]")
    return list(names)
