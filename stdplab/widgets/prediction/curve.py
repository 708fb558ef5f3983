"""The curve that a learner is asked to predict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...core.experiment import Experiment
from ...core.support.short_repr import number_text, quoted
from ...plots.quantities import expand_limits, format_number, looks, tick_step


@dataclass(frozen=True)
class ReferenceCurve:
    """The true curve that a prediction is compared with.

    Parameters
    ----------
    values : sequence of float
        At least two finite numbers, evenly spaced from `first` to `last`, both included, (n,).
    first, last : float
        The ends of the horizontal axis, in `unit`.
    axis : str
        What the horizontal axis shows, such as "time" or "epoch".
    unit : str
        Its unit, such as "ms"; "" without one.
    symbol : str
        The quantity as in equations, such as "w".
    label : str
        The quantity in words; the symbol when left out.
    limits : tuple of float
        The default limits of the vertical axis; they grow with the values.
    colour : str
        "weight", "reward", "eligibility", "pre", "post" or "ink".

    Raises
    ------
    ValueError
        When there are fewer than two finite values, or `first` is not below `last`.

    Examples
    --------
    >>> from stdplab.widgets import ReferenceCurve
    >>> ReferenceCurve((0.0, 0.5, 1.0), last=200, axis="epoch", symbol="success")
    ReferenceCurve(success over epoch, 3 values)
    """

    values: Sequence[float]
    first: float = 0.0
    last: float = 1.0
    axis: str = "time"
    unit: str = ""
    symbol: str = "w"
    label: str = ""
    limits: tuple[float, float] = (0.0, 1.0)
    colour: str = "weight"

    def __post_init__(self) -> None:
        if len(self.values) < 2 or not all(map(math.isfinite, self.values)):
            raise ValueError(
                f"A curve needs at least two values, all finite. {self.symbol!r} has "
                f"{quoted(self.values)}."
            )
        if not self.first < self.last:
            raise ValueError(
                f"first must be below last, got first = {number_text(self.first)} and "
                f"last = {number_text(self.last)}"
            )

    @classmethod
    def from_experiment(
        cls, experiment: Experiment, rule: str, series: str = "w"
    ) -> ReferenceCurve:
        """Return a series that one of an experiment's rules records.

        Parameters
        ----------
        experiment : Experiment
            The experiment, which is run.
        rule : str
            The name of one of its rules.
        series : str
            The recorded series, such as "w", "x" or "z".

        Returns
        -------
        ReferenceCurve
            The series over time (ms), one value for each step.

        Raises
        ------
        ValueError
            When the experiment has no such rule.
        """
        results = experiment.run()
        if rule not in results:
            raise ValueError(f"No rule {rule!r} to predict. Available: {', '.join(results)}.")
        values = results[rule].array(series)
        look = looks(results[rule].rule, [series])[series]
        return cls(
            values.tolist(), 0.0, experiment.protocol.duration, "time", "ms",
            series, f"the {look.label.lower()} under {rule}", look.limits, look.colour,
        )  # fmt: skip

    def points(self, count: int) -> list[float]:
        """Return the curve at evenly spaced points, by linear interpolation.

        Parameters
        ----------
        count : int
            How many points, at least two, from `first` to `last`.

        Returns
        -------
        list of float
            The values there, (count,).
        """
        last, points = len(self.values) - 1, []
        for i in range(count):
            place = i * last / (count - 1)
            before = min(int(place), last - 1)
            fraction = place - before
            points.append(
                float((1 - fraction) * self.values[before] + fraction * self.values[before + 1])
            )
        return points

    def frame(self, *others: ReferenceCurve) -> dict[str, Any]:
        """Return the axes that fit this curve and others, ready for the page.

        Parameters
        ----------
        *others : ReferenceCurve
            Further curves that the axes must include.

        Returns
        -------
        dict
            Limits, ticks, labels and colour.
        """
        values = [value for curve in (self, *others) for value in curve.values]
        limits = expand_limits(self.limits, min(values), max(values))
        step = tick_step(self.last - self.first)
        first_tick = math.ceil(self.first / step - 1e-9)
        ticks = [i * step for i in range(first_tick, int(self.last / step + 1e-9) + 1)]
        return {
            "first": self.first,
            "last": self.last,
            "axis": f"{self.axis} ({self.unit})" if self.unit else self.axis,
            "unit": self.unit,
            "limits": limits,
            "bounds": [format_number(limit) for limit in limits],
            "ticks": [[format_number(tick), tick] for tick in ticks],
            "colour": self.colour,
            "symbol": self.symbol,
        }

    def __repr__(self) -> str:
        return f"ReferenceCurve({self.symbol} over {self.axis}, {len(self.values)} values)"
