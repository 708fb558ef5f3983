"""Numbers over a grid: a curve over one axis, a heatmap over two, one for each rule."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize

from .experiment_figure import AltTextFigure
from .learning_curve import calm
from .sweep_curves import curves
from .sweep_labels import Coords, lettered, named, series_of, text, told, worded
from .theme import Theme, colours

LAST = ("rule", "condition")
"""Dimensions that stand beside one another rather than along an axis."""

TICKS, FEWER = 6, 3  # words along an axis of a heatmap, and of one beside others
ACROSS = 3  # heatmaps in a row
GROWING, SIGNED = "viridis", "RdBu"  # even for colour-blind eyes; of both signs, white is zero
BORDER = "black"  # of what is above zero, on white: the same in a dark theme


def sweep_figure(
    values: np.ndarray, coords: Coords, measure: str, *, theme: Theme = "light"
) -> AltTextFigure:
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
    draw = curves if len(open_) == 1 else _maps
    picture = draw(layers, axes, labels, measure, theme)
    picture.alt = told(layers, axes, labels, measure)
    return picture


def _maps(
    layers: np.ndarray, axes: Coords, labels: list[str], measure: str, theme: Theme
) -> AltTextFigure:
    palette = colours(theme)
    (down, rows), (along, cols) = axes.items()
    across = min(len(labels), ACROSS)
    lines = math.ceil(len(labels) / across)
    size = (5.4, 3.6) if across == 1 else (2.5 * across + 1.0, 2.7 * lines + 0.6)
    picture = AltTextFigure(figsize=size, dpi=100, facecolor=palette["ground"])
    known = layers[np.isfinite(layers)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    signed = low < 0 < high and series_of(measure) != "w"  # a weight starts at w0, not at zero
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
        title = lettered(label or worded(measure))
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
        bar.ax.set_title(lettered(worded(measure)), loc="right", fontsize=9, color=palette["muted"])
    return picture


def _ticks(axes: Axes, which: str, values: Sequence[Any], most: int, *, shown: bool) -> None:
    """Some of the values, each at the middle of its cell: round ones where there are any."""
    count = min(len(values), most)
    places = sorted({round(i * (len(values) - 1) / max(count - 1, 1)) for i in range(count)})
    if len(values) > most and all(isinstance(value, (int, float)) for value in values):
        places = _round(values, most) or places
    words = [lettered(text(values[i])) if shown else "" for i in places]
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
