"""Frequency dependence: the same spike pairs at several rates, under pair and triplet rules.

In the data of Sjostrom, Turrigiano and Nelson 2001 both orders of the spikes lead to potentiation
at high rates. Triplet rules reproduce that and pair rules do not: Pfister and Gerstner 2006,
doi 10.1523/JNEUROSCI.1425-06.2006, figure 3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from ..core.learning_rule.knob import knob
from ..core.learning_rule.rule import Rule
from ..core.support.short_repr import number_text
from ..rules.triplet import Triplet
from .amplitude_fit import PAIR_RULE
from .base import PairingExperiment
from .inputs import check_rules, sorted_numbers
from .repeated_pairs import PeriodicPairs
from .result import PairingResult
from .sjostrom_2001 import DELAY, PAIRS, RATES, SJOSTROM_2001


@dataclass(frozen=True)
class FrequencyDependence(PairingExperiment):
    """The weight change by repeated spike pairs against their rate, for both orders of the spikes.

    The weight starts at 0 and has no bounds; the reward is 1. The result has the series ``rate``
    and, for each rule, "RULE +10 ms" and "RULE -10 ms". Its numbers are, for each rule, the root
    mean square distance from the measured changes, or None when ``delay`` or ``pairs`` differ
    from the measured protocol.

    Parameters
    ----------
    rules : tuple of Rule
        The rules to compare, with plain numbers for parameters.
    rates : tuple of float
        Pairs per second, in Hz.
    delay : float
        Time between the spikes of a pair in ms; post after pre and pre after post.
    pairs : int
        Number of pairs at each rate.
    dt : float
        Time step in ms.

    Raises
    ------
    ValueError
        When a delay is not a multiple of ``dt``, a rate is too high for ``dt``, or a run would
        be too long.

    References
    ----------
    Sjostrom, Turrigiano and Nelson 2001, doi 10.1016/S0896-6273(01)00542-6.
    Pfister and Gerstner 2006, doi 10.1523/JNEUROSCI.1425-06.2006.

    Examples
    --------
    >>> result = FrequencyDependence(rates=(0.1, 50)).run()
    >>> [round(change, 2) for change in result["Triplet -10 ms"]]
    [-0.32, 0.75]
    """

    name: ClassVar[str] = "triplet"
    title: ClassVar[str] = "Weight change against the rate of the pairs (Hz)"

    rules: tuple[Rule, ...] = (Triplet(), PAIR_RULE)
    rates: tuple[float, ...] = RATES
    delay: float = knob(
        DELAY, 1, 50, tex=r"\Delta t", label="Delay, both ways", unit="ms", positive=True
    )
    pairs: int = knob(PAIRS, 1, 200, tex="", label="Pairs", positive=True)
    dt: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "rules", check_rules(self.rules))
        object.__setattr__(self, "rates", sorted_numbers(self.rates, "rates", "Hz"))
        self.tasks()  # raises what is wrong with a delay or a rate

    def all_rules(self) -> tuple[Rule, ...]:
        """The rules, in their order."""
        return self.rules

    def with_rules(self, rules: tuple[Rule, ...]) -> Self:
        """Return the same pairs under other rules."""
        return replace(self, rules=rules)

    @property
    def comparable(self) -> bool:
        """Whether delay and number of pairs are those of the measured protocol."""
        return self.delay == DELAY and self.pairs == PAIRS

    def series_name(self, rule: str, sign: int) -> str:
        """The name of a series, such as "STDP +10 ms".

        Parameters
        ----------
        rule : str
            One of `names`.
        sign : int
            1 for post after pre, -1 for pre after post.
        """
        return f"{rule} {sign * self.delay:+g} ms"

    def tasks(self) -> tuple[PeriodicPairs, ...]:
        """The simulations: each rule, each order of the spikes, each rate."""
        return tuple(
            task for rule in self.rules for sign in (1, -1) for task in self._at_rates(rule, sign)
        )

    def preview(self) -> PairingResult:
        """Return the complete result; only what has changed is simulated again."""
        return self.run()

    def run(self) -> PairingResult:
        """Run each rule at each rate, for both orders of the spikes."""
        series = {"rate": list(self.rates)}
        for name, rule in zip(self.names(), self.rules, strict=True):
            for sign in (1, -1):
                changes = [task.change() for task in self._at_rates(rule, sign)]
                series[self.series_name(name, sign)] = changes
        numbers = {name: self._rms_distance(series, name) for name in self.names()}
        return PairingResult(self, series, numbers, self._summary(series, numbers))

    def _at_rates(self, rule: Rule, sign: int) -> tuple[PeriodicPairs, ...]:
        """The simulations of one rule and one order of the spikes."""
        return tuple(
            PeriodicPairs(rule, sign * self.delay, self.pairs, rate, self.dt) for rate in self.rates
        )

    def _rms_distance(self, series: dict[str, list[float]], name: str) -> float | None:
        """The root mean square distance of a rule from the measured changes."""
        if not self.comparable:
            return None
        residuals = [
            series[self.series_name(name, sign)][i]
            - SJOSTROM_2001[sign * DELAY][RATES.index(rate)][0]
            for sign in (1, -1)
            for i, rate in enumerate(self.rates)
            if rate in RATES
        ]
        return math.sqrt(sum(r * r for r in residuals) / len(residuals)) if residuals else None

    def _summary(self, series: dict[str, list[float]], numbers: dict[str, float | None]) -> str:
        """The changes at the highest rate and the distances from the data, in words."""

        def last(name: str, sign: int) -> str:
            return f"{series[self.series_name(name, sign)][-1]:+.3f}"

        changes = "; ".join(f"{name} {last(name, 1)} and {last(name, -1)}" for name in self.names())
        known = [f"{name} {value:.2f}" for name, value in numbers.items() if value is not None]
        distances = f" RMS distance from the data: {', '.join(known)}." if known else ""
        return (
            f"Weight change at {number_text(self.rates[-1])} Hz, delays {self.delay:+.12g} and "
            f"{-self.delay:+g} ms: {changes}.{distances}"
        )
