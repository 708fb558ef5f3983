"""Pairs of spikes, repeated: what they do to one weight, without simulating what repeats.

A rule's step sees its state and the drive, never the weight. So when a period begins in the
very state in which the one before began, and brings the same spikes, it ends the same way and
changes the weight by the same amount. That is compared bit by bit and not assumed: at 1 Hz
fast traces repeat from the second period on, a slow average of the reward does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..core import time_grid
from ..core.drive import DriveAt
from ..core.rule import Rule, State
from ..core.step_check import tried
from ..core.support import validation

SILENCE = 100.0
"""ms without spikes; the run ends after the first such stretch that leaves the weight as it is."""

LONGEST = 100
"""Stretches of silence after which the run ends in any case."""


@dataclass(frozen=True)
class PeriodicPairs:
    """``pairs`` pairs of spikes at ``rate`` Hz, post ``delay`` ms after pre; the reward is 1.

    delay    t_post - t_pre in ms, so potentiation lies at positive delays
    rate     Hz; the interval is 1000/rate ms, rounded to whole steps of ``dt``

    Spikes are forced and the weight has no bounds. Raises ValueError for what cannot be.
    """

    rule: Rule
    delay: float
    pairs: int = 60
    rate: float = 1.0
    dt: float = 1.0

    def __post_init__(self) -> None:
        if not isinstance(self.rule, Rule):
            raise ValueError(f"rule is {self.rule!r}: give a rule with parameters, such as STDP()")
        for name, check in (("delay", validation.number), ("rate", validation.positive)):
            object.__setattr__(self, name, check(getattr(self, name), name))
        object.__setattr__(self, "pairs", whole(self.pairs, "pairs"))
        object.__setattr__(self, "dt", validation.positive(self.dt, "dt"))
        if abs(time_grid.snap(self.delay, self.dt) - self.delay) > 1e-9:
            raise ValueError(
                f"delay {self.delay:g} ms is not a whole number of steps of {self.dt:g} ms: "
                f"use {time_grid.snap(self.delay, self.dt):g} ms or another dt"
            )
        if self.rate > 1000 / self.dt:
            raise ValueError(
                f"rate {self.rate:g} Hz needs more than one pair in a step of {self.dt:g} ms: "
                f"use {1000 / self.dt:g} Hz or less"
            )
        if self.pairs * 1000 / self.rate / self.dt > time_grid.MOST_STEPS:
            raise ValueError(
                f"{self.pairs} pairs at {self.rate:g} Hz make more than {time_grid.MOST_STEPS:,} "
                "steps: use fewer pairs or a higher rate"
            )

    def change(self) -> float:
        """What all pairs together do to the weight; computed once for equal values."""
        return _change(self)


def whole(value: object, what: str) -> int:
    """``value`` as a whole number above zero, or a sentence."""
    number = validation.positive(value, what)
    if number != int(number):
        raise ValueError(f"{what} is {number:g}: it has to be a whole number")
    return int(number)


@lru_cache(maxsize=8192)
def _change(pairs: PeriodicPairs) -> float:
    run = _Run(pairs)
    change = made = 0.0
    begun, last = None, None  # of the period before: its first state and its spikes
    period = 0
    while period < run.periods:
        spikes = run.spikes(period)
        if spikes == last and run.state == begun:
            again = run.until_others(period) - period
            change += again * made
            period += again
            continue
        begun, last = run.state, spikes
        made = run.through(run.drive(spikes))
        change += made
        period += 1
    silence = [run.still] * max(round(SILENCE / pairs.dt), 1)
    for _ in range(LONGEST):
        before, change = change, change + run.through(silence)
        if change == before:
            break
    return change


class _Run:
    """The state of one synapse, and the periods it lives through."""

    def __init__(self, pairs: PeriodicPairs) -> None:
        rule, dt = pairs.rule, pairs.dt
        rule.check_declaration()
        self.rule, self.dt, self.k = rule, dt, rule.hoist(dt, 0)
        self.state: State = dict.fromkeys(rule.series, 0.0)
        delay = round(pairs.delay / dt)
        # A single pair needs no second one after it, and so no whole interval.
        self.length = round(1000 / pairs.rate / dt) if pairs.pairs > 1 else 2 * abs(delay) + 1
        # The period and the step within it of the first pre and of the first post spike,
        # which lie where `stdplab.stimuli.pairing` has them.
        lead = abs(delay)
        self.first = [divmod(at, self.length) for at in (lead, lead + delay)]
        self.pairs = pairs.pairs
        self.periods = self.pairs + max(period for period, _ in self.first)
        self.still = DriveAt(0.0, 0.0, 1.0)
        tried(rule, self.state, self.still, self.k, dt)

    def spikes(self, period: int) -> tuple[bool, bool]:
        """Whether there is a pre and a post spike in a period."""
        pre, post = (first <= period < first + self.pairs for first, _ in self.first)
        return pre, post

    def until_others(self, period: int) -> int:
        """The first period after this one that has other spikes."""
        edges = (edge for first, _ in self.first for edge in (first, first + self.pairs))
        return min((edge for edge in edges if edge > period), default=self.periods)

    def drive(self, spikes: tuple[bool, bool]) -> list[DriveAt]:
        """The drive at each step of a period."""
        moments = [self.still] * self.length
        (pre, post), ((_, at_pre), (_, at_post)) = spikes, self.first
        for step in {at_pre, at_post}:
            here = float(pre and step == at_pre), float(post and step == at_post)
            moments[step] = DriveAt(*here, 1.0)
        return moments

    def through(self, moments: list[DriveAt]) -> Any:
        """Live through some steps; returns what they do to the weight."""
        step, k, dt, state = self.rule.step, self.k, self.dt, self.state
        change = 0.0
        for moment in moments:
            state, dw = step(state, moment, k, dt)
            change += dw
        self.state = state
        return change
