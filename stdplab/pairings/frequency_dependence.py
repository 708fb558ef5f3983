"""Frequency dependence: the same pairs at several rates, which triplets feel and pairs do not.

Pfister and Gerstner 2006, doi 10.1523/JNEUROSCI.1425-06.2006, figure 3: the data of Sjostrom,
Turrigiano and Nelson 2001 turn to potentiation at high rates for both orders of the spikes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from ..core.rule import Rule, knob
from ..rules.stdp import STDP
from ..rules.triplet import Triplet
from .base import PairingExperiment, PairingResult
from .inputs import checked, points
from .repeated_pairs import PeriodicPairs
from .sjostrom_2001 import DELAY, PAIRS, RATES, SJOSTROM_2001

PAIR_RULE = STDP(A_plus=0.2, A_minus=-0.75, tau_plus=16.8, tau_minus=33.7, gamma=0.01)
"""`fitted` to the data at the low rates and rounded to what a slider can say."""


@dataclass(frozen=True)
class FrequencyDependence(PairingExperiment):
    """The weight change by ``pairs`` pairs against their rate, for both orders of the spikes.

    rules    which rules to hold against one another, and against the measured changes
    rates    Hz
    delay    ms between the spikes of a pair, post after pre and pre after post

    Series of the outcome: rate, then "RULE +10 ms" and "RULE -10 ms" for each rule, the change
    of a weight that starts at 0 without bounds. Numbers: for each rule its root mean square
    distance from the measured changes, None with another delay or another number of pairs.
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
        object.__setattr__(self, "rules", checked(self.rules))
        object.__setattr__(self, "rates", points(self.rates, "rates"))
        self.parts()

    def every_rule(self) -> tuple[Rule, ...]:
        """The rules, in their order."""
        return self.rules

    def with_rules(self, rules: tuple[Rule, ...]) -> Self:
        """The same pairs under other rules."""
        return replace(self, rules=rules)

    @property
    def comparable(self) -> bool:
        """Whether this is what was measured: as many pairs, as far apart."""
        return self.delay == DELAY and self.pairs == PAIRS

    def key(self, rule: str, side: int) -> str:
        """The name of a series: "STDP +10 ms"."""
        return f"{rule} {side * self.delay:+g} ms"

    def parts(self) -> tuple[PeriodicPairs, ...]:
        """The protocol for each rule, each order and each rate."""
        return tuple(
            part for rule in self.rules for side in (1, -1) for part in self._at(rule, side)
        )

    def draft(self) -> PairingResult:
        """The whole outcome: what did not change is not computed again."""
        return self.run()

    def run(self) -> PairingResult:
        """Each rule at each rate."""
        series = {"rate": list(self.rates)}
        for name, rule in zip(self.names(), self.rules, strict=True):
            for side in (1, -1):
                series[self.key(name, side)] = [part.change() for part in self._at(rule, side)]
        numbers = {name: self._misfit(series, name) for name in self.names()}
        return PairingResult(self, series, numbers, self._told(series, numbers))

    def _at(self, rule: Rule, side: int) -> tuple[PeriodicPairs, ...]:
        return tuple(
            PeriodicPairs(rule, side * self.delay, self.pairs, r, self.dt) for r in self.rates
        )

    def _misfit(self, series: dict[str, list[float]], name: str) -> float | None:
        """How far a rule lies from the measured changes, root mean square."""
        if not self.comparable:
            return None
        off = [
            series[self.key(name, side)][i] - SJOSTROM_2001[side * DELAY][RATES.index(rate)][0]
            for side in (1, -1)
            for i, rate in enumerate(self.rates)
            if rate in RATES
        ]
        return math.sqrt(sum(x * x for x in off) / len(off)) if off else None

    def _told(self, series: dict[str, list[float]], numbers: dict[str, float | None]) -> str:
        fast = f"{self.rates[-1]:g} Hz"
        ends = (
            f"{name} {series[self.key(name, 1)][-1]:+.3f} and {series[self.key(name, -1)][-1]:+.3f}"
            for name in self.names()
        )
        known = [f"{name} {value:.2f}" for name, value in numbers.items() if value is not None]
        apart = f" Distance from the data: {', '.join(known)}." if known else ""
        return f"At {fast}, {self.delay:+g} and {-self.delay:+g} ms: {'; '.join(ends)}.{apart}"


def fitted(rule: Any = PAIR_RULE, rates: tuple[float, ...] = (0.1, 10.0)) -> Any:
    """A pair rule with the two amplitudes that come nearest to the data at ``rates``.

    Its changes are linear in A_plus and A_minus, so least squares has a closed form.
    """
    rows, wanted = [], []
    for delay, measured in SJOSTROM_2001.items():
        for rate in rates:
            unit = (replace(rule, A_plus=1, A_minus=0), replace(rule, A_plus=0, A_minus=1))
            rows.append([PeriodicPairs(one, delay, PAIRS, rate).change() for one in unit])
            wanted.append(measured[RATES.index(rate)][0])
    aa, ab, bb = (sum(r[i] * r[j] for r in rows) for i, j in ((0, 0), (0, 1), (1, 1)))
    a, b = (sum(r[i] * w for r, w in zip(rows, wanted, strict=True)) for i in (0, 1))
    det = aa * bb - ab * ab
    return replace(rule, A_plus=(a * bb - b * ab) / det, A_minus=(b * aa - a * ab) / det)
