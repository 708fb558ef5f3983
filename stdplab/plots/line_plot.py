"""One or several quantities against a number that was varied, as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .experiment_figure import AltTextFigure
from .learning_curve import calm
from .pairing_figures import LINES
from .quantities import plain
from .theme import Theme, colours


def line_figure(
    along: Sequence[float],
    curves: Mapping[str, Sequence[float]],
    *,
    x: str,
    y: str,
    theme: Theme = "light",
) -> AltTextFigure:
    """A line for each of ``curves``, in the weight's colour and each with its own dash.

    along     the values that were tried, from left to right
    curves    name -> one number for each of them
    x, y      words for the two axes, with the unit

    Raises ValueError for a curve that does not fit.

    >>> line_figure((1, 2, 3), {"gain": (0.1, 0.3, 0.2)}, x="memory (ms)", y="gain").alt
    'gain against memory (ms): from 0.1 at 1 to 0.2 at 3, highest 0.3 at 2, lowest 0.1 at 1.'
    """
    for name, values in curves.items():
        if len(values) != len(along) or len(values) < 2:
            raise ValueError(
                f"{name} has {len(values)} values for {len(along)} places: a line needs one for "
                "each, and two at least"
            )
    palette = colours(theme)
    picture = AltTextFigure(figsize=(5.4, 3.0), dpi=100, facecolor=palette["ground"])
    axes = picture.add_axes((0.12, 0.17, 0.85, 0.71))
    calm(axes, palette)
    for order, (name, values) in enumerate(curves.items()):
        dash = LINES[order % len(LINES)][0]
        axes.plot(along, values, color=palette["weight"], linestyle=dash, linewidth=1.8, label=name)
    axes.axhline(0, color=palette["line"], linewidth=0.8, zorder=0)
    axes.margins(x=0.01)
    axes.set_xlabel(x, color=palette["muted"], fontsize=9)
    axes.set_title(y, loc="left", fontsize=10, color=palette["ink"])
    if len(curves) > 1:
        axes.legend(frameon=False, fontsize=9, labelcolor=palette["ink"])
    picture.alt = " ".join(_told(along, name, values, x) for name, values in curves.items())
    return picture


def _told(along: Sequence[float], name: str, values: Sequence[float], x: str) -> str:
    pairs = [
        (float(value), plain(float(place))) for place, value in zip(along, values, strict=True)
    ]
    (first, begin), (last, end) = pairs[0], pairs[-1]
    (low, at_low), (high, at_high) = min(pairs, key=_value), max(pairs, key=_value)
    return (
        f"{name} against {x}: from {plain(first)} at {begin} to {plain(last)} at {end}, "
        f"highest {plain(high)} at {at_high}, lowest {plain(low)} at {at_low}."
    )


def _value(pair: tuple[float, str]) -> float:
    return pair[0]
