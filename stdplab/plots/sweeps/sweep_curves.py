"""The figure of a sweep over one axis: a curve for each rule, measure or condition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from ..alt_text_figure import AltTextFigure
from ..learning_curve import style_axes
from ..theme import Theme, colours
from .sweep_labels import axis_label, curves_title, escape_mathtext, format_value
from .sweep_layers import Coords, Layer

LOG_SCALE_FROM = 10  # ratio of largest to smallest value from which an axis is logarithmic
DASHES = ("-", "--", ":", "-.")
COLOURS = ("weight", "post", "pre", "reward", "eligibility", "ink")
MAX_TICKED, MAX_MARKED = 6, 30  # most values that have a tick each, and a marker each


def draw_curves(
    layers: Sequence[Layer], coords: Coords, measure: str, networks: int | None, theme: Theme
) -> AltTextFigure:
    """Draw a curve for each layer, with bars where it has a spread."""
    palette = colours(theme)
    fig = AltTextFigure(figsize=(5.4, 3.0), dpi=100, facecolor=palette["ground"])
    axes = fig.add_axes((0.14, 0.18, 0.83, 0.7))
    style_axes(axes, palette)
    ((name, values),) = coords.items()
    positions = _place_ticks(axes, values)
    learned = [layer for layer in layers if not layer.control]
    for layer in layers:
        if layer.control:
            axes.plot(
                positions, layer.values, ":", color=palette["muted"], linewidth=1.2,
                label=escape_mathtext(layer.label),
            )  # fmt: skip
    for i, layer in enumerate(learned):
        colour = palette[COLOURS[i % len(COLOURS)]]
        axes.plot(
            positions, layer.values, color=colour, linestyle=DASHES[i % len(DASHES)],
            linewidth=1.6, marker="o" if len(values) <= MAX_MARKED else None, markersize=4,
            label=escape_mathtext(layer.label),
        )  # fmt: skip
        if layer.spread is not None:
            axes.errorbar(
                positions, layer.values, layer.spread, fmt="none", ecolor=colour, elinewidth=1,
                capsize=3,
            )  # fmt: skip
    if any(layer.spread is not None for layer in learned):
        axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.set_xlabel(axis_label(name), color=palette["muted"], fontsize=9)
    title = curves_title(layers, measure, networks)
    axes.set_title(escape_mathtext(title), loc="left", fontsize=10, color=palette["ink"])
    if layers[0].label:
        axes.legend(frameon=False, fontsize=9, labelcolor=palette["ink"])
    return fig


def _place_ticks(axes: Axes, values: Sequence[Any]) -> Sequence[Any]:
    """Return where the values are on the x axis, and put ticks there."""
    if not all(isinstance(value, (int, float)) for value in values):
        positions = range(len(values))
        axes.set_xticks(positions, [escape_mathtext(str(value)) for value in values])
        axes.set_xlim(-0.5, len(values) - 0.5)
        return positions
    if min(values) > 0 and max(values) >= LOG_SCALE_FROM * min(values):
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_value(value)))
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.tick_params(which="minor", length=0)
    if len(values) <= MAX_TICKED:
        axes.set_xticks(values, [format_value(value) for value in values])
    return values
