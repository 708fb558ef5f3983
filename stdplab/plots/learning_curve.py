"""The figure of a training: its learning curve beside its control conditions."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..networks.base import Study
from ..networks.network import Measures
from ..networks.reports.report import CONDITIONS, Curve, Report
from .alt_text_figure import AltTextFigure
from .theme import Theme, colours


def training_figure(report: Report, *, theme: Theme = "light") -> AltTextFigure:
    """Draw a finished training: its learning curve beside all its control conditions.

    Parameters
    ----------
    report : Report
        What `Report` holds of a training, such as a stored run.
    theme : {"light", "dark"}
        The colours.

    Returns
    -------
    AltTextFigure
        The figure, with its alternative text; see `learning_figure`.

    Raises
    ------
    ValueError
        When `theme` is unknown.

    Examples
    --------
    >>> from stdplab.networks import stored
    >>> from stdplab.plots import training_figure
    >>> training_figure(stored("xor-rate-mstdp")).alt[:42]
    'XOR from reward alone with MSTDP, 32 netwo'
    """
    return learning_figure(report.study, report.curves, report.conditions, theme=theme)


def learning_figure(
    study: Study,
    curves: Mapping[str, Curve],
    conditions: Mapping[str, Measures],
    *,
    theme: Theme = "light",
) -> AltTextFigure:
    """Draw the study's main measure over the epochs, and under each control condition.

    The line is the mean over seeds and the band one standard deviation. On the right each dot is
    one network.

    Parameters
    ----------
    study : Study
        The study that was trained.
    curves : mapping of str to Curve
        Measure -> its mean and standard deviation over seeds, each (epoch,). Empty before
        training.
    conditions : mapping of str to mapping
        Condition ("untrained", "online", "frozen" or "fresh") -> measure -> one number for each
        seed, (seeds,). A condition that is missing leaves its place empty.
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
    """
    palette = colours(theme)
    fig = AltTextFigure(figsize=(7.6, 2.7), dpi=100, facecolor=palette["ground"])
    grid = fig.add_gridspec(
        1, 2, width_ratios=(1.7, 1), left=0.09, right=0.985, top=0.87, bottom=0.2, wspace=0.2
    )
    curve, bars = fig.add_subplot(grid[0]), fig.add_subplot(grid[1])
    lowest = [float(measures[study.main_measure].min()) for measures in conditions.values()]
    if curves:
        lowest.append(float(curves[study.main_measure].mean.min()))
    high = study.measure_range[1]
    low = min(study.measure_range[0], *lowest)
    for axes, title in (
        (curve, f"{_measure(study)}, mean and spread of {study.seeds} networks"),
        (bars, "control conditions"),
    ):
        style_axes(axes, palette)
        axes.set_title(title, loc="left", fontsize=10, color=palette["ink"])
        axes.set_ylim(low - 0.05 * (high - low), high + 0.22 * (high - low))
        axes.set_yticks((study.measure_range[0], sum(study.measure_range) / 2, high))
    _draw_curve(curve, study, curves, palette)
    _draw_conditions(bars, study, conditions, palette)
    fig.alt = _alt_text(study, curves, conditions)
    return fig


def _draw_curve(
    axes: Axes, study: Study, curves: Mapping[str, Curve], palette: Mapping[str, str]
) -> None:
    axes.set_xlim(0, study.epochs)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.set_xlabel("epoch", color=palette["muted"], fontsize=9)
    if not curves:
        axes.text(0.5, 0.5, "not trained yet", transform=axes.transAxes, ha="center",
                  color=palette["muted"], fontsize=10)  # fmt: skip
        return
    mean, sd = curves[study.main_measure]
    epochs = torch.arange(1, len(mean) + 1)
    axes.fill_between(epochs, mean - sd, (mean + sd).clamp(max=study.measure_range[1]),
                      color=palette["weight"], alpha=0.16, linewidth=0)  # fmt: skip
    marker = "o" if len(mean) == 1 else None  # one epoch is a point, not a line
    axes.plot(epochs, mean, color=palette["weight"], linewidth=1.6, marker=marker, markersize=4)


def _draw_conditions(
    axes: Axes, study: Study, conditions: Mapping[str, Measures], palette: Mapping[str, str]
) -> None:
    places = range(len(CONDITIONS))
    axes.set_xticks(places, CONDITIONS, fontsize=9)
    axes.set_xlim(-0.5, len(CONDITIONS) - 0.5)
    axes.set_yticklabels([])
    for place, condition in zip(places, CONDITIONS, strict=True):
        if condition not in conditions:
            continue
        values = conditions[condition][study.main_measure]
        points = place + torch.linspace(-0.22, 0.22, len(values))
        axes.plot(points, values.sort().values, "o", color=palette["ghost"], markersize=3)
        mean, sd = float(values.mean()), float(values.std(correction=0))
        above = min(sd, max(study.measure_range[1] - mean, 0.0))  # no value is above the range
        axes.errorbar(place, mean, [[sd], [above]], color=palette["ink"], capsize=3,
                      marker="_", markersize=16, linewidth=1.2)  # fmt: skip
        top = axes.get_ylim()[1] - 0.02 * study.measure_range[1]
        axes.text(place, top, _number(mean, study), ha="center", va="top", fontsize=9,
                  color=palette["ink"])  # fmt: skip


def style_axes(axes: Axes, palette: Mapping[str, str]) -> None:
    """Give axes the theme's background, without a frame and tick marks."""
    axes.set_facecolor(palette["soft"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelcolor=palette["muted"], labelsize=9)


def _alt_text(study: Study, curves: Mapping[str, Curve], conditions: Mapping[str, Measures]) -> str:
    """Return the figure in words."""
    done = len(curves[study.main_measure].mean) if curves else 0
    subject = f"{study.title} with {study.rule.name}, {study.seeds} networks"
    means = [
        f"{condition} {_number(float(conditions[condition][study.main_measure].mean()), study)}"
        for condition in CONDITIONS
        if condition in conditions
    ]
    return (
        f"{subject}, epoch {done} of {study.epochs}. Mean of {_measure(study)}: {', '.join(means)}."
    )


def _measure(study: Study) -> str:
    return f"{study.main_measure} ({study.unit})" if study.unit else study.main_measure


def _number(value: float, study: Study) -> str:
    return f"{value:z.2f}" if study.measure_range[1] <= 1 else f"{value:z.1f}"
