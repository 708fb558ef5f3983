"""What the figures of pairing experiments have in common: axes, limits, title and legend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes

from ..alt_text_figure import AltTextFigure
from ..quantities import format_number, round_up

Palette = Mapping[str, str]
"""Role -> colour."""

DELAY_LABEL = r"$t_{\mathrm{post}} - t_{\mathrm{pre}}$ (ms)"
LINE_STYLES = (("-", "o"), ((0, (4, 2)), "s"), ((0, (1, 1.5)), "^"), ((0, (6, 2, 1, 2)), "v"))
"""Dash and marker of the first rule, the second and so on, so colour is not needed."""


def style_axes(axes: Axes, palette: Palette) -> None:
    """Give the axes their ground and ticks, and no frame."""
    axes.set_facecolor(palette["soft"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelcolor=palette["muted"], labelsize=9.5)


def symmetric_limits(
    axes: Axes, values: list[float], palette: Palette, *, least: float = 0.0
) -> None:
    """Set round limits, equal above and below zero, so that a slider moves only the curve."""
    limit = round_up(max(least, 1e-9, *map(abs, values)))
    axes.set_ylim(-1.04 * limit, 1.04 * limit)
    axes.set_yticks((-limit, 0, limit), [format_number(-limit), "0", format_number(limit)])
    axes.axhline(0, color=palette["line"], linewidth=0.8, zorder=0)


def add_title(fig: AltTextFigure, words: str, palette: Palette) -> None:
    """Write the title at the top left of the figure."""
    fig.text(0.0125, 0.965, words, color=palette["ink"], fontsize=11, va="top")


def add_legend(axes: Axes, palette: Palette, **options: Any) -> None:
    """Add a legend without a frame; ``options`` say where."""
    axes.legend(frameon=False, fontsize=9.5, labelcolor=palette["ink"], **options)
