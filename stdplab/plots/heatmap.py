"""Numbers over a grid: a curve over one axis, a heatmap over two, one for each rule."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from ..core.rule import RULES, Knob, knobs
from .figure import Picture
from .learning import calm
from .series import plain, quantity
from .theme import Theme, colours

LAST = ("rule", "condition")
"""Dimensions that stand beside one another rather than along an axis."""

DECADE = 10  # from which ratio of its largest to its smallest value an axis is logarithmic
TICKS, FEWER = 6, 3  # words along an axis of a heatmap, and of one beside others
ACROSS = 3  # heatmaps in a row
DASHES = ("-", "--", ":", "-.")
TOKENS = ("weight", "post", "pre", "reward", "eligibility", "ink")
GROWING, SIGNED = "viridis", "RdBu"  # even for colour-blind eyes; of both signs, white is zero
BORDER = "black"  # of what is above zero, on white: the same in a dark theme

OTHERS = {
    "w0": "Weight at the start $w_0$",
    "lag": "Reward meets the pairing of so many steps before",
    "onset": "Reward switches at (ms)",
    "reward": "Reward level $r$",
}
"""What is swept beside a rule's parameters, in words."""

Coords = Mapping[str, Sequence[Any]]


def mapped(values: np.ndarray, coords: Coords, measure: str, *, theme: Theme = "light") -> Picture:
    """The figure of a sweep.

    values     one dimension for each name in ``coords``; nan where nothing is known yet
    coords     name -> its values; "rule" or "condition" stand beside one another
    measure    what the numbers are

    Raises ValueError for more than two axes.
    """
    open_ = [name for name in coords if name not in LAST]
    if not 1 <= len(open_) <= 2:
        raise ValueError(
            f"{len(open_)} axes are open ({', '.join(open_)}): a figure has one or two, so choose "
            f"a value of the others first, for example sweep.at({{{(open_ or ['name'])[-1]!r}: 1}})"
        )
    beside = [name for name in coords if name in LAST]
    labels = [str(value) for value in coords[beside[0]]] if beside else [""]
    layers = values.reshape(*(len(coords[name]) for name in open_), -1)
    axes = {name: coords[name] for name in open_}
    draw = _curves if len(open_) == 1 else _maps
    picture = draw(layers, axes, labels, measure, theme)
    picture.alt = _told(layers, axes, labels, measure)
    return picture


def _curves(
    layers: np.ndarray, axes: Coords, labels: list[str], measure: str, theme: Theme
) -> Picture:
    palette = colours(theme)
    picture = Picture(figsize=(5.4, 3.0), dpi=100, facecolor=palette["ground"])
    drawn = picture.add_axes((0.14, 0.18, 0.83, 0.7))
    calm(drawn, palette)
    ((name, values),) = axes.items()
    numbers = all(isinstance(value, (int, float)) for value in values)
    places: Sequence[Any] = values if numbers else range(len(values))
    if not numbers:
        drawn.set_xticks(places, list(map(str, values)))
    elif min(values) > 0 and max(values) >= DECADE * min(values):
        drawn.set_xscale("log")
        drawn.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        drawn.xaxis.set_major_formatter(FuncFormatter(lambda value, _: text(value)))
        drawn.xaxis.set_minor_formatter(NullFormatter())
        drawn.tick_params(which="minor", length=0)
    few = len(values) <= 30
    for i, label in enumerate(labels):
        drawn.plot(
            places, layers[:, i], color=palette[TOKENS[i % len(TOKENS)]],
            linestyle=DASHES[i % len(DASHES)], linewidth=1.6, marker="o" if few else None,
            markersize=4, label=label,
        )  # fmt: skip
    drawn.set_xlabel(named(name), color=palette["muted"], fontsize=9)
    drawn.set_title(worded(measure), loc="left", fontsize=10, color=palette["ink"])
    if labels != [""]:
        drawn.legend(frameon=False, fontsize=9, labelcolor=palette["ink"])
    return picture


def _maps(
    layers: np.ndarray, axes: Coords, labels: list[str], measure: str, theme: Theme
) -> Picture:
    palette = colours(theme)
    (down, rows), (along, cols) = axes.items()
    across = min(len(labels), ACROSS)
    lines = math.ceil(len(labels) / across)
    size = (5.4, 3.6) if across == 1 else (2.5 * across + 1.0, 2.7 * lines + 0.6)
    picture = Picture(figsize=size, dpi=100, facecolor=palette["ground"])
    known = layers[np.isfinite(layers)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    signed = low < 0 < high and _series(measure) != "w"  # a weight starts at w0, not at zero
    if signed:
        low, high = -max(-low, high), max(-low, high)
    scale = Normalize(low, high if high > low else low + 1.0)
    left, right = 0.75 / size[0], 1 - 0.85 / size[0]
    bottom, top = 0.55 / size[1], 1 - 0.35 / size[1]
    grid = picture.add_gridspec(
        lines, across, left=left, right=right, bottom=bottom, top=top,
        wspace=0.12, hspace=0.35,
    )  # fmt: skip
    for i, label in enumerate(labels):
        drawn = picture.add_subplot(grid[i // across, i % across])
        calm(drawn, palette)
        image = drawn.imshow(
            layers[:, :, i], cmap=colormaps[SIGNED if signed else GROWING], norm=scale,
            origin="lower", aspect="auto", interpolation="nearest",
        )  # fmt: skip
        if signed and min(layers.shape[:2]) > 1:
            drawn.contour(layers[:, :, i], levels=[0.0], colors=BORDER, linewidths=1.2)
        title = label or worded(measure)
        drawn.set_title(title, loc="left", fontsize=10, color=palette["ink"])
        _ticks(drawn, "x", cols, TICKS if across == 1 else FEWER, shown=i // across == lines - 1)
        _ticks(drawn, "y", rows, TICKS, shown=i % across == 0)
    picture.supxlabel(
        named(along), color=palette["muted"], fontsize=9, x=(left + right) / 2, y=0.02
    )
    picture.supylabel(named(down), color=palette["muted"], fontsize=9, x=0.08 / size[0])
    inside = (right + 0.15 / size[0], bottom, 0.12 / size[0], top - bottom)
    bar = picture.colorbar(image, cax=picture.add_axes(inside))
    bar.outline.set_visible(False)
    bar.ax.tick_params(length=0, labelcolor=palette["muted"], labelsize=8.5)
    if labels != [""]:
        bar.ax.set_title(worded(measure), loc="right", fontsize=9, color=palette["muted"])
    return picture


def _ticks(axes: Axes, which: str, values: Sequence[Any], most: int, *, shown: bool) -> None:
    """Some of the values, each at the middle of its cell: round ones where there are any."""
    count = min(len(values), most)
    places = sorted({round(i * (len(values) - 1) / max(count - 1, 1)) for i in range(count)})
    if len(values) > most and all(isinstance(value, (int, float)) for value in values):
        places = _round(values, most) or places
    words = [text(values[i]) if shown else "" for i in places]
    (axes.set_xticks if which == "x" else axes.set_yticks)(places, words)


def _round(values: Sequence[float], most: int) -> list[int]:
    """Indices of the multiples of a round step, three of them or more; none where they are rare."""
    span = max(values) - min(values)
    power = 10.0 ** math.floor(math.log10(span / most)) if span > 0 else 1.0
    for step in (power, 2 * power, 5 * power, 10 * power):
        found = [i for i, v in enumerate(values) if abs(v / step - round(v / step)) < 1e-6]
        if 3 <= len(found) <= most:
            return found
    return []


def named(name: str) -> str:
    """An axis in words: what a rule's table calls the parameter, with its symbol and unit."""
    owner, _, parameter = name.rpartition(".")
    knob = _knob(owner, parameter)
    if knob is None:
        return OTHERS.get(name.partition("[")[0], name)
    symbol, unit = f" ${knob.tex}$" * bool(knob.tex), f" ({knob.unit})" * bool(knob.unit)
    whose = f"{owner}: " if owner not in ("", "rule") else ""
    return f"{whose}{knob.label}{symbol}{unit}"


def _knob(owner: str, parameter: str) -> Knob | None:
    """The knob of that name: of the rule that is named, else of the first that has one."""
    kinds = [RULES[owner]] if owner in RULES else list(RULES.values())
    found = (knobs(kind)[parameter] for kind in kinds if parameter in knobs(kind))
    return next(found, None)


def worded(measure: str) -> str:
    """A measure in words: "w" is the final weight."""
    name = _series(measure)
    label = quantity(name).label
    if label == name:
        return measure
    if measure.startswith("peak "):
        return f"peak of {label.lower()}"
    return f"final {label.lower()}" if measure == name else measure.replace(name, label.lower(), 1)


def _series(measure: str) -> str:
    """Which series a measure is of."""
    return measure.removeprefix("peak ").partition(" at ")[0]


def _told(layers: np.ndarray, axes: Coords, labels: list[str], measure: str) -> str:
    """The figure in words."""
    spans = [f"{name} from {text(v[0])} to {text(v[-1])}" for name, v in axes.items()]
    told = [f"{_begun(worded(measure))} over {' and '.join(spans)}"]
    for i, label in enumerate(labels):
        layer = layers[..., i]
        whose = f"{label}: " if label else ""
        if not np.isfinite(layer).any():
            told.append(f"{whose}nothing computed yet" if whose else "Nothing computed yet")
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
        told.append(whose + (words if whose else _begun(words)))
        left = int(np.isnan(layer).sum())
        if left:
            told.append(f"{left:,} of {layer.size:,} not computed yet")
    return ". ".join(told) + "."


def _begun(words: str) -> str:
    """As a sentence begins; a rule's name stays as it is written."""
    return words[:1].upper() + words[1:]


def text(value: Any) -> str:
    """A value of an axis for people: three digits of a number."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return plain(float(f"{value:.3g}")) if number else str(value)
