"""The figure of a sweep over two axes: a heatmap for each rule or condition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize

from ..alt_text_figure import AltTextFigure
from ..learning_curve import style_axes
from ..theme import Theme, colours
from .sweep_labels import axis_label, escape_mathtext, format_value, measure_label, series_of
from .sweep_layers import Coords, Layer

MAX_TICKS, MAX_TICKS_SMALL = 6, 3  # labels along an axis of one heatmap, and of one among several
MAX_COLUMNS = 3  # heatmaps in a row
SEQUENTIAL, DIVERGING = (
    "viridis",
    "RdBu",
)  # readable for colour-blind viewers; in the second, white is zero
ZERO_LINE = "black"  # the contour at zero lies on white, in the dark theme too


def draw_heatmaps(layers: list[Layer], coords: Coords, measure: str, theme: Theme) -> AltTextFigure:
    """Draw a heatmap for each layer, all on one scale."""
    palette = colours(theme)
    (y, y_values), (x, x_values) = coords.items()
    columns = min(len(layers), MAX_COLUMNS)
    rows = math.ceil(len(layers) / columns)
    size = (5.4, 3.6) if columns == 1 else (2.5 * columns + 1.0, 2.7 * rows + 0.6)
    fig = AltTextFigure(figsize=size, dpi=100, facecolor=palette["ground"])
    numbers = np.stack([layer.values for layer in layers])
    known = numbers[np.isfinite(numbers)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    signed = (
        low < 0 < high and series_of(measure) != "w"
    )  # zero is no special weight: weights start at w0
    if signed:
        low, high = -max(-low, high), max(-low, high)
    scale = Normalize(low, high if high > low else low + 1.0)
    left, right = 0.75 / size[0], 1 - 0.85 / size[0]
    bottom, top = 0.55 / size[1], 1 - 0.35 / size[1]
    grid = fig.add_gridspec(
        rows, columns, left=left, right=right, bottom=bottom, top=top,
        wspace=0.12, hspace=0.35,
    )  # fmt: skip
    for i, layer in enumerate(layers):
        row, column = divmod(i, columns)
        axes = fig.add_subplot(grid[row, column])
        style_axes(axes, palette)
        image = axes.imshow(
            layer.values, cmap=colormaps[DIVERGING if signed else SEQUENTIAL], norm=scale,
            origin="lower", aspect="auto", interpolation="nearest",
        )  # fmt: skip
        if signed and min(layer.values.shape) > 1:
            axes.contour(layer.values, levels=[0.0], colors=ZERO_LINE, linewidths=1.2)
        title = escape_mathtext(layer.label or measure_label(measure))
        axes.set_title(title, loc="left", fontsize=10, color=palette["ink"])
        most = MAX_TICKS if columns == 1 else MAX_TICKS_SMALL
        _set_ticks(axes, "x", x_values, most, labelled=row == rows - 1)
        _set_ticks(axes, "y", y_values, MAX_TICKS, labelled=column == 0)
    fig.supxlabel(axis_label(x), color=palette["muted"], fontsize=9, x=(left + right) / 2, y=0.02)
    fig.supylabel(axis_label(y), color=palette["muted"], fontsize=9, x=0.08 / size[0])
    inside = (right + 0.15 / size[0], bottom, 0.12 / size[0], top - bottom)
    bar = fig.colorbar(image, cax=fig.add_axes(inside))
    bar.outline.set_visible(False)
    bar.ax.tick_params(length=0, labelcolor=palette["muted"], labelsize=8.5)
    if layers[0].label:
        title = escape_mathtext(measure_label(measure))
        bar.ax.set_title(title, loc="right", fontsize=9, color=palette["muted"])
    return fig


def _set_ticks(axes: Axes, side: str, values: Sequence[Any], most: int, *, labelled: bool) -> None:
    """Put ticks at the middles of some cells: at round values where there are enough."""
    count = min(len(values), most)
    indices = sorted({round(i * (len(values) - 1) / max(count - 1, 1)) for i in range(count)})
    if len(values) > most and all(isinstance(value, (int, float)) for value in values):
        indices = _round_values(values, most) or indices
    words = [escape_mathtext(format_value(values[i])) if labelled else "" for i in indices]
    (axes.set_xticks if side == "x" else axes.set_yticks)(indices, words)


def _round_values(values: Sequence[float], most: int) -> list[int]:
    """Return the indices of multiples of a round step; empty where fewer than three are found."""
    span = max(values) - min(values)
    power = 10.0 ** math.floor(math.log10(span / most)) if span > 0 else 1.0
    for step in (power, 2 * power, 5 * power, 10 * power):
        found = [i for i, v in enumerate(values) if abs(v / step - round(v / step)) < 1e-6]
        if 3 <= len(found) <= most:
            return found
    return []
