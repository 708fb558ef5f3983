"""The figure of an STDP window."""

from __future__ import annotations

from ...core.support.short_repr import number_text
from ...pairings import PairingResult, STDPWindow
from ..alt_text_figure import AltTextFigure
from ..quantities import format_number
from ..theme import Theme, colours
from .pairing_axes import DELAY_LABEL, add_legend, add_title, style_axes, symmetric_limits


def stdp_window_figure(result: PairingResult, *, theme: Theme = "light") -> AltTextFigure:
    """Draw an STDP window: the weight change per spike pair against t_post - t_pre (ms).

    The line is the closed form, or for a rule without one the effect of one simulated pair. The
    circles are the measurement with repeated pairs, where the result has one.

    Parameters
    ----------
    result : PairingResult
        What `STDPWindow.run` returns.
    theme : {"light", "dark"}
        The colours.

    Returns
    -------
    AltTextFigure
        The figure, with its alternative text.

    Raises
    ------
    ValueError
        When `theme` is unknown.

    Examples
    --------
    >>> from stdplab.pairings import STDPWindow
    >>> from stdplab.plots import stdp_window_figure
    >>> stdp_window_figure(STDPWindow(delays=(-20, 20)).run()).alt[:43]
    'Weight change per pair against t_post - t_p'
    """
    palette, experiment = colours(theme), result.experiment
    assert isinstance(experiment, STDPWindow)
    fig = AltTextFigure(figsize=(6.2, 3.7), dpi=100, facecolor=palette["ground"])
    axes = fig.add_axes((0.105, 0.145, 0.875, 0.755))
    style_axes(axes, palette)
    delays, curve = result["delay"], "closed" if "closed" in result.series else "single"
    label = {"closed": "closed form", "single": "one pair alone"}[curve]
    for side in (-1, 1):
        branch = [(d, c) for d, c in zip(delays, result[curve], strict=True) if d * side > 0]
        if branch:
            axes.plot(*zip(*branch, strict=True), color=palette["weight"], linewidth=1.8,
                      label=label)  # fmt: skip
            label = ""
    coincident = [(d, c) for d, c in zip(delays, result[curve], strict=True) if d == 0]
    if coincident:
        axes.plot(*zip(*coincident, strict=True), "D", color=palette["weight"], markersize=4)
    if "measured" in result.series:
        words = f"{experiment.pairs} pairs at {number_text(experiment.rate)} Hz"
        axes.plot(delays, result["measured"], "o", color=palette["ink"], markersize=5,
                  markerfacecolor="none", markeredgewidth=1.1, label=words)  # fmt: skip
    changes = [c for name, series in result.series.items() if name != "delay" for c in series]
    symmetric_limits(axes, changes, palette)
    longest = max(map(abs, delays)) * 1.04
    if longest:
        axes.set_xlim(-longest, longest)
    axes.axvline(0, color=palette["line"], linewidth=0.8, zorder=0)
    axes.set_xlabel(DELAY_LABEL, color=palette["muted"], fontsize=10)
    for x, words in ((0.02, "post before pre"), (0.98, "pre before post")):
        axes.text(x, 0.03, words, transform=axes.transAxes, ha="left" if x < 0.5 else "right",
                  color=palette["muted"], fontsize=9.5)  # fmt: skip
    add_title(fig, f"{experiment.rule.name}: weight change per pair", palette)
    add_legend(axes, palette, loc="upper left")
    fig.alt = _window_alt_text(result, curve)
    return fig


def _window_alt_text(result: PairingResult, curve: str) -> str:
    by_delay = dict(zip(result["delay"], result[curve], strict=True))
    listed = [d for d in (-50, -20, -10, 10, 20, 50) if d in by_delay] or list(by_delay)[:6]
    points = ", ".join(f"{format_number(by_delay[d])} at {format_number(d)} ms" for d in listed)
    name = {"closed": "closed form", "single": "one pair alone"}[curve]
    return f"Weight change per pair against t_post - t_pre, {name}: {points}. {result.summary}"
