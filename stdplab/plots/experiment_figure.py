"""The printed twin of the board: the panels drawn with matplotlib, without pyplot."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Container, Mapping
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image

from ..core.result import Result
from ..core.support.short_repr import quoted
from .panel_data import Panel, describe, panels
from .panel_layout import Convention
from .quantities import plain, tick_step
from .theme import TOKENS, Theme, colours

HEIGHTS = {"spikes": 0.5, "reward": 0.8, "curve": 1.0}
"""Height of a panel relative to one with curves."""


class AltTextFigure(Figure):
    """A matplotlib figure that shows itself in a notebook, with its alternative text.

    alt    what the figure shows, in words

    As PNG for paper, and as HTML around the same PNG, since only there do converters keep
    the words.
    """

    alt: str = ""

    def bundle(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The figure as a MIME bundle and its metadata."""
        stream = io.BytesIO()
        FigureCanvasAgg(self)
        self.savefig(stream, format="png", dpi=1.5 * self.dpi)  # crisp on a dense screen
        drawn = Image.open(stream).convert("RGB")
        if not any(axes.images for axes in self.axes):
            drawn = drawn.quantize(96)  # flat colours: a third of the size
        small = io.BytesIO()
        drawn.save(small, format="png", optimize=True)
        png, width = small.getvalue(), round(self.bbox.width)
        source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
        page = f'<img alt="{html.escape(self.alt)}" width="{width}" src="{source}">'
        data = {"text/plain": repr(self), "text/html": page, "image/png": png}
        return data, {"image/png": {"alt": self.alt, "width": width}}

    def svg(self) -> str:
        """The figure, drawn light, as an SVG element that follows the page's colour scheme.

        Every token's colour is written as light-dark(), the ground is the page's own, and
        ``alt`` is the accessible name.
        """
        stream = io.StringIO()
        self.patch.set_visible(False)
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": self.alt}):
            FigureCanvasSVG(self).print_svg(stream, metadata={"Date": None})
        self.patch.set_visible(True)
        drawn = stream.getvalue()
        drawn = drawn[drawn.index("<svg") :]
        for light, dark in TOKENS.values():
            drawn = drawn.replace(light, f"light-dark({light}, {dark})")
        name = html.escape(self.alt)
        return drawn.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)

    def _repr_mimebundle_(self, **_kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return self.bundle()


def figure(
    results: Mapping[str, Result],
    *,
    theme: Theme = "light",
    convention: Convention = "folded",
    width: float = 7.0,
    show: Container[str] | None = None,
) -> AltTextFigure:
    """The figure of an experiment's results: one panel under another on one time axis.

    results      what `Experiment.run` returns
    theme        "light" or "dark", with explicit face colours either way
    convention   "folded": traces and eligibility times gamma; "unit": as in Florian 2007
    width        inches
    show         keys of panels, such as "traces" or "w STDP"; every panel when left out

    Raises ValueError for anything but results, and when ``show`` names none of their panels.
    """
    if not isinstance(results, Mapping):
        raise ValueError(f"{quoted(results)} is no mapping of results: give experiment.run()")
    every = panels(results, convention)
    laid = [panel for panel in every if show is None or panel.key in show]
    if not laid:
        raise ValueError(f"no panel to show: there is {', '.join(p.key for p in every)}")
    palette = colours(theme)
    heights = [HEIGHTS[panel.kind] for panel in laid]
    picture = AltTextFigure(
        figsize=(width, 0.98 * sum(heights) + 0.5), dpi=100, facecolor=palette["ground"]
    )
    picture.alt = describe(results)
    grid = picture.add_gridspec(
        len(laid),
        1,
        height_ratios=heights,
        hspace=0.16,
        left=0.22,
        right=0.97,
        top=0.985,
        bottom=0.5 / picture.get_figheight(),
    )
    times = next(iter(results.values())).array("t")
    for row, panel in enumerate(laid):
        draw(picture.add_subplot(grid[row]), panel, times, palette, last=row == len(laid) - 1)
    return picture


def draw(
    ax: Axes, panel: Panel, times: Any, palette: Mapping[str, str], *, last: bool = False
) -> None:
    """Draw one panel on ``ax``; ``last`` gives it the time axis.

    times      (steps + 1,) in ms
    palette    token -> colour, see `stdplab.plots.theme`
    """
    ax.set_facecolor(palette["soft"])
    ax.set_xlim(0, times[-1])
    ax.set_ylim(*panel.limits)
    for spine in ax.spines.values():
        spine.set_visible(False)
    for curve in panel.curves:
        colour = palette[curve.colour]
        if panel.kind == "spikes":
            at = times[curve.values > 0]
            ax.vlines(at, 0.12, 0.88, color=colour, linewidth=2.2, capstyle="round")
        elif panel.kind == "reward":
            # Level k holds on (t[k-1], t[k]]; index 0 lies before the first and is not drawn.
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
    """Words on the left with the symbols under them, two limits, time below the last panel."""
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
        ax.set_yticks(panel.limits, [plain(limit) for limit in panel.limits])
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
