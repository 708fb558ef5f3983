"""Checks of what a user gives to a generator of spikes."""

from __future__ import annotations

from ..core import time_grid
from ..core.support.limits import MAX_DURATION, MAX_TRAIN_SPIKES
from ..core.support.numbers import validation
from ..core.support.short_repr import number_text

Times = tuple[float, ...]
"""Spike times, ms."""


def grid(duration: float, dt: float) -> tuple[float, float, int]:
    """Duration and time step, ms, as a protocol keeps them, and the number of steps."""
    dt = time_grid.time_of(1, validation.positive(dt, "dt", "ms"))
    steps = time_grid.step_count(validation.positive(duration, "duration", "ms"), dt)
    return time_grid.time_of(steps, dt), dt, steps


def interval(rate: object) -> float:
    """The time between two events at this rate, ms; ValueError when no protocol is as long."""
    checked = validation.positive(rate, "rate", "Hz")
    lowest = 1000 / MAX_DURATION
    if checked < lowest:
        raise ValueError(f"rate is {number_text(checked)} Hz: use {number_text(lowest)} Hz or more")
    return 1000 / checked


def whole(count: object, what: str) -> int:
    """``count`` as a whole number from 1 on; ValueError names it."""
    number = validation.number(count, what)
    if number < 1 or number != int(number):
        raise ValueError(f"{what} is {number_text(number)}: it must be 1 or more, a whole number")
    return int(number)


def check_count(count: float, what: str) -> None:
    """Raise ValueError, before any is made, when there are too many spikes."""
    if count > MAX_TRAIN_SPIKES:
        raise ValueError(
            f"{what}: more than {MAX_TRAIN_SPIKES:,} spikes. Use a lower rate or fewer spikes"
        )
