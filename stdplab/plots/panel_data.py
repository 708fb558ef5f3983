"""The panels of an experiment's results, with values and limits, ready to draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..core.result import Result
from ..core.support.short_repr import number_text
from .panel_layout import Convention, Frame, Kind, frames
from .quantities import expand_limits, format_number, looks

MAX_LISTED_SPIKES = 20
"""The alternative text lists up to this many spikes of a neuron one by one."""


@dataclass(frozen=True, eq=False)
class Curve:
    """One line: the series ``name`` of ``rule``, ready to draw."""

    rule: str
    name: str
    values: np.ndarray
    colour: str
    dashed: bool


@dataclass(frozen=True, eq=False)
class Panel:
    """One panel of the figure: words, TeX symbols, limits and curves."""

    key: str
    kind: Kind
    label: str
    tex: tuple[str, ...]
    limits: tuple[float, float]
    curves: tuple[Curve, ...]


def panels(results: Mapping[str, Result], convention: Convention = "folded") -> list[Panel]:
    """Return the panels of an experiment's results, from top to bottom; see `frames`.

    Raises
    ------
    ValueError
        When `convention` is neither "folded" nor "unit".
    """
    if convention not in ("folded", "unit"):
        raise ValueError(f"Unknown convention {convention!r}. Available: folded, unit.")
    layout = frames({n: looks(run.rule, run.names) for n, run in results.items()})
    return [_with_values(frame, results, convention) for frame in layout]


def _with_values(frame: Frame, results: Mapping[str, Result], convention: Convention) -> Panel:
    curves, limits = [], frame.default_limits
    for line in frame.lines:
        result = results[line.rule]
        folded = line.folded and convention == "folded"
        gamma = float(getattr(result.rule, "gamma", 1.0)) if folded else 1.0
        values = result.array(line.name) * (-gamma if line.mirrored else gamma)
        limits = expand_limits(limits, float(values.min()), float(values.max()))
        curves.append(Curve(line.rule, line.name, values, line.colour, line.dashed))
    return Panel(frame.key, frame.kind, frame.label, frame.tex(convention), limits, tuple(curves))


def describe(results: Mapping[str, Result]) -> str:
    """Return the figure's alternative text: the experiment in one paragraph."""
    result = next(iter(results.values()))
    times = result.array("t")

    def spikes(name: str) -> str:
        listed = [f"{number_text(time)}" for time in times[result.array(name) > 0]]
        if len(listed) > MAX_LISTED_SPIKES:
            return f"{len(listed)} {name} spikes from {listed[0]} to {listed[-1]} ms"
        return f"{name} spikes at {', '.join(listed)} ms" if listed else f"no {name} spikes"

    reward = result.array("reward")[1:]
    changes = [0, *(np.flatnonzero(np.diff(reward)) + 1).tolist()]
    levels = ", then ".join(
        f"{format_number(reward[i])} from {number_text(times[i])} ms" for i in changes
    )
    ends = ", ".join(
        f"{format_number(run.array('w')[0])} to {run.final:.4f} under {n}"
        for n, run in results.items()
    )
    text = (
        f"stacked panels over {number_text(times[-1])} ms: {spikes('pre')}; {spikes('post')}; "
        f"reward {levels}. The weight goes from {ends}."
    )
    return text[0].upper() + text[1:]
