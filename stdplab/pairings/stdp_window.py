"""The STDP window, measured as in the laboratory: spike pairs at 1 Hz, one delay after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from ..core.learning_rule.knob import knob
from ..core.learning_rule.rule import Rule
from ..core.support.short_repr import number_text
from ..rules.mstdp import MSTDP
from ..rules.mstdpet import MSTDPET
from ..rules.stdp import STDP
from .base import PairingExperiment
from .exponential_fit import MIN_POINTS, time_constant
from .inputs import check_rules, sorted_numbers
from .repeated_pairs import PeriodicPairs
from .result import PairingResult
from .window_curves import closed_window

CLOSED_FORM_STEPS = (STDP.step, MSTDP.step, MSTDPET.step)
"""The steps whose window has the closed form; a rule with another step is only measured."""


@dataclass(frozen=True)
class STDPWindow(PairingExperiment):
    """The weight change per spike pair against t_post - t_pre.

        W(D) = gamma A_plus exp(-D/tau_plus)    for D > 0
        W(D) = gamma A_minus exp(D/tau_minus)   for D < 0

    is the effect of one isolated pair under a pair rule. The experiment repeats the pair, so its
    window differs from the closed form where traces outlast the interval between pairs. The
    reward is 1 throughout.

    The result has the series ``delay``, ``closed`` (the closed form; for a rule without one
    ``single``, one simulated pair) and ``measured``. Its numbers are ``tau_plus`` and
    ``tau_minus`` in ms, estimated from the measured points, or None where these do not lie on
    an exponential.

    Parameters
    ----------
    rule : Rule
        Any rule with plain numbers for parameters.
    delays : tuple of float
        t_post - t_pre in ms, whole multiples of ``dt``.
    pairs : int
        Number of pairs at each delay.
    rate : float
        Pairs per second, in Hz.
    dt : float
        Time step in ms.

    Raises
    ------
    ValueError
        When a delay is not a multiple of ``dt``, the rate is too high for ``dt``, or a run would
        be too long.

    Examples
    --------
    >>> result = STDPWindow().run()
    >>> [round(tau, 9) for tau in result.numbers.values()]
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
        object.__setattr__(self, "rule", check_rules((self.rule,))[0])
        object.__setattr__(self, "delays", sorted_numbers(self.delays, "delays", "ms"))
        self.tasks()  # raises what is wrong with a delay or the rate

    def all_rules(self) -> tuple[Rule, ...]:
        """The one rule, as a tuple."""
        return (self.rule,)

    def with_rules(self, rules: tuple[Rule, ...]) -> Self:
        """Return the same experiment on another rule; ValueError unless there is exactly one."""
        if len(rules) != 1:
            raise ValueError(f"An STDP window needs exactly one rule, got {len(rules)}")
        return replace(self, rule=rules[0])

    def tasks(self) -> tuple[PeriodicPairs, ...]:
        """The simulations, one for each delay."""
        return tuple(
            PeriodicPairs(self.rule, d, self.pairs, self.rate, self.dt) for d in self.delays
        )

    def preview(self) -> PairingResult:
        """Return the closed form; for a rule without one, one simulated pair at each delay."""
        summary = f"{self._protocol()}: the measured points follow when the sliders rest."
        return PairingResult(self, self._reference(), {}, summary)

    def run(self) -> PairingResult:
        """Return the closed form and the measured window."""
        series = self._reference()
        series["measured"] = [task.change() / self.pairs for task in self.tasks()]
        sides = {"tau_plus": 1, "tau_minus": -1}
        numbers = {
            name: time_constant(self.delays, series["measured"], side)
            for name, side in sides.items()
        }
        return PairingResult(self, series, numbers, self._summary(series, numbers))

    def _protocol(self) -> str:
        """Rule and protocol in words."""
        return f"{self.rule.name}, {self.pairs} pairs at {number_text(self.rate)} Hz"

    def _reference(self) -> dict[str, list[float]]:
        """The delays and the window to compare the measured one with."""
        series = {"delay": list(self.delays)}
        if type(self.rule).step in CLOSED_FORM_STEPS:
            return {**series, "closed": closed_window(self.rule, self.delays, dt=self.dt)}
        single_pairs = (replace(task, pairs=1) for task in self.tasks())
        return {**series, "single": [task.change() for task in single_pairs]}

    def _summary(self, series: dict[str, list[float]], numbers: dict[str, float | None]) -> str:
        """How the measured window compares with its reference, and its time constants."""
        _, reference, measured = series.values()
        largest = max(abs(a - b) for a, b in zip(reference, measured, strict=True))
        name = "the closed form" if "closed" in series else "the effect of a single pair"
        rounding = 1e-12 * max(map(abs, reference))
        comparison = (
            f"differs from {name} by at most {largest:.2g}"
            if largest > rounding
            else f"equals {name}"
        )
        taus = ", ".join(
            f"{tau} {'none' if value is None else f'{value:.4g} ms'}"
            for tau, value in numbers.items()
        )
        too_few = any(sum(d * side > 0 for d in self.delays) < MIN_POINTS for side in (1, -1))
        reason = (
            f" (each needs at least {MIN_POINTS} delays on its side)"
            if too_few and None in numbers.values()
            else ""
        )
        return (
            f"{self._protocol()}: the measured window {comparison}. "
            f"Measured time constants: {taus}{reason}."
        )
