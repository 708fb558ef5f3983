"""What it takes to learn: measures over the values of a scanned parameter."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter

from ..core.rule import knobs
from ..networks.reports.scan import Scan
from .experiment_figure import AltTextFigure
from .theme import Theme, colours

DECADE = 10  # from which ratio of its largest to its smallest value an axis is logarithmic
LOOKS = (("weight", "-", "o"), ("ink", "--", "s"))  # of the first measure and the second


def scan_figure(
    scan: Scan, *measures: str, condition: str = "frozen", theme: Theme = "light"
) -> AltTextFigure:
    """Mean and spread over seeds of one or two measures at each value of the first parameter.

    measures     names such as "target", "others"; the study's measure of success when there
                 is none, which is also drawn as it was before learning
    condition    "untrained", "online" or "frozen"

    Raises ValueError for a measure or a condition that the scan does not have.
    """
    names = measures or (scan.study.success,)
    _check(scan, names, condition)
    palette = colours(theme)
    picture = AltTextFigure(figsize=(5.4, 3.0), dpi=100, facecolor=palette["ground"])
    axes = picture.add_axes((0.11, 0.18, 0.86, 0.7))
    axes.set_facecolor(palette["soft"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(which="both", length=0, labelcolor=palette["muted"], labelsize=9)
    places = _along(axes, scan.along)
    axes.set_xlabel(_named(scan), color=palette["muted"], fontsize=9)
    title = f"{', '.join(names)}: mean and spread of {scan.study.seeds} networks"
    axes.set_title(title, loc="left", fontsize=10, color=palette["ink"])
    if scan.study.success in names:
        before = scan.measures[scan.study.success]["untrained"]["mean"]
        axes.plot(places, before, ":", color=palette["muted"], linewidth=1.2, label="untrained")
    for name, (colour, dash, marker) in zip(names, LOOKS, strict=False):
        mean, sd = (scan.measures[name][condition][kind] for kind in ("mean", "sd"))
        top = scan.study.span[1] if name == scan.study.success else math.inf
        above = [min(s, max(top - m, 0.0)) for m, s in zip(mean, sd, strict=True)]
        axes.errorbar(
            places, mean, (sd, above), color=palette[colour], linestyle=dash,
            marker=marker, markersize=4, linewidth=1.6, elinewidth=1, capsize=3, label=name,
        )  # fmt: skip
    axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.legend(frameon=False, fontsize=9, labelcolor=palette["ink"])
    picture.alt = _told(scan, names, condition)
    return picture


def _check(scan: Scan, names: Sequence[str], condition: str) -> None:
    if len(names) > len(LOOKS):
        raise ValueError(f"{len(names)} measures in one picture: draw one or two")
    for name in names:
        if name not in scan.measures:
            raise ValueError(f"there is no {name} in this scan: it has {', '.join(scan.measures)}")
        if condition not in scan.measures[name]:
            known = ", ".join(scan.measures[name])
            raise ValueError(f"condition is {condition!r}: it is one of {known}")


def _named(scan: Scan) -> str:
    """The first parameter, as a rule's table calls it where it is of the rule."""
    name = next(iter(scan.values))
    knob = knobs(scan.study.rule).get(name.removeprefix("rule."))
    if not name.startswith("rule.") or knob is None:
        return name
    symbol, unit = f" ${knob.tex}$" * bool(knob.tex), f" ({knob.unit})" * bool(knob.unit)
    return f"{knob.label}{symbol}{unit}"


def _along(axes: Axes, values: Sequence[Any]) -> Sequence[Any]:
    """Where the values lie on the axis, each with a tick."""
    if not all(isinstance(value, (int, float)) for value in values):
        places: Sequence[Any] = range(len(values))
        axes.set_xticks(places, [_text(value) for value in values])
        axes.set_xlim(-0.5, len(values) - 0.5)
        return places
    if min(values) > 0 and max(values) >= DECADE * min(values):
        axes.set_xscale("log")
        axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xticks(values, [_text(value) for value in values])
    return values


def _told(scan: Scan, names: Sequence[str], condition: str) -> str:
    """The figure in words."""
    study, series = scan.study, scan.measures
    told = [f"{study.title} with {study.rule.name}, {study.seeds} networks for each value"]
    for name in names:
        pairs: Mapping[Any, float] = dict(
            zip(scan.along, series[name][condition]["mean"], strict=True)
        )
        means = ", ".join(f"{mean:z.2f} at {_text(value)}" for value, mean in pairs.items())
        told.append(f"Mean of {name}, {condition}, by {next(iter(scan.values))}: {means}")
    return ". ".join(told) + "."


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)
