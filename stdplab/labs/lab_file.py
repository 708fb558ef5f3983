"""A lab as a JSON file, which a teacher writes, checks and distributes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from .. import presets
from ..core.experiment import Experiment
from ..core.support.files.atomic_write import check_path
from ..core.support.files.outside_file import read_outside
from ..core.support.limits import MAX_LAB_BYTES
from ..core.support.short_repr import quoted
from ..plots.panel_layout import Convention
from .lab import Lab

FORMAT = 1
"""Version of the file format."""

KEYS = (
    "stdplab_lab", "title", "text", "start", "experiments", "show", "hide", "lock", "convention",
)  # fmt: skip


def load(path: Path | str) -> Lab:
    """Return the lab that a JSON file describes.

        {"stdplab_lab": 1, "title": "Reward alone", "start": "florian",
         "show": ["raster", "reward", "w MSTDPET", "table"], "lock": ["pre", "post"]}

    The keys, all optional but the first:

    - ``stdplab_lab``: the version of the format, 1
    - ``title``, ``text``: what an exported page shows above the board
    - ``experiments``: name -> experiment, as from `Experiment.to_dict`. With it the menu has only
      these; without it, the presets.
    - ``start``: the name of the experiment that is shown first
    - ``show``, ``hide``, ``lock``, ``convention``: as for `Lab`

    Parameters
    ----------
    path : Path or str
        The file.

    Returns
    -------
    Lab
        The lab, ready to show.

    Raises
    ------
    ValueError
        When the file cannot be read, is not JSON, or has a key or value that is not valid.
    """
    data = _read(Path(path))
    menu = _experiments(data.get("experiments", {})) or presets.PRESETS
    start = data.get("start", next(iter(menu)))
    if not isinstance(start, str) or start not in menu:
        raise ValueError(f"start must be one of {', '.join(menu)}, got {quoted(start)}")
    title, text = (_text(data, name) for name in ("title", "text"))
    show = _names(data, "show") if "show" in data else None
    hide, lock = _names(data, "hide"), _names(data, "lock")
    convention = data.get("convention", "folded")
    if convention not in get_args(Convention):
        raise ValueError(
            f"convention must be {' or '.join(get_args(Convention))}, got {quoted(convention)}"
        )
    return Lab(
        menu, start, title=title or "stdplab", text=text, show=show, hide=hide, lock=lock,
        convention=convention,
    )  # fmt: skip


def _read(path: Path) -> dict[str, Any]:
    check_path(path)
    try:
        content = read_outside(path, MAX_LAB_BYTES)
    except ValueError as error:
        raise ValueError(f"{path} is not a lab file: {error}") from None
    except OSError as error:
        raise ValueError(f"Cannot read {path}: {error.strerror}") from None
    try:
        data = json.loads(content)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{path} is not JSON ({error})") from None
    if not isinstance(data, dict):
        raise ValueError(f'{path} must be a JSON object, such as {{"stdplab_lab": {FORMAT}}}')
    for key in data:
        if key not in KEYS:
            raise ValueError(f"A lab file has no key {quoted(key)}. Available: {', '.join(KEYS)}.")
    if data.get("stdplab_lab") != FORMAT:
        raise ValueError(
            f'"stdplab_lab" must be {FORMAT}, the format that this stdplab reads, '
            f"got {quoted(data.get('stdplab_lab'))}"
        )
    return data


def _experiments(data: Any) -> dict[str, Experiment]:
    if not isinstance(data, dict):
        raise ValueError('"experiments" must be a JSON object, name -> experiment')
    experiments = {}
    for name, experiment in data.items():
        try:
            experiments[name] = Experiment.from_dict(experiment)
        except ValueError as error:
            raise ValueError(f"Experiment {quoted(name)}: {error}") from None
    return experiments


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f'"{name}" must be text, got {quoted(value)}')
    return value


def _names(data: dict[str, Any], name: str) -> list[str]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ValueError(f'"{name}" must be a list of names, got {quoted(value)}')
    return value
