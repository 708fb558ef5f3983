"""Figures of pairing experiments: the STDP window, and the weight change against the pair rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes

from ..pairings import FrequencyDependence, PairingResult, STDPWindow
from ..pairings.sjostrom_2001 import DELAY, RATES, SJOSTROM_2001, SOURCE
from .alt_text_figure import AltTextFigure
from .quantities import format_number, round_up
from .theme import Theme, colours

Palette = Mapping[str, str]

DELAY_LABEL = r"$t_{\mathrm{post}} - t_{\mathrm{pre}}$ (ms)"
LINE_STYLES = (("-", "o"), ((0, (4, 2)), "s"), ((0, (1, 1.5)), "^"), ((0, (6, 2, 1, 2)), "v"))
"""Dash and marker of the first rule, the second and so on, so colour is not needed."""


def pairing_figure(result: PairingResult, *, theme: Theme = "light") -> AltTextFigure:
    """Draw the result of a pairing experiment, of either kind.

    Parameters
    ----------
    result : PairingResult
        What `STDPWindow.run` or `FrequencyDependence.run` returns.
    theme : {"light", "dark"}
        The colours.

    Returns
    -------
    AltTextFigure
        What `stdp_window_figure` or `frequency_figure` draws.

    Raises
    ------
    ValueError
        When `theme` is unknown.
    """
    draw = stdp_window_figure if isinstance(result.experiment, STDPWindow) else frequency_figure
    return draw(result, theme=theme)


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
    _style_axes(axes, palette)
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
        words = f"{experiment.pairs} pairs at {experiment.rate:g} Hz"
        axes.plot(delays, result["measured"], "o", color=palette["ink"], markersize=5,
                  markerfacecolor="none", markeredgewidth=1.1, label=words)  # fmt: skip
    changes = [c for name, series in result.series.items() if name != "delay" for c in series]
    _symmetric_limits(axes, changes, palette)
    longest = max(map(abs, delays)) * 1.04
    if longest:
        axes.set_xlim(-longest, longest)
    axes.axvline(0, color=palette["line"], linewidth=0.8, zorder=0)
    axes.set_xlabel(DELAY_LABEL, color=palette["muted"], fontsize=10)
    for x, words in ((0.02, "post before pre"), (0.98, "pre before post")):
        axes.text(x, 0.03, words, transform=axes.transAxes, ha="left" if x < 0.5 else "right",
                  color=palette["muted"], fontsize=9.5)  # fmt: skip
    _add_title(fig, f"{experiment.rule.name}: weight change per pair", palette)
    _legend(axes, palette, loc="upper left")
    fig.alt = _window_alt_text(result, curve)
    return fig


def frequency_figure(result: PairingResult, *, theme: Theme = "light") -> AltTextFigure:
    """Draw the weight change against the rate of spike pairs (Hz), for both orders of the spikes.

    Each rule is a line. The diamonds are the measurements of Sjöström et al. 2001, drawn where
    the experiment has their delay and number of pairs.

    Parameters
    ----------
    result : PairingResult
        What `FrequencyDependence.run` returns.
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

    References
    ----------
    Sjöström, Turrigiano and Nelson 2001, doi:10.1016/S0896-6273(01)00542-6
    """
    palette, experiment = colours(theme), result.experiment
    assert isinstance(experiment, FrequencyDependence)
    fig = AltTextFigure(figsize=(6.2, 4.0), dpi=100, facecolor=palette["ground"])
    grid = fig.add_gridspec(1, 2, left=0.085, right=0.985, top=0.82, bottom=0.25, wspace=0.06)
    sides = {1: fig.add_subplot(grid[0]), -1: fig.add_subplot(grid[1])}
    values = [c for name, series in result.series.items() if name != "rate" for c in series]
    if experiment.comparable:
        values += [
            m + e * s for points in SJOSTROM_2001.values() for m, e in points for s in (-1, 1)
        ]
    for side, axes in sides.items():
        _style_axes(axes, palette)
        for index, name in enumerate(experiment.names()):
            dash, marker = LINE_STYLES[index % len(LINE_STYLES)]
            changes = result[experiment.series_name(name, side)]
            axes.plot(result["rate"], changes, color=palette["weight"], linestyle=dash,
                      marker=marker, markersize=5, linewidth=1.6, label=name,
                      markerfacecolor=palette["weight" if index % 2 == 0 else "soft"])  # fmt: skip
        if experiment.comparable:
            mean, error = zip(*SJOSTROM_2001[side * DELAY], strict=True)
            axes.errorbar(RATES, mean, error, fmt="D", color=palette["ink"], markersize=4.5,
                          capsize=3, linewidth=1.1, label="measured", zorder=3)  # fmt: skip
        _symmetric_limits(axes, values, palette, least=1.0)
        order = "pre before post" if side > 0 else "post before pre"
        title = f"{DELAY_LABEL[:-5]} = ${side * experiment.delay:+g}$ ms, {order}"
        axes.set_title(title, loc="left", fontsize=10,
                       color=palette["ink"])  # fmt: skip
        axes.set_xlabel("pairs per second (Hz)", color=palette["muted"], fontsize=10)
        axes.margins(x=0.05)
    sides[-1].set_yticklabels([])
    _add_title(
        fig, f"Weight change by {experiment.pairs} pairs, relative to a weight of 1", palette
    )
    _legend(sides[-1], palette, loc="upper left")  # where no curve is at low rates
    note = SOURCE if experiment.comparable else (
        "The measured points belong to 60 pairs with 10 ms between the spikes; set the sliders to "
        "these values to see them."
    )  # fmt: skip
    fig.text(0.0125, 0.025, _wrap(note), color=palette["muted"], fontsize=8.5, va="bottom")
    fig.alt = _frequency_alt_text(result)
    return fig


def _style_axes(axes: Axes, palette: Palette) -> None:
    axes.set_facecolor(palette["soft"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelcolor=palette["muted"], labelsize=9.5)


def _symmetric_limits(
    axes: Axes, values: list[float], palette: Palette, *, least: float = 0.0
) -> None:
    """Set round limits, equal above and below zero, so that a slider moves only the curve."""
    limit = round_up(max(least, 1e-9, *map(abs, values)))
    axes.set_ylim(-1.04 * limit, 1.04 * limit)
    axes.set_yticks((-limit, 0, limit), [format_number(-limit), "0", format_number(limit)])
    axes.axhline(0, color=palette["line"], linewidth=0.8, zorder=0)


def _add_title(fig: AltTextFigure, words: str, palette: Palette) -> None:
    fig.text(0.0125, 0.965, words, color=palette["ink"], fontsize=11, va="top")


def _legend(axes: Axes, palette: Palette, **options: Any) -> None:
    axes.legend(frameon=False, fontsize=9.5, labelcolor=palette["ink"], **options)


def _wrap(words: str, width: int = 92) -> str:
    """Break the words into lines of at most ``width`` characters."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "\n".join(line.rstrip() for line in lines)


def _window_alt_text(result: PairingResult, curve: str) -> str:
    by_delay = dict(zip(result["delay"], result[curve], strict=True))
    listed = [d for d in (-50, -20, -10, 10, 20, 50) if d in by_delay] or list(by_delay)[:6]
    points = ", ".join(f"{format_number(by_delay[d])} at {format_number(d)} ms" for d in listed)
    name = {"closed": "closed form", "single": "one pair alone"}[curve]
    return f"Weight change per pair against t_post - t_pre, {name}: {points}. {result.summary}"


def _frequency_alt_text(result: PairingResult) -> str:
    rates = ", ".join(f"{rate:g}" for rate in result["rate"])
    rows = (
        f"{name} {', '.join(f'{value:.2f}' for value in series)}"
        for name, series in result.series.items()
        if name != "rate"
    )
    return f"Weight change at {rates} Hz: {'; '.join(rows)}. {result.summary}"
