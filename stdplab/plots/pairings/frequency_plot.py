"""The figure of a frequency dependence: the weight change against the pair rate."""

from __future__ import annotations

from ...core.support.short_repr import number_text
from ...pairings import FrequencyDependence, PairingResult
from ...pairings.sjostrom_2001 import DELAY, RATES, SJOSTROM_2001, SOURCE
from ..alt_text_figure import AltTextFigure
from ..theme import Theme, colours
from .pairing_axes import (
    DELAY_LABEL,
    LINE_STYLES,
    add_legend,
    add_title,
    style_axes,
    symmetric_limits,
)


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
        style_axes(axes, palette)
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
        symmetric_limits(axes, values, palette, least=1.0)
        order = "pre before post" if side > 0 else "post before pre"
        title = f"{DELAY_LABEL[:-5]} = ${side * experiment.delay:+g}$ ms, {order}"
        axes.set_title(title, loc="left", fontsize=10,
                       color=palette["ink"])  # fmt: skip
        axes.set_xlabel("pairs per second (Hz)", color=palette["muted"], fontsize=10)
        axes.margins(x=0.05)
    sides[-1].set_yticklabels([])
    add_title(fig, f"Weight change by {experiment.pairs} pairs, relative to a weight of 1", palette)
    add_legend(sides[-1], palette, loc="upper left")  # where no curve is at low rates
    note = SOURCE if experiment.comparable else (
        "The measured points belong to 60 pairs with 10 ms between the spikes; set the sliders to "
        "these values to see them."
    )  # fmt: skip
    fig.text(0.0125, 0.025, _wrap(note), color=palette["muted"], fontsize=8.5, va="bottom")
    fig.alt = _frequency_alt_text(result)
    return fig


def _wrap(words: str, width: int = 92) -> str:
    """Break the words into lines of at most ``width`` characters."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "\n".join(line.rstrip() for line in lines)


def _frequency_alt_text(result: PairingResult) -> str:
    rates = ", ".join(f"{number_text(rate)}" for rate in result["rate"])
    rows = (
        f"{name} {', '.join(f'{value:.2f}' for value in series)}"
        for name, series in result.series.items()
        if name != "rate"
    )
    return f"Weight change at {rates} Hz: {'; '.join(rows)}. {result.summary}"
