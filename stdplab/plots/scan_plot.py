"""The figure of a scan: measures of a study against the values of a parameter."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter

from ..core.knob import knobs
from ..networks.reports.scan import Scan
from .alt_text_figure import AltTextFigure
from .theme import Theme, colours

LOG_SCALE_FROM = 10  # ratio of largest to smallest value from which an axis is logarithmic
LINE_STYLES = (("weight", "-", "o"), ("ink", "--", "s"))  # of the first and second measure


def scan_figure(
    scan: Scan, *measures: str, condition: str = "frozen", theme: Theme = "light"
) -> AltTextFigure:
    """Draw one or two measures at each value of the scan's first parameter.

    Lines are means over seeds, bars one standard deviation.

    Parameters
    ----------
    scan : Scan
        The study trained along values of one or several parameters.
    *measures : str
        One or two names, such as "target" and "others". By default the study's main measure;
        where it is drawn, a dotted line shows it before training.
    condition : {"frozen", "online", "untrained"}
        The control condition under which the measures were taken.
    theme : {"light", "dark"}
        The colours.

    Returns
    -------
    AltTextFigure
        The figure, with its alternative text.

    Raises
    ------
    ValueError
        When the scan lacks a measure or the condition, when more than two measures are named, or
        when `theme` is unknown.

    Examples
    --------
    >>> from stdplab.networks import stored_scan
    >>> from stdplab.plots import scan_figure
    >>> scan_figure(stored_scan("distal-nothing"), "target", "others").alt[:43]
    'Distal reward with MSTDPET, 32 networks for'
    """
    names = measures or (scan.study.main_measure,)
    _check(scan, names, condition)
    palette = colours(theme)
    fig = AltTextFigure(figsize=(5.4, 3.0), dpi=100, facecolor=palette["ground"])
    axes = fig.add_axes((0.11, 0.18, 0.86, 0.7))
    axes.set_facecolor(palette["soft"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(which="both", length=0, labelcolor=palette["muted"], labelsize=9)
    places = _place_ticks(axes, scan.axis_values)
    axes.set_xlabel(_axis_label(scan), color=palette["muted"], fontsize=9)
    title = f"{', '.join(names)}: mean and spread of {scan.study.seeds} networks"
    axes.set_title(title, loc="left", fontsize=10, color=palette["ink"])
    if scan.study.main_measure in names:
        before = scan.measures[scan.study.main_measure]["untrained"]["mean"]
        axes.plot(places, before, ":", color=palette["muted"], linewidth=1.2, label="untrained")
    for name, (colour, dash, marker) in zip(names, LINE_STYLES, strict=False):
        mean, sd = (scan.measures[name][condition][kind] for kind in ("mean", "sd"))
        top = scan.study.measure_range[1] if name == scan.study.main_measure else math.inf
        above = [min(s, max(top - m, 0.0)) for m, s in zip(mean, sd, strict=True)]
        axes.errorbar(
            places, mean, (sd, above), color=palette[colour], linestyle=dash,
            marker=marker, markersize=4, linewidth=1.6, elinewidth=1, capsize=3, label=name,
        )  # fmt: skip
    axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.legend(frameon=False, fontsize=9, labelcolor=palette["ink"])
    fig.alt = _alt_text(scan, names, condition)
    return fig


def _check(scan: Scan, names: Sequence[str], condition: str) -> None:
    if len(names) > len(LINE_STYLES):
        raise ValueError(f"A scan figure shows one or two measures, got {len(names)}")
    for name in names:
        if name not in scan.measures:
            raise ValueError(f"No measure {name!r}. Available: {', '.join(scan.measures)}.")
        if condition not in scan.measures[name]:
            known = ", ".join(scan.measures[name])
            raise ValueError(f"No condition {condition!r}. Available: {known}.")


def _axis_label(scan: Scan) -> str:
    """Return the label of the first parameter, from its knob where it belongs to the rule."""
    name = next(iter(scan.values))
    knob = knobs(scan.study.rule).get(name.removeprefix("rule."))
    if not name.startswith("rule.") or knob is None:
        return name
    symbol, unit = f" ${knob.tex}$" * bool(knob.tex), f" ({knob.unit})" * bool(knob.unit)
    return f"{knob.label}{symbol}{unit}"


def _place_ticks(axes: Axes, values: Sequence[Any]) -> Sequence[Any]:
    """Return the positions of the values on the x axis, and put a tick at each."""
    if not all(isinstance(value, (int, float)) for value in values):
        places: Sequence[Any] = range(len(values))
        axes.set_xticks(places, [_format_value(value) for value in values])
        axes.set_xlim(-0.5, len(values) - 0.5)
        return places
    if min(values) > 0 and max(values) >= LOG_SCALE_FROM * min(values):
        axes.set_xscale("log")
        axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xticks(values, [_format_value(value) for value in values])
    return values


def _alt_text(scan: Scan, names: Sequence[str], condition: str) -> str:
    """Return the figure in words."""
    study, series = scan.study, scan.measures
    sentences = [f"{study.title} with {study.rule.name}, {study.seeds} networks for each value"]
    for name in names:
        pairs: Mapping[Any, float] = dict(
            zip(scan.axis_values, series[name][condition]["mean"], strict=True)
        )
        means = ", ".join(f"{mean:z.2f} at {_format_value(value)}" for value, mean in pairs.items())
        sentences.append(f"Mean of {name}, {condition}, by {next(iter(scan.values))}: {means}")
    return ". ".join(sentences) + "."


def _format_value(value: Any) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)
