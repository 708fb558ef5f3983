"""Repeated spike pairs: what they do to one weight, without simulating the periods that repeat.

A rule's step sees its state and the drive. Suppose that a period begins in exactly the state in
which the period before began, and brings the same spikes. Then it ends in the same state too, and
changes the weight by the same amount. The states are compared bit by bit, so nothing is assumed:
at 1 Hz fast traces repeat from the second period on, a slow average of the reward does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..core import time_grid
from ..core.drive import DriveAt
from ..core.learning_rule.rule import Rule, State
from ..core.learning_rule.step_check import trial_step
from ..core.support.limits import MAX_PROTOCOL_STEPS
from ..core.support.numbers import validation
from ..core.support.short_repr import number_text
from ..core.weight_change import total

SETTLE_MS = 100.0
"""Length of a stretch without spikes; the run ends after the first that changes no weight."""

MAX_STRETCHES = 100
"""Stretches without spikes after which the run ends in any case."""


@dataclass(frozen=True)
class PeriodicPairs:
    """Spike pairs at a constant rate, applied to one synapse.

    The spikes are forced, the weight starts at 0 and has no bounds, and the reward is 1.

    Parameters
    ----------
    rule : Rule
        A rule with plain numbers for parameters.
    delay : float
        t_post - t_pre in ms, a multiple of ``dt``; positive delays give potentiation under STDP.
    pairs : int
        Number of pairs.
    rate : float
        Pairs per second, in Hz. The interval is 1000/rate ms, rounded to whole steps.
    dt : float
        Time step in ms.

    Raises
    ------
    ValueError
        When the delay is not a multiple of ``dt``, the rate exceeds one pair in each step, or the
        run would have too many steps.

    Examples
    --------
    >>> from stdplab import STDP
    >>> round(PeriodicPairs(STDP(), delay=10, pairs=60).change() / 60, 4)
    0.1213
    """

    rule: Rule
    delay: float
    pairs: int = 60
    rate: float = 1.0
    dt: float = 1.0

    def __post_init__(self) -> None:
        if not isinstance(self.rule, Rule):
            raise ValueError(f"rule is {self.rule!r}: give a rule with parameters, such as STDP()")
        dt = time_grid.time_of(1, validation.positive(self.dt, "dt", "ms"))
        delay = validation.number(self.delay, "delay", "ms")
        if max(abs(delay), MAX_STRETCHES * SETTLE_MS) / dt > MAX_PROTOCOL_STEPS:
            raise ValueError(
                f"a delay of {number_text(delay)} ms in steps of {number_text(dt)} ms takes more "
                f"than {MAX_PROTOCOL_STEPS:,} steps: use a shorter delay or a larger dt"
            )
        checked = {
            "dt": dt,
            "delay": time_grid.time_of(time_grid.whole_steps(delay, dt, "delay"), dt),
            "rate": validation.positive(self.rate, "rate", "Hz"),
            "pairs": positive_integer(self.pairs, "pairs"),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)
        if self.rate > 1000 / dt:
            raise ValueError(
                f"rate {number_text(self.rate)} Hz needs more than one pair in a step of "
                f"{number_text(dt)} ms: use {number_text(1000 / dt)} Hz or less"
            )
        if self.pairs * 1000 / self.rate / dt > MAX_PROTOCOL_STEPS:
            raise ValueError(
                f"{self.pairs} pairs at {number_text(self.rate)} Hz take more than "
                f"{MAX_PROTOCOL_STEPS:,} steps: use fewer pairs or a higher rate"
            )

    def change(self) -> float:
        """Return the weight change by all pairs together; equal values are computed once."""
        return _change(self)


def positive_integer(value: object, what: str) -> int:
    """Return ``value`` as a whole number above zero; ``what`` names it in an error."""
    number = validation.positive(value, what)
    if number != int(number):
        raise ValueError(f"{what} is {number_text(number)}: it must be a whole number")
    return int(number)


@lru_cache(maxsize=8192)
def _change(pairs: PeriodicPairs) -> float:
    """Simulate the pairs, then silence until the weight changes no more."""
    run = _Run(pairs)
    change = period_change = 0.0
    previous_state, previous_spikes = None, None  # at the beginning of the period before
    period = 0
    while period < run.periods:
        spikes = run.spikes(period)
        if spikes == previous_spikes and run.state == previous_state:
            repeats = run.next_change(period) - period
            change += repeats * period_change
            period += repeats
            continue
        previous_state, previous_spikes = run.state, spikes
        period_change = run.advance(run.drive(spikes))
        change += period_change
        period += 1
    silence = [run.silent_step] * max(time_grid.step_at(SETTLE_MS, pairs.dt), 1)
    for _ in range(MAX_STRETCHES):
        before, change = change, change + run.advance(silence)
        if change == before:
            break
    return change


class _Run:
    """One synapse and its state, simulated period by period."""

    def __init__(self, pairs: PeriodicPairs) -> None:
        rule, dt = pairs.rule, pairs.dt
        rule.check_declaration()
        self.rule, self.dt, self.k = rule, dt, rule.step_constants(dt, 0)
        self.state: State = dict.fromkeys(rule.series, 0.0)
        delay = time_grid.step_at(pairs.delay, dt)
        # A single pair has no second pair after it, so it needs no whole interval.
        interval = time_grid.step_at(1000 / pairs.rate, dt)
        self.length = interval if pairs.pairs > 1 else 2 * abs(delay) + 1
        # (period, step within it) of the first pre and of the first post spike: the same times
        # as in `stdplab.stimuli.pairing`.
        lead = abs(delay)
        self.first = [divmod(step, self.length) for step in (lead, lead + delay)]
        self.pairs = pairs.pairs
        self.periods = self.pairs + max(period for period, _ in self.first)
        self.silent_step = DriveAt(0.0, 0.0, 1.0)
        trial_step(rule, self.state, self.silent_step, self.k, dt)

    def spikes(self, period: int) -> tuple[bool, bool]:
        """Whether a period has a pre and a post spike."""
        pre, post = (first <= period < first + self.pairs for first, _ in self.first)
        return pre, post

    def next_change(self, period: int) -> int:
        """The first later period with other spikes than this one."""
        edges = (edge for first, _ in self.first for edge in (first, first + self.pairs))
        return min((edge for edge in edges if edge > period), default=self.periods)

    def drive(self, spikes: tuple[bool, bool]) -> list[DriveAt]:
        """The drive at each step of a period with these spikes."""
        drive_steps = [self.silent_step] * self.length
        (pre, post), ((_, pre_step), (_, post_step)) = spikes, self.first
        for step in {pre_step, post_step}:
            spikes_here = float(pre and step == pre_step), float(post and step == post_step)
            drive_steps[step] = DriveAt(*spikes_here, 1.0)
        return drive_steps

    def advance(self, drive_steps: list[DriveAt]) -> Any:
        """Simulate some steps; returns the weight change."""
        step, k, dt, state = self.rule.step, self.k, self.dt, self.state
        change = 0.0
        for drive in drive_steps:
            state, dw = step(state, drive, k, dt)
            change += total(dw)
        self.state = state
        return change
