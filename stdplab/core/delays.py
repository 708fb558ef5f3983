"""Delays of conduction: how long after a spike the synapse sees it."""

from __future__ import annotations

from .support.numbers.validation import number
from .support.short_repr import number_text
from .time_grid import time_of, whole_steps


def delay(given: object, name: str, duration: float, dt: float) -> float:
    """A delay in ms on the grid; ValueError, naming it, for one that is none.

    Parameters
    ----------
    given : float
        From 0 to ``duration``, ms: a whole number of steps up to a part in 10^9.
    name : str
        Its field, such as "axonal_delay".
    duration, dt : float
        Of the protocol, ms.
    """
    value = number(given, name, "ms")
    if value < 0:
        raise ValueError(
            f"{name} is {number_text(value)} ms: give 0 or more, for a spike arrives after it is "
            "fired"
        )
    if value > duration:
        raise ValueError(
            f"{name} is {number_text(value)} ms, longer than the protocol "
            f"({number_text(duration)} ms), so no spike would arrive: use a shorter delay or raise "
            "duration"
        )
    return time_of(whole_steps(value, dt, name, 0), dt)
