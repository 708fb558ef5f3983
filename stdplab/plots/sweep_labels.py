"""A sweep in words: its axes, its measure, and what a figure of it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..core.rule import RULES, Knob, knobs
from ..core.support.short_repr import plain as printable
from .quantities import plain, quantity

Coords = Mapping[str, Sequence[Any]]
"""Name -> the values along an axis."""

OTHERS = {
    "w0": "Weight at the start $w_0$",
    "lag": "Reward meets the pairing of so many steps before",
    "onset": "Reward switches at (ms)",
    "delay": "Reward after the last post spike (ms)",
    "reward": "Reward level $r$",
}
"""What is swept beside a rule's parameters, in words."""


def named(name: str) -> str:
    """An axis in words: what a rule's table calls the parameter, with its symbol and unit."""
    owner, _, parameter = name.rpartition(".")
    knob = _knob(owner, parameter)
    if knob is None:
        return OTHERS.get(name.partition("[")[0]) or lettered(name)
    symbol, unit = f" ${knob.tex}$" * bool(knob.tex), f" ({knob.unit})" * bool(knob.unit)
    whose = f"{owner}: " if owner not in ("", "rule") else ""
    return f"{whose}{knob.label}{symbol}{unit}"


def lettered(words: str) -> str:
    """Words of somebody else as letters in a figure, in which $ would begin a formula."""
    return printable(words).replace("$", r"\$")


def _knob(owner: str, parameter: str) -> Knob | None:
    """The knob of that name: of the rule that is named, else of the first that has one."""
    kinds = [RULES[owner]] if owner in RULES else list(RULES.values())
    found = (knobs(kind)[parameter] for kind in kinds if parameter in knobs(kind))
    return next(found, None)


def worded(measure: str) -> str:
    """A measure in words: "w" is the final weight."""
    name = series_of(measure)
    label = quantity(name).label
    if label == name:
        return measure
    if measure.startswith("peak "):
        return f"peak of {label.lower()}"
    return f"final {label.lower()}" if measure == name else measure.replace(name, label.lower(), 1)


def series_of(measure: str) -> str:
    """Which series a measure is of."""
    return measure.removeprefix("peak ").partition(" at ")[0]


def told(layers: np.ndarray, axes: Coords, labels: list[str], measure: str) -> str:
    """The figure in words."""
    spans = [f"{name} from {text(v[0])} to {text(v[-1])}" for name, v in axes.items()]
    said = [f"{_begun(worded(measure))} over {' and '.join(spans)}"]
    for i, label in enumerate(labels):
        layer = layers[..., i]
        whose = f"{label}: " if label else ""
        if not np.isfinite(layer).any():
            said.append(f"{whose}nothing computed yet" if whose else "Nothing computed yet")
            continue
        ends = []
        for word, find in (("least", np.nanargmin), ("largest", np.nanargmax)):
            index = np.unravel_index(int(find(layer)), layer.shape)
            place = ", ".join(
                f"{name} {text(v[int(j)])}"
                for (name, v), j in zip(axes.items(), index, strict=True)
            )
            ends.append(f"{word} {plain(float(layer[index]))} at {place}")
        words = "; ".join(ends)
        said.append(whose + (words if whose else _begun(words)))
        left = int(np.isnan(layer).sum())
        if left:
            said.append(f"{left:,} of {layer.size:,} not computed yet")
    return printable(". ".join(said) + ".")


def _begun(words: str) -> str:
    """As a sentence begins; a rule's name stays as it is written."""
    return words[:1].upper() + words[1:]


def text(value: Any) -> str:
    """A value of an axis for people: three digits of a number."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return plain(float(f"{value:.3g}")) if number else str(value)
