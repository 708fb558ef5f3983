"""How networks learned, and what the claim rests on: curves over epochs beside the controls."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..networks.base import Measures, Study
from ..networks.reports.report import CONDITIONS, Curve, Report
from .experiment_figure import AltTextFigure
from .theme import Theme, colours


def training_figure(report: Report, *, theme: Theme = "light") -> AltTextFigure:
    """A training that is over: its curve beside all its controls."""
    return learning_figure(report.study, report.curves, report.controls, theme=theme)


def learning_figure(
    study: Study,
    curves: Mapping[str, Curve],
    controls: Mapping[str, Measures],
    *,
    theme: Theme = "light",
) -> AltTextFigure:
    """The mean and the spread over seeds: of success over the epochs, and under each control.

    curves      measure -> its `Curve`, online
    controls    "untrained", "online", "frozen", "fresh" -> measure -> (seeds,); those that are
                not there yet leave their place empty
    """
    palette = colours(theme)
    picture = AltTextFigure(figsize=(7.6, 2.7), dpi=100, facecolor=palette["ground"])
    grid = picture.add_gridspec(
        1, 2, width_ratios=(1.7, 1), left=0.09, right=0.985, top=0.87, bottom=0.2, wspace=0.2
    )
    curve, bars = picture.add_subplot(grid[0]), picture.add_subplot(grid[1])
    measured = [float(own[study.success].min()) for own in controls.values()]
    if curves:
        measured.append(float(curves[study.success].mean.min()))
    high = study.span[1]
    low = min(study.span[0], *measured)
    for axes, title in (
        (curve, f"{_measure(study)}, mean and spread of {study.seeds} networks"),
        (bars, "its controls"),
    ):
        calm(axes, palette)
        axes.set_title(title, loc="left", fontsize=10, color=palette["ink"])
        axes.set_ylim(low - 0.05 * (high - low), high + 0.22 * (high - low))
        axes.set_yticks((study.span[0], sum(study.span) / 2, high))
    _curve(curve, study, curves, palette)
    _controls(bars, study, controls, palette)
    picture.alt = _told(study, curves, controls)
    return picture


def _curve(
    axes: Axes, study: Study, curves: Mapping[str, Curve], palette: Mapping[str, str]
) -> None:
    axes.set_xlim(0, study.epochs)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.set_xlabel("epoch", color=palette["muted"], fontsize=9)
    if not curves:
        axes.text(0.5, 0.5, "not trained yet", transform=axes.transAxes, ha="center",
                  color=palette["muted"], fontsize=10)  # fmt: skip
        return
    mean, sd = curves[study.success]
    epochs = torch.arange(1, len(mean) + 1)
    axes.fill_between(epochs, mean - sd, (mean + sd).clamp(max=study.span[1]),
                      color=palette["weight"], alpha=0.16, linewidth=0)  # fmt: skip
    marker = "o" if len(mean) == 1 else None  # one epoch makes no line yet
    axes.plot(epochs, mean, color=palette["weight"], linewidth=1.6, marker=marker, markersize=4)


def _controls(
    axes: Axes, study: Study, controls: Mapping[str, Measures], palette: Mapping[str, str]
) -> None:
    places = range(len(CONDITIONS))
    axes.set_xticks(places, CONDITIONS, fontsize=9)
    axes.set_xlim(-0.5, len(CONDITIONS) - 0.5)
    axes.set_yticklabels([])
    for place, condition in zip(places, CONDITIONS, strict=True):
        if condition not in controls:
            continue
        values = controls[condition][study.success]
        spots = place + torch.linspace(-0.22, 0.22, len(values))
        axes.plot(spots, values.sort().values, "o", color=palette["ghost"], markersize=3)
        mean, sd = float(values.mean()), float(values.std(correction=0))
        above = min(sd, max(study.span[1] - mean, 0.0))  # nothing lies above
        axes.errorbar(place, mean, [[sd], [above]], color=palette["ink"], capsize=3,
                      marker="_", markersize=16, linewidth=1.2)  # fmt: skip
        top = axes.get_ylim()[1] - 0.02 * study.span[1]
        axes.text(place, top, _number(mean, study), ha="center", va="top", fontsize=9,
                  color=palette["ink"])  # fmt: skip


def calm(axes: Axes, palette: Mapping[str, str]) -> None:
    """A plain surface without a frame."""
    axes.set_facecolor(palette["soft"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelcolor=palette["muted"], labelsize=9)


def _told(study: Study, curves: Mapping[str, Curve], controls: Mapping[str, Measures]) -> str:
    """The figure in words."""
    done = len(curves[study.success].mean) if curves else 0
    who = f"{study.title} with {study.rule.name}, {study.seeds} networks"
    means = [
        f"{condition} {_number(float(controls[condition][study.success].mean()), study)}"
        for condition in CONDITIONS
        if condition in controls
    ]
    return f"{who}, epoch {done} of {study.epochs}. Mean of {_measure(study)}: {', '.join(means)}."


def _measure(study: Study) -> str:
    return f"{study.success} ({study.unit})" if study.unit else study.success


def _number(value: float, study: Study) -> str:
    return f"{value:z.2f}" if study.span[1] <= 1 else f"{value:z.1f}"
