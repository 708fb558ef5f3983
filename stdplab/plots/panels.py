"""From results to panels: what stands in each, as plain data for any front end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..core.result import Result
from .series import grown, plain, quantity

Convention = Literal["folded", "unit"]
"""Traces and eligibility times gamma, or with unit amplitude as in Florian 2007."""

HIDDEN = frozenset({"pre", "post", "reward", "x", "y", "xi", "w"})
"""Series that have a panel of their own below, or none; every other one gets a panel."""


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
    kind: Literal["spikes", "reward", "curve"]
    label: str
    tex: tuple[str, ...]
    limits: tuple[float, float]
    curves: tuple[Curve, ...]


def panels(results: Mapping[str, Result], convention: Convention = "folded") -> list[Panel]:
    """The panels of an experiment's results from top to bottom; eight for the demonstration.

    Pre and post spikes, traces, reward, whatever else the rules record, one weight per rule.
    Traces come from the first rule that has them.
    """
    if convention not in ("folded", "unit"):
        raise ValueError(f"unknown convention {convention!r}: use 'folded' or 'unit'")
    first = next(iter(results))
    laid = [
        _panel("pre", "spikes", results, [(first, "pre")], convention),
        _panel("post", "spikes", results, [(first, "post")], convention),
    ]
    traced = [rule for rule, result in results.items() if {"x", "y"} & set(result.names)]
    if traced:
        both: list[str] = ["x", "y"]
        sources = [(traced[0], name) for name in both if name in results[traced[0]].names]
        laid.append(_panel("traces", "curve", results, sources, convention))
    laid.append(_panel("reward", "reward", results, [(first, "reward")], convention))
    others = {name: None for result in results.values() for name in result if name not in HIDDEN}
    for name in others:
        sources = [(rule, name) for rule, result in results.items() if name in result.names]
        laid.append(_panel(name, "curve", results, sources, convention))
    laid += [_panel(f"w {rule}", "curve", results, [(rule, "w")], convention) for rule in results]
    return laid


def _panel(
    key: str,
    kind: Literal["spikes", "reward", "curve"],
    results: Mapping[str, Result],
    sources: list[tuple[str, str]],
    convention: Convention,
) -> Panel:
    curves, tex = [], []
    looks = [quantity(name) for _, name in sources]
    limits = looks[0].limits
    for order, ((rule, name), look) in enumerate(zip(sources, looks, strict=True)):
        fold = look.folded and convention == "folded"
        gamma = float(getattr(results[rule].rule, "gamma", 1.0)) if fold else 1.0
        values = results[rule][name].numpy() * (-gamma if look.mirrored else gamma)
        limits = grown(limits, float(values.min()), float(values.max()))
        curves.append(Curve(rule, name, values, look.colour, look.dashed or order > 0))
        symbol = ("-" if look.mirrored else "") + (r"\gamma " if fold else "") + look.tex
        if look.tex and symbol not in tex:
            tex.append(symbol)
    label = sources[0][0] if sources[0][1] == "w" else looks[0].label
    return Panel(key, kind, label, tuple(tex), limits, tuple(curves))


def describe(results: Mapping[str, Result]) -> str:
    """The experiment in one paragraph: the figure's alternative text."""
    result = next(iter(results.values()))
    times = result.t.numpy()

    def spikes(name: str) -> str:
        at = ", ".join(f"{time:g}" for time in times[result[name].numpy() > 0])
        return f"{name} spikes at {at} ms" if at else f"no {name} spikes"

    reward = result["reward"].numpy()[1:]
    changes = [0, *(np.flatnonzero(np.diff(reward)) + 1).tolist()]
    levels = ", then ".join(f"{plain(reward[i])} from {times[i]:g} ms" for i in changes)
    ends = ", ".join(
        f"{plain(float(run['w'][0]))} to {run.final:.4f} under {n}" for n, run in results.items()
    )
    text = (
        f"stacked panels over {times[-1]:g} ms: {spikes('pre')}; {spikes('post')}; "
        f"reward {levels}. The weight goes from {ends}."
    )
    return text[0].upper() + text[1:]
