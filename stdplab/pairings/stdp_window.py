"""The STDP window, measured as at the bench: pairs of spikes at 1 Hz, delay by delay."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from ..core.rule import Rule, knob
from ..core.stdp_window import closed_window
from ..rules.mstdp import MSTDP
from ..rules.mstdpet import MSTDPET
from ..rules.stdp import STDP
from .base import PairingExperiment, PairingResult
from .inputs import checked, points
from .repeated_pairs import PeriodicPairs

CLOSED = (STDP.step, MSTDP.step, MSTDPET.step)
"""The steps whose window has the closed form; a rule with another step is only measured."""

LEAST = 3
"""Points on one side that give a time constant: any two lie on an exponential."""


@dataclass(frozen=True)
class STDPWindow(PairingExperiment):
    """The weight change per pair against t_post - t_pre, by ``pairs`` pairs at ``rate`` Hz.

        W(D) = gamma A_plus exp(-D/tau_plus) for D > 0, gamma A_minus exp(D/tau_minus) for D < 0

    is what an isolated pair does under a pair rule (`stdplab.core.stdp_window.closed_window`).
    The protocol repeats the pair, so it differs where traces outlast the interval.

    rule      any rule, with numbers for parameters; the reward is 1 throughout
    delays    ms, t_post - t_pre: whole multiples of ``dt``

    Series of the outcome: delay, closed (or "single", one pair simulated, for a rule without
    a closed form) and measured. Numbers: tau_plus and tau_minus as the measured points give
    them, None where they lie on no exponential.

    >>> outcome = STDPWindow().run()
    >>> [round(tau, 9) for tau in outcome.numbers.values()]
    [20.0, 20.0]
    """

    name: ClassVar[str] = "window"
    title: ClassVar[str] = "STDP window: weight change per pair against t_post - t_pre (ms)"

    rule: Rule = STDP()  # noqa: RUF009 - a frozen value
    delays: tuple[float, ...] = tuple(range(-100, 101, 5))
    pairs: int = knob(60, 1, 200, tex="", label="Pairs", positive=True)
    rate: float = knob(1.0, 0.5, 50, step=0.5, tex="", label="Rate", unit="Hz", positive=True)
    dt: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "rule", checked((self.rule,))[0])
        object.__setattr__(self, "delays", points(self.delays, "delays"))
        self.parts()

    def every_rule(self) -> tuple[Rule, ...]:
        """The one rule."""
        return (self.rule,)

    def with_rules(self, rules: tuple[Rule, ...]) -> Self:
        """The same window of another rule."""
        if len(rules) != 1:
            raise ValueError(f"a window has one rule, and here are {len(rules)}")
        return replace(self, rule=rules[0])

    def parts(self) -> tuple[PeriodicPairs, ...]:
        """The protocol at each delay."""
        return tuple(
            PeriodicPairs(self.rule, d, self.pairs, self.rate, self.dt) for d in self.delays
        )

    def draft(self) -> PairingResult:
        """The closed form; for a rule that has none, one pair at each delay."""
        about = f"{self.rule.name}, {self.pairs} pairs at {self.rate:g} Hz"
        return PairingResult(self, self._drafted(), {}, f"{about}: measured once the sliders rest.")

    def run(self) -> PairingResult:
        """The closed form, and beside it what was measured."""
        series = self._drafted()
        series["measured"] = [part.change() / self.pairs for part in self.parts()]
        sides = {"tau_plus": 1, "tau_minus": -1}
        numbers = {
            name: time_constant(self.delays, series["measured"], side)
            for name, side in sides.items()
        }
        return PairingResult(self, series, numbers, self._told(series, numbers))

    def _drafted(self) -> dict[str, list[float]]:
        series = {"delay": list(self.delays)}
        if type(self.rule).step in CLOSED:
            return {**series, "closed": closed_window(self.rule, self.delays, dt=self.dt)}
        alone = (replace(part, pairs=1) for part in self.parts())
        return {**series, "single": [part.change() for part in alone]}

    def _told(self, series: dict[str, list[float]], numbers: dict[str, float | None]) -> str:
        _, drawn, measured = series.values()
        apart = max(abs(a - b) for a, b in zip(drawn, measured, strict=True))
        name = "the closed form" if "closed" in series else "a single pair"
        grain = 1e-12 * max(map(abs, drawn))
        beside = f"at most {apart:.2g} from {name}" if apart > grain else f"equal to {name}"
        taus = ", ".join(
            f"{tau} {'none' if value is None else f'{value:.4g} ms'}"
            for tau, value in numbers.items()
        )
        about = f"{self.rule.name}, {self.pairs} pairs at {self.rate:g} Hz"
        scarce = any(sum(d * side > 0 for d in self.delays) < LEAST for side in (1, -1))
        why = (
            f"; it takes {LEAST} delays on either side"
            if scarce and None in numbers.values()
            else ""
        )
        return f"{about}: {beside}. Recovered: {taus}{why}."


def time_constant(
    delays: Sequence[float], changes: Sequence[float], side: int = 1, *, within: float = 0.02
) -> float | None:
    """The tau of exp(-|D|/tau) through the points on one side of zero; None when there is none.

    A straight line through log |change|, over the points above a hundredth of the largest;
    none of them may lie further from it than the share ``within``.
    """
    own = [(abs(d), c) for d, c in zip(delays, changes, strict=True) if d * side > 0]
    least = 0.01 * max((abs(c) for _, c in own), default=0.0)
    kept = [(d, c) for d, c in own if abs(c) > least]
    if len(kept) < LEAST or len({c > 0 for _, c in kept}) > 1:
        return None
    logs = [math.log(abs(c)) for _, c in kept]
    mean_d, mean_log = sum(d for d, _ in kept) / len(kept), sum(logs) / len(kept)
    spread = sum((d - mean_d) ** 2 for d, _ in kept)
    slope = sum((d - mean_d) * (log - mean_log) for (d, _), log in zip(kept, logs, strict=True))
    slope /= spread
    off = (mean_log + slope * (d - mean_d) - log for (d, _), log in zip(kept, logs, strict=True))
    return -1 / slope if slope < 0 and max(map(abs, off)) <= within else None
