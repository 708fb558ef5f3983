"""A lab as a JSON file: what a teacher writes, checks and hands out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from .. import presets
from ..core.experiment import Experiment
from ..core.support import atomic_write
from ..core.support.short_repr import quoted
from ..plots.panel_layout import Convention
from .lab import Lab

FORMAT = 1
"""Version of the file's form."""

KNOWN = (
    "stdplab_lab", "title", "text", "start", "experiments", "show", "hide", "lock", "convention",
)  # fmt: skip
LARGEST = 1_000_000
"""Bytes: a lab is a page of text, not a recording."""


def load(path: Path | str) -> Lab:
    """The lab that a file describes; ValueError says what does not fit and what would.

        {"stdplab_lab": 1, "title": "Reward alone", "start": "florian",
         "show": ["raster", "reward", "w MSTDPET", "table"], "lock": ["pre", "post"]}

    start          the preset, or the name in ``experiments``, that stands on the board at first
    experiments    further ones for the menu, by name, in the form of `Experiment.to_dict`;
                   with them the menu holds these alone
    show, hide, lock, convention    as `Lab` takes them
    """
    data = _read(Path(path))
    offered = _experiments(data.get("experiments", {}))
    menu = offered or presets.PRESETS
    start = data.get("start", next(iter(menu)))
    if not isinstance(start, str) or start not in menu:
        raise ValueError(f"start is {quoted(start)}: it has to be one of {', '.join(menu)}")
    title, text = (_text(data, name) for name in ("title", "text"))
    show = _names(data, "show") if "show" in data else None
    hide, lock = _names(data, "hide"), _names(data, "lock")
    convention = data.get("convention", "folded")
    if convention not in get_args(Convention):
        raise ValueError(
            f"convention is {quoted(convention)}: it is {' or '.join(get_args(Convention))}"
        )
    return Lab(
        menu, start, title=title or "stdplab", text=text, show=show, hide=hide, lock=lock,
        convention=convention,
    )  # fmt: skip


def _read(path: Path) -> dict[str, Any]:
    atomic_write.check(path)
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"{path} is larger than {LARGEST:,} bytes: that is no lab")
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror})") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{path} is not JSON ({error})") from None
    if not isinstance(data, dict):
        raise ValueError(f'{path} has to hold a JSON object, such as {{"stdplab_lab": {FORMAT}}}')
    for key in data:
        if key not in KNOWN:
            raise ValueError(f"a lab has no {quoted(key)}: it has {', '.join(KNOWN)}")
    if data.get("stdplab_lab") != FORMAT:
        raise ValueError(
            f'"stdplab_lab" is {quoted(data.get("stdplab_lab"))}: this stdplab reads {FORMAT}'
        )
    return data


def _experiments(data: Any) -> dict[str, Experiment]:
    if not isinstance(data, dict):
        raise ValueError('"experiments" has to be an object of experiments by name')
    made = {}
    for name, experiment in data.items():
        try:
            made[name] = Experiment.from_dict(experiment)
        except ValueError as error:
            raise ValueError(f"experiment {quoted(name)}: {error}") from None
    return made


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f'"{name}" has to be text, not {quoted(value)}')
    return value


def _names(data: dict[str, Any], name: str) -> list[str]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ValueError(f'"{name}" has to be a list of names, not {quoted(value)}')
    return value
