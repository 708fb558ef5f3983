"""Spikes and bursts at a constant rate."""

from __future__ import annotations

import math

from ..core.support.numbers import validation
from ..core.support.short_repr import number_text
from . import checks
from .checks import Times


def regular(rate: float, duration: float, *, first: float | None = None) -> Times:
    """A spike every 1000/rate ms.

    Parameters
    ----------
    rate : float
        Spikes per second, Hz, above zero.
    duration : float
        The last possible spike time, ms.
    first : float or None
        The first spike time, ms; one interval when None.

    Returns
    -------
    tuple of float
        Spike times, ms, sorted.

    Raises
    ------
    ValueError
        When ``rate`` or ``duration`` is not above zero, or there would be too many spikes.

    Examples
    --------
    >>> regular(50, 100)
    (20.0, 40.0, 60.0, 80.0, 100.0)
    """
    interval = checks.interval(rate)
    start = interval if first is None else validation.number(first, "first", "ms")
    length = validation.positive(duration, "duration", "ms") - start
    checks.check_count(max(length, 0) / interval + 1, f"{number_text(1000 / interval)} Hz")
    count = math.floor(length / interval + 1e-9) + 1
    return tuple(round(start + i * interval, 9) for i in range(max(count, 0)))


def bursts(rate: float, duration: float, *, spikes: int = 3, interval: float = 5.0) -> Times:
    """Regular bursts of spikes.

    Parameters
    ----------
    rate : float
        Bursts per second, Hz, above zero.
    duration : float
        The last possible spike time, ms.
    spikes : int
        The number of spikes in a burst.
    interval : float
        The time between two spikes of a burst, ms.

    Returns
    -------
    tuple of float
        Spike times, ms, sorted.

    Raises
    ------
    ValueError
        When ``rate`` or ``duration`` is not above zero.

    Examples
    --------
    >>> bursts(10, 200)
    (100.0, 105.0, 110.0, 200.0)
    """
    count = checks.whole(spikes, "spikes")
    interval = validation.number(interval, "interval")
    starts = regular(rate, duration)
    checks.check_count(len(starts) * count, f"bursts of {count:,} spikes at {number_text(rate)} Hz")
    times = {round(start + i * interval, 9) for start in starts for i in range(count)}
    return tuple(sorted(time for time in times if time <= duration))
