"""The words of a sweep's figure: its axis labels, its measure and its alternative text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..core.knob import Knob, knobs
from ..core.rule import RULES
from ..core.support.short_repr import printable
from .quantities import format_number, quantity

Coords = Mapping[str, Sequence[Any]]
"""Name -> the values along an axis."""

AXIS_LABELS = {
    "w0": "Weight at the start $w_0$",
    "lag": "Reward lag (steps)",
    "onset": "Reward switches at (ms)",
    "delay": "Reward after the last post spike (ms)",
    "reward": "Reward level $r$",
}
"""The labels of axes that are not parameters of a rule."""


def axis_label(name: str) -> str:
    """Return the label of an axis: the words of its knob, with symbol and unit."""
    owner, _, parameter = name.rpartition(".")
    knob = _knob(owner, parameter)
    if knob is None:
        return AXIS_LABELS.get(name.partition("[")[0]) or escape_mathtext(name)
    symbol, unit = f" ${knob.tex}$" * bool(knob.tex), f" ({knob.unit})" * bool(knob.unit)
    prefix = f"{owner}: " if owner not in ("", "rule") else ""
    return f"{prefix}{knob.label}{symbol}{unit}"


def escape_mathtext(words: str) -> str:
    """Return a user's text for a figure, where a plain $ would begin a formula."""
    return printable(words).replace("$", r"\$")


def _knob(owner: str, parameter: str) -> Knob | None:
    """Return the knob of that name: of the named rule, else of the first rule that has one."""
    kinds = [RULES[owner]] if owner in RULES else list(RULES.values())
    found = (knobs(kind)[parameter] for kind in kinds if parameter in knobs(kind))
    return next(found, None)


def measure_label(measure: str) -> str:
    """Return a measure in words: "w" is "final weight"."""
    name = series_of(measure)
    label = quantity(name).label
    if label == name:
        return measure
    if measure.startswith("peak "):
        return f"peak of {label.lower()}"
    return f"final {label.lower()}" if measure == name else measure.replace(name, label.lower(), 1)


def series_of(measure: str) -> str:
    """Return the series that a measure is taken from."""
    return measure.removeprefix("peak ").partition(" at ")[0]


def alt_text(layers: np.ndarray, coords: Coords, labels: list[str], measure: str) -> str:
    """Return the figure in words; ``layers`` is one dimension for each axis, then labels."""
    spans = [
        f"{name} from {format_value(values[0])} to {format_value(values[-1])}"
        for name, values in coords.items()
    ]
    sentences = [f"{_capitalised(measure_label(measure))} over {' and '.join(spans)}"]
    for i, label in enumerate(labels):
        layer = layers[..., i]
        prefix = f"{label}: " if label else ""
        if not np.isfinite(layer).any():
            sentences.append(f"{prefix}nothing computed yet" if prefix else "Nothing computed yet")
            continue
        extremes = []
        for word, find in (("least", np.nanargmin), ("largest", np.nanargmax)):
            index = np.unravel_index(int(find(layer)), layer.shape)
            place = ", ".join(
                f"{name} {format_value(v[int(j)])}"
                for (name, v), j in zip(coords.items(), index, strict=True)
            )
            extremes.append(f"{word} {format_number(float(layer[index]))} at {place}")
        words = "; ".join(extremes)
        sentences.append(prefix + (words if prefix else _capitalised(words)))
        missing = int(np.isnan(layer).sum())
        if missing:
            sentences.append(f"{missing:,} of {layer.size:,} not computed yet")
    return printable(". ".join(sentences) + ".")


def _capitalised(words: str) -> str:
    """Return the words with a capital first letter; the others stay as they are."""
    return words[:1].upper() + words[1:]


def format_value(value: Any) -> str:
    """Return a value of an axis as readers see it: numbers with three digits."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return format_number(float(f"{value:.3g}")) if number else str(value)
