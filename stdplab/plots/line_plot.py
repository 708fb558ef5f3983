"""One or several quantities against a number that was varied, as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .alt_text_figure import AltTextFigure
from .learning_curve import style_axes
from .pairings.pairing_axes import LINE_STYLES
from .quantities import format_number
from .theme import Theme, colours


def line_figure(
    x: Sequence[float],
    curves: Mapping[str, Sequence[float]],
    *,
    x_label: str,
    y_label: str,
    theme: Theme = "light",
) -> AltTextFigure:
    """Draw a line for each curve, all in the colour of weights and each with its own dash.

    Parameters
    ----------
    x : sequence of float
        The values of the varied number, in ascending order, (n,).
    curves : mapping of str to sequence of float
        Name -> one number for each value of `x`, (n,).
    x_label, y_label : str
        The words at the two axes, with the unit.
    theme : {"light", "dark"}
        The colours.

    Returns
    -------
    AltTextFigure
        The figure, with its alternative text.

    Raises
    ------
    ValueError
        When a curve has fewer than two values or not one for each value of `x`, or when `theme`
        is unknown.

    Examples
    --------
    >>> from stdplab.plots import line_figure
    >>> line_figure((1, 2, 3), {"gain": (0.1, 0.3, 0.2)}, x_label="tau (ms)", y_label="gain").alt
    'gain against tau (ms): from 0.1 at 1 to 0.2 at 3, highest 0.3 at 2, lowest 0.1 at 1.'
    """
    for name, values in curves.items():
        if len(values) != len(x) or len(values) < 2:
            raise ValueError(
                f"Curve {name!r} has {len(values)} values for {len(x)} values of x. A line needs "
                "one for each, and at least two."
            )
    palette = colours(theme)
    fig = AltTextFigure(figsize=(5.4, 3.0), dpi=100, facecolor=palette["ground"])
    axes = fig.add_axes((0.12, 0.17, 0.85, 0.71))
    style_axes(axes, palette)
    for index, (name, values) in enumerate(curves.items()):
        dash = LINE_STYLES[index % len(LINE_STYLES)][0]
        axes.plot(x, values, color=palette["weight"], linestyle=dash, linewidth=1.8, label=name)
    axes.axhline(0, color=palette["line"], linewidth=0.8, zorder=0)
    axes.margins(x=0.01)
    axes.set_xlabel(x_label, color=palette["muted"], fontsize=9)
    axes.set_title(y_label, loc="left", fontsize=10, color=palette["ink"])
    if len(curves) > 1:
        axes.legend(frameon=False, fontsize=9, labelcolor=palette["ink"])
    fig.alt = " ".join(_alt_text(x, name, values, x_label) for name, values in curves.items())
    return fig


def _alt_text(x: Sequence[float], name: str, values: Sequence[float], x_label: str) -> str:
    pairs = [
        (float(value), format_number(float(place))) for place, value in zip(x, values, strict=True)
    ]
    (first, begin), (last, end) = pairs[0], pairs[-1]
    (low, at_low), (high, at_high) = min(pairs, key=_value), max(pairs, key=_value)
    return (
        f"{name} against {x_label}: "
        f"from {format_number(first)} at {begin} to {format_number(last)} at {end}, "
        f"highest {format_number(high)} at {at_high}, lowest {format_number(low)} at {at_low}."
    )


def _value(pair: tuple[float, str]) -> float:
    return pair[0]
