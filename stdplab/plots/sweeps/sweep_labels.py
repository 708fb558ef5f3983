"""The words of a sweep's figure: its axis labels, its measure and its alternative text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...core.learning_rule.knob import Knob, knobs
from ...core.learning_rule.rule import RULES
from ...core.support.short_repr import printable
from ..quantities import common_label, format_number
from .sweep_layers import Coords, Layer

MAX_LISTED = 10
"""Most means along an axis that an alternative text lists; of more it tells the extremes."""

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
    prefix = f"{owner}: " if owner not in ("", "rule") else ""
    return f"{prefix}{knob.text()}"


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
    label = common_label(name)
    if label == name:
        return measure
    if measure.startswith("peak "):
        return f"peak of {label.lower()}"
    return f"final {label.lower()}" if measure == name else measure.replace(name, label.lower(), 1)


def series_of(measure: str) -> str:
    """Return the series that a measure is taken from."""
    return measure.removeprefix("peak ").partition(" at ")[0]


def curves_title(layers: Sequence[Layer], measure: str, networks: int | None) -> str:
    """Return the title of curves: their measure, and what their bars are."""
    title = measure_label(measure)
    if all(layer.spread is None for layer in layers):
        return title
    return f"{title}: mean and spread of {'the' if networks is None else networks} networks"


def alt_text(layers: Sequence[Layer], coords: Coords, measure: str, networks: int | None) -> str:
    """Return the figure in words."""
    spans = [
        f"{name} from {format_value(values[0])} to {format_value(values[-1])}"
        for name, values in coords.items()
    ]
    title = _capitalised(curves_title(layers, measure, networks))
    sentences = [f"{title} over {' and '.join(spans)}"]
    has_spread = any(layer.spread is not None for layer in layers)
    listed = has_spread and len(layers[0].values) <= MAX_LISTED
    for layer in layers:
        prefix = f"{layer.label}: " if layer.label else ""
        if not np.isfinite(layer.values).any():
            sentences.append(f"{prefix}nothing computed yet" if prefix else "Nothing computed yet")
            continue
        words = _means(layer, coords) if listed else _extremes(layer, coords)
        sentences.append(prefix + (words if prefix else _capitalised(words)))
        missing = int(np.isnan(layer.values).sum())
        if missing:
            sentences.append(f"{missing:,} of {layer.values.size:,} not computed yet")
    return printable(". ".join(sentences) + ".")


def _means(layer: Layer, coords: Coords) -> str:
    """Every number of a curve that is computed, or the one that all are."""
    ((_, places),) = coords.items()
    pairs = zip(layer.values.tolist(), map(format_value, places), strict=True)
    means = {place: f"{value:z.2f}" for value, place in pairs if math.isfinite(value)}
    if len({*means.values()}) == 1:
        return f"{next(iter(means.values()))} throughout"
    return ", ".join(f"{mean} at {place}" for place, mean in means.items())


def _extremes(layer: Layer, coords: Coords) -> str:
    """The least and the largest number of a layer."""
    extremes = []
    for word, find in (("least", np.nanargmin), ("largest", np.nanargmax)):
        index = np.unravel_index(int(find(layer.values)), layer.values.shape)
        place = ", ".join(
            f"{name} {format_value(v[int(j)])}"
            for (name, v), j in zip(coords.items(), index, strict=True)
        )
        extremes.append(f"{word} {format_number(float(layer.values[index]))} at {place}")
    return "; ".join(extremes)


def _capitalised(words: str) -> str:
    """Return the words with a capital first letter; the others stay as they are."""
    return words[:1].upper() + words[1:]


def format_value(value: Any) -> str:
    """Return a value of an axis as readers see it: numbers with three digits."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return str(value)
    return f"{float(f'{value:.3g}'):.6g}".replace("-", "−")
