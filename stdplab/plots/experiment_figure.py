"""The figure of an experiment: the board's panels drawn with matplotlib, without pyplot."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from matplotlib.axes import Axes

from ..core.result import Result
from ..core.support.short_repr import quoted
from .alt_text_figure import AltTextFigure
from .panel_data import Panel, describe, panels
from .panel_layout import Convention
from .quantities import format_number, tick_step
from .theme import Theme, colours

HEIGHTS = {"spikes": 0.5, "reward": 0.8, "curve": 1.0}
"""Kind of panel -> its height, relative to a panel with curves."""


def figure(
    results: Mapping[str, Result],
    *,
    theme: Theme = "light",
    convention: Convention = "folded",
    width: float = 7.0,
    show: Container[str] | None = None,
) -> AltTextFigure:
    """Draw an experiment's results: one panel below another, on one time axis (ms).

    Parameters
    ----------
    results : mapping of str to Result
        What `Experiment.run` returns.
    theme : {"light", "dark"}
        The colours; the background is set explicitly in both.
    convention : {"folded", "unit"}
        "folded" draws traces and eligibility multiplied by gamma; "unit" as in Florian 2007.
    width : float
        Width of the figure in inches.
    show : container of str, optional
        Keys of the panels to draw, such as "traces" or "w STDP". All panels by default.

    Returns
    -------
    AltTextFigure
        The figure, with its alternative text.

    Raises
    ------
    ValueError
        When `results` is not a mapping, when `show` names none of its panels, or when `theme` or
        `convention` is unknown.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.plots import figure
    >>> len(figure(presets.FLORIAN_2007.run(), show=["reward", "w STDP"]).axes)
    2
    """
    if not isinstance(results, Mapping):
        raise ValueError(
            f"figure() needs a mapping of results, got {quoted(results)}. "
            "Pass what experiment.run() returns."
        )
    available = panels(results, convention)
    visible = [panel for panel in available if show is None or panel.key in show]
    if not visible:
        keys = ", ".join(panel.key for panel in available)
        raise ValueError(f"show names no panel of these results. Available: {keys}.")
    palette = colours(theme)
    heights = [HEIGHTS[panel.kind] for panel in visible]
    fig = AltTextFigure(
        figsize=(width, 0.98 * sum(heights) + 0.5), dpi=100, facecolor=palette["ground"]
    )
    fig.alt = describe(results)
    grid = fig.add_gridspec(
        len(visible),
        1,
        height_ratios=heights,
        hspace=0.16,
        left=0.22,
        right=0.97,
        top=0.985,
        bottom=0.5 / fig.get_figheight(),
    )
    times = next(iter(results.values())).array("t")
    for row, panel in enumerate(visible):
        draw_panel(fig.add_subplot(grid[row]), panel, times, palette, last=row == len(visible) - 1)
    return fig


def draw_panel(
    ax: Axes, panel: Panel, times: Any, palette: Mapping[str, str], *, last: bool = False
) -> None:
    """Draw one panel on ``ax``; only the last one has a time axis.

    ``times`` are the steps in ms, (steps + 1,); ``palette`` is token -> colour.
    """
    ax.set_facecolor(palette["soft"])
    ax.set_xlim(0, times[-1])
    ax.set_ylim(*panel.limits)
    for spine in ax.spines.values():
        spine.set_visible(False)
    for curve in panel.curves:
        colour = palette[curve.colour]
        if panel.kind == "spikes":
            spikes = times[curve.values > 0]
            ax.vlines(spikes, 0.12, 0.88, color=colour, linewidth=2.2, capstyle="round")
        elif panel.kind == "reward":
            # Level k holds on (t[k-1], t[k]]. Index 0 is before the first step and is not drawn.
            levels = [*curve.values[1:2], *curve.values[1:]]
            ax.fill_between(times, levels, step="pre", color=colour, alpha=0.16, linewidth=0)
            ax.step(times, levels, where="pre", color=colour, linewidth=1.6)
        else:
            dash = (0, (4, 2)) if curve.dashed else "-"
            ax.plot(times, curve.values, color=colour, linewidth=1.6, linestyle=dash)
    if panel.limits[0] < 0 < panel.limits[1]:
        ax.axhline(0, color=palette["line"], linewidth=0.8, zorder=0)
    _label(ax, panel, times, palette, last=last)


def _label(ax: Axes, panel: Panel, times: Any, palette: Mapping[str, str], *, last: bool) -> None:
    """Label a panel: words and symbols on the left, two limits, time below the last panel."""
    symbols = ", ".join(f"${symbol}$" for symbol in panel.tex)
    ax.annotate(
        panel.label,
        (0, 0.5),
        xycoords="axes fraction",
        xytext=(-108, 0 if not symbols else 6),
        textcoords="offset points",
        va="center",
        color=palette["ink"],
        fontsize=9.5,
    )
    ax.annotate(
        symbols,
        (0, 0.5),
        xycoords="axes fraction",
        xytext=(-108, -8),
        textcoords="offset points",
        va="center",
        color=palette["muted"],
        fontsize=9.5,
    )
    if panel.kind == "spikes":
        ax.set_yticks([])
    else:
        ax.set_yticks(panel.limits, [format_number(limit) for limit in panel.limits])
        bottom, top = ax.get_yticklabels()
        bottom.set_verticalalignment("bottom")
        top.set_verticalalignment("top")
    ax.tick_params(length=0, colors=palette["muted"], labelsize=8.5)
    step = tick_step(float(times[-1]))
    ax.set_xticks([i * step for i in range(int(times[-1] / step + 1e-9) + 1)])
    if last:
        ax.set_xlabel("time (ms)", color=palette["muted"], fontsize=9)
    else:
        ax.tick_params(labelbottom=False)
