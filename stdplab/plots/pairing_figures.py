"""The pairing experiments as pictures: the STDP window, and the change against the rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes

from ..pairings import FrequencyDependence, PairingResult, STDPWindow
from ..pairings.sjostrom_2001 import DELAY, RATES, SJOSTROM_2001, SOURCE
from .experiment_figure import AltTextFigure
from .quantities import plain, round_up
from .theme import Theme, colours

Palette = Mapping[str, str]

SIGN = r"$t_{\mathrm{post}} - t_{\mathrm{pre}}$ (ms)"
LINES = (("-", "o"), ((0, (4, 2)), "s"), ((0, (1, 1.5)), "^"), ((0, (6, 2, 1, 2)), "v"))
"""Dash and marker of the first rule, the second and so on: the code beside the colour."""


def pairing_figure(outcome: PairingResult, *, theme: Theme = "light") -> AltTextFigure:
    """The figure of a pairing experiment, whichever it is."""
    draw = stdp_window_figure if isinstance(outcome.pairing, STDPWindow) else frequency_figure
    return draw(outcome, theme=theme)


def stdp_window_figure(outcome: PairingResult, *, theme: Theme = "light") -> AltTextFigure:
    """The weight change per pair against t_post - t_pre: a line, and what was measured."""
    palette, about = colours(theme), outcome.pairing
    assert isinstance(about, STDPWindow)
    picture = AltTextFigure(figsize=(6.2, 3.7), dpi=100, facecolor=palette["ground"])
    axes = picture.add_axes((0.105, 0.145, 0.875, 0.755))
    _calm(axes, palette)
    delays, drawn = outcome["delay"], "closed" if "closed" in outcome.series else "single"
    label = {"closed": "closed form", "single": "one pair alone"}[drawn]
    for side in (-1, 1):
        own = [(d, c) for d, c in zip(delays, outcome[drawn], strict=True) if d * side > 0]
        if own:
            axes.plot(*zip(*own, strict=True), color=palette["weight"], linewidth=1.8, label=label)
            label = ""
    at_once = [(d, c) for d, c in zip(delays, outcome[drawn], strict=True) if d == 0]
    axes.plot(
        *zip(*at_once, strict=True), "D", color=palette["weight"], markersize=4
    ) if at_once else None
    if "measured" in outcome.series:
        words = f"{about.pairs} pairs at {about.rate:g} Hz"
        axes.plot(delays, outcome["measured"], "o", color=palette["ink"], markersize=5,
                  markerfacecolor="none", markeredgewidth=1.1, label=words)  # fmt: skip
    _upright(axes, [c for n, s in outcome.series.items() if n != "delay" for c in s], palette)
    reach = max(map(abs, delays)) * 1.04
    axes.set_xlim(-reach, reach) if reach else None
    axes.axvline(0, color=palette["line"], linewidth=0.8, zorder=0)
    axes.set_xlabel(SIGN, color=palette["muted"], fontsize=10)
    for x, words in ((0.02, "post before pre"), (0.98, "pre before post")):
        axes.text(x, 0.03, words, transform=axes.transAxes, ha="left" if x < 0.5 else "right",
                  color=palette["muted"], fontsize=9.5)  # fmt: skip
    _head(picture, f"{about.rule.name}: weight change per pair", palette)
    _legend(axes, palette, loc="upper left")
    picture.alt = _told_window(outcome, drawn)
    return picture


def frequency_figure(outcome: PairingResult, *, theme: Theme = "light") -> AltTextFigure:
    """The weight change against the rate of the pairs: rules as lines, measurements as points."""
    palette, about = colours(theme), outcome.pairing
    assert isinstance(about, FrequencyDependence)
    picture = AltTextFigure(figsize=(6.2, 4.0), dpi=100, facecolor=palette["ground"])
    grid = picture.add_gridspec(1, 2, left=0.085, right=0.985, top=0.82, bottom=0.25, wspace=0.06)
    sides = {1: picture.add_subplot(grid[0]), -1: picture.add_subplot(grid[1])}
    values = [c for name, series in outcome.series.items() if name != "rate" for c in series]
    if about.comparable:
        values += [m + e * s for own in SJOSTROM_2001.values() for m, e in own for s in (-1, 1)]
    for side, axes in sides.items():
        _calm(axes, palette)
        for order, name in enumerate(about.names()):
            dash, marker = LINES[order % len(LINES)]
            axes.plot(outcome["rate"], outcome[about.key(name, side)], color=palette["weight"],
                      linestyle=dash, marker=marker, markersize=5, linewidth=1.6, label=name,
                      markerfacecolor=palette["weight" if order % 2 == 0 else "soft"])  # fmt: skip
        if about.comparable:
            mean, error = zip(*SJOSTROM_2001[side * DELAY], strict=True)
            axes.errorbar(RATES, mean, error, fmt="D", color=palette["ink"], markersize=4.5,
                          capsize=3, linewidth=1.1, label="measured", zorder=3)  # fmt: skip
        _upright(axes, values, palette, least=1.0)
        order_of = "pre before post" if side > 0 else "post before pre"
        axes.set_title(f"{SIGN[:-5]} = ${side * about.delay:+g}$ ms, {order_of}", loc="left",
                       fontsize=10, color=palette["ink"])  # fmt: skip
        axes.set_xlabel("pairs per second (Hz)", color=palette["muted"], fontsize=10)
        axes.margins(x=0.05)
    sides[-1].set_yticklabels([])
    _head(picture, f"Weight change by {about.pairs} pairs, relative to a weight of 1", palette)
    _legend(sides[-1], palette, loc="upper left")  # where no curve is at low rates
    note = SOURCE if about.comparable else (
        "The measured points are of 60 pairs, 10 ms apart: they show when the sliders stand there."
    )  # fmt: skip
    picture.text(0.0125, 0.025, _folded(note), color=palette["muted"], fontsize=8.5, va="bottom")
    picture.alt = _told_frequency(outcome)
    return picture


def _calm(axes: Axes, palette: Palette) -> None:
    axes.set_facecolor(palette["soft"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelcolor=palette["muted"], labelsize=9.5)


def _upright(axes: Axes, values: list[float], palette: Palette, *, least: float = 0.0) -> None:
    """The same reach up and down, as a round number, so that a drag moves the curve alone."""
    reach = round_up(max(least, 1e-9, *map(abs, values)))
    axes.set_ylim(-1.04 * reach, 1.04 * reach)
    axes.set_yticks((-reach, 0, reach), [plain(-reach), "0", plain(reach)])
    axes.axhline(0, color=palette["line"], linewidth=0.8, zorder=0)


def _head(picture: AltTextFigure, words: str, palette: Palette) -> None:
    picture.text(0.0125, 0.965, words, color=palette["ink"], fontsize=11, va="top")


def _legend(axes: Axes, palette: Palette, **options: Any) -> None:
    axes.legend(frameon=False, fontsize=9.5, labelcolor=palette["ink"], **options)


def _folded(words: str, width: int = 92) -> str:
    """The words on as many lines as they need."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "\n".join(line.rstrip() for line in lines)


def _told_window(outcome: PairingResult, drawn: str) -> str:
    by_delay = dict(zip(outcome["delay"], outcome[drawn], strict=True))
    shown = [d for d in (-50, -20, -10, 10, 20, 50) if d in by_delay] or list(by_delay)[:6]
    points = ", ".join(f"{plain(by_delay[d])} at {plain(d)} ms" for d in shown)
    name = {"closed": "closed form", "single": "one pair alone"}[drawn]
    return f"Weight change per pair against t_post - t_pre, {name}: {points}. {outcome.line}"


def _told_frequency(outcome: PairingResult) -> str:
    rates = ", ".join(f"{rate:g}" for rate in outcome["rate"])
    rows = (
        f"{name} {', '.join(f'{value:.2f}' for value in series)}"
        for name, series in outcome.series.items()
        if name != "rate"
    )
    return f"Weight change at {rates} Hz: {'; '.join(rows)}. {outcome.line}"
