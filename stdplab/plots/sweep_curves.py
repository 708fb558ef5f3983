"""The figure of a sweep over one axis: a curve for each rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from .alt_text_figure import AltTextFigure
from .learning_curve import style_axes
from .sweep_labels import Coords, axis_label, escape_mathtext, format_value, measure_label
from .theme import Theme, colours

LOG_SCALE_FROM = 10  # ratio of largest to smallest value from which an axis is logarithmic
DASHES = ("-", "--", ":", "-.")
COLOURS = ("weight", "post", "pre", "reward", "eligibility", "ink")


def draw_curves(
    layers: np.ndarray, coords: Coords, labels: list[str], measure: str, theme: Theme
) -> AltTextFigure:
    """Draw a curve for each label; ``layers`` is (values, labels)."""
    palette = colours(theme)
    fig = AltTextFigure(figsize=(5.4, 3.0), dpi=100, facecolor=palette["ground"])
    axes = fig.add_axes((0.14, 0.18, 0.83, 0.7))
    style_axes(axes, palette)
    ((name, values),) = coords.items()
    numbers = all(isinstance(value, (int, float)) for value in values)
    positions: Sequence[Any] = values if numbers else range(len(values))
    if not numbers:
        axes.set_xticks(positions, [escape_mathtext(str(value)) for value in values])
    elif min(values) > 0 and max(values) >= LOG_SCALE_FROM * min(values):
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_value(value)))
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.tick_params(which="minor", length=0)
    few = len(values) <= 30
    for i, label in enumerate(labels):
        axes.plot(
            positions, layers[:, i], color=palette[COLOURS[i % len(COLOURS)]],
            linestyle=DASHES[i % len(DASHES)], linewidth=1.6, marker="o" if few else None,
            markersize=4, label=escape_mathtext(label),
        )  # fmt: skip
    axes.set_xlabel(axis_label(name), color=palette["muted"], fontsize=9)
    axes.set_title(
        escape_mathtext(measure_label(measure)), loc="left", fontsize=10, color=palette["ink"]
    )
    if labels != [""]:
        axes.legend(frameon=False, fontsize=9, labelcolor=palette["ink"])
    return fig
