"""A curve whose course is known, and which somebody may be asked to predict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...core.experiment import Experiment
from ...plots.quantities import grown, plain, quantity, tick_step


@dataclass(frozen=True)
class ReferenceCurve:
    """What happens, on an axis from ``first`` to ``last``.

    values        evenly spaced from first to last, both included
    axis, unit    what runs from left to right: "time" in "ms", "epoch" in ""
    symbol        what is drawn, as in equations
    label         the same in words
    limits        the axis at rest; it grows with the values
    colour        a name of the palette: "weight", "reward", "eligibility", "pre", "post", "ink"

    >>> ReferenceCurve((0.0, 0.5, 1.0), last=200, axis="epoch", symbol="success", limits=(0, 1))
    Known(success over epoch, 3 values)
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
            raise ValueError(f"a curve needs two finite values at least: {self.symbol} has others")
        if not self.first < self.last:
            raise ValueError(f"the axis goes from {self.first:g} to {self.last:g}: turn it round")

    @classmethod
    def of(cls, experiment: Experiment, rule: str, series: str = "w") -> ReferenceCurve:
        """A recorded series under one of the rules of an experiment."""
        results = experiment.run()
        if rule not in results:
            raise ValueError(f"no rule {rule!r} to predict: there is {', '.join(results)}")
        look = quantity(series)
        return cls(
            results[rule].array(series).tolist(), 0.0, experiment.protocol.duration, "time", "ms",
            series, f"the {look.label.lower()} under {rule}", look.limits, look.colour,
        )  # fmt: skip

    def points(self, count: int) -> list[float]:
        """The curve at ``count`` places, evenly from the first to the last; lines join values."""
        last, drawn = len(self.values) - 1, []
        for i in range(count):
            place = i * last / (count - 1)
            before = min(int(place), last - 1)
            part = place - before  # of the way to the next value
            drawn.append(float((1 - part) * self.values[before] + part * self.values[before + 1]))
        return drawn

    def frame(self, *others: ReferenceCurve) -> dict[str, Any]:
        """The axes that hold this curve and the others, ready for the page."""
        every = [value for curve in (self, *others) for value in curve.values]
        limits = grown(self.limits, min(every), max(every))
        step = tick_step(self.last - self.first)
        begin = math.ceil(self.first / step - 1e-9)
        ticks = [i * step for i in range(begin, int(self.last / step + 1e-9) + 1)]
        return {
            "first": self.first,
            "last": self.last,
            "axis": f"{self.axis} ({self.unit})" if self.unit else self.axis,
            "unit": self.unit,
            "limits": limits,
            "bounds": [plain(limit) for limit in limits],
            "ticks": [[plain(tick), tick] for tick in ticks],
            "colour": self.colour,
            "symbol": self.symbol,
        }

    def __repr__(self) -> str:
        return f"Known({self.symbol} over {self.axis}, {len(self.values)} values)"
