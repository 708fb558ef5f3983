"""Spike trains: regular, jittered, Poisson, bursts, and the pairing protocol.

Every generator gives sorted times in ms, ready for `Protocol`. The random ones take a seed and
give the same times on every machine.
"""

from __future__ import annotations

import math

import numpy as np

from .core import time_grid
from .core.protocol import Protocol
from .core.support import validation

__all__ = ["bursts", "jittered", "pairing", "poisson", "regular"]

Times = tuple[float, ...]


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
        When ``rate`` or ``duration`` is not above zero.

    Examples
    --------
    >>> regular(50, 100)
    (20.0, 40.0, 60.0, 80.0, 100.0)
    """
    interval = 1000 / validation.positive(rate, "rate")
    start = interval if first is None else validation.number(first, "first")
    count = math.floor((validation.positive(duration, "duration") - start) / interval + 1e-9) + 1
    return tuple(round(start + i * interval, 9) for i in range(max(count, 0)))


def jittered(times: Times, sd: float, duration: float, *, seed: int, dt: float = 1.0) -> Times:
    """The spike times, each shifted by a normally distributed random time.

    A shift that leads outside (0, duration] is drawn again. A spike that falls on a step with a
    spike moves to the nearest free step; of two equally near ones to the later. So every spike
    stays. The Jitter button of the board keeps the same rules, with its own random numbers.

    Parameters
    ----------
    times : tuple of float
        Spike times, ms, inside (0, duration].
    sd : float
        Standard deviation of the shifts, ms, from 0 to the duration.
    duration : float
        The end of the protocol, ms, a whole number of steps.
    seed : int
        The seed of the random numbers.
    dt : float
        The time step, ms.

    Returns
    -------
    tuple of float
        Spike times on the grid of ``dt``, ms, sorted; as many as were given.

    Raises
    ------
    ValueError
        When ``sd`` or a time is outside its range, ``duration`` is not a whole number of steps,
        or there are more spikes than steps.

    Examples
    --------
    >>> jittered((20, 40), 0.0, 100, seed=1)
    (20.0, 40.0)
    >>> jittered((20, 20.2, 19.9), 0.0, 100, seed=1)
    (19.0, 20.0, 21.0)
    """
    steps = time_grid.step_count(duration, dt)
    sd = validation.number(sd, "sd")
    if not 0 <= sd <= duration:
        raise ValueError(f"sd is {sd:g} ms: it must be from 0 to {duration:g} ms, the duration")
    if len(times) > steps:
        raise ValueError(
            f"{len(times)} spikes do not fit into {steps} steps: use fewer spikes or a smaller dt"
        )
    random = np.random.default_rng(seed)
    occupied: set[int] = set()
    for time in times:
        if not 1 <= _step(time, dt) <= steps:
            raise ValueError(
                f"a spike at {time:g} ms lies outside the protocol: use times from {dt:g} to "
                f"{duration:g} ms"
            )
        step = 0
        while not 1 <= step <= steps:
            step = _step(time + random.normal(0, sd), dt)
        occupied.add(_nearest_free(occupied, step, steps))
    return tuple(round(step * dt, 9) for step in sorted(occupied))


def poisson(rate: float, duration: float, *, seed: int, dt: float = 1.0) -> Times:
    """Independent random spikes at a mean rate, at most one per time step.

    Parameters
    ----------
    rate : float
        Mean spikes per second, Hz. The chance of a spike in a step is rate dt/1000.
    duration : float
        The end of the protocol, ms, a whole number of steps.
    seed : int
        The seed of the random numbers.
    dt : float
        The time step, ms.

    Returns
    -------
    tuple of float
        Spike times on the grid of ``dt``, ms, sorted.

    Raises
    ------
    ValueError
        When the rate is negative or needs more than one spike per step, or ``duration`` is not a
        whole number of steps.

    Examples
    --------
    >>> poisson(10, 500, seed=7)
    (7.0, 38.0, 115.0)
    """
    chance = validation.number(rate, "rate") * dt / 1000
    if chance < 0:
        raise ValueError(f"rate is {rate:g} Hz: it must be zero or more")
    if chance > 1:
        raise ValueError(
            f"rate is {rate:g} Hz, which needs more than one spike in a step of {dt:g} ms: "
            f"use at most {1000 / dt:g} Hz or a smaller dt"
        )
    steps = time_grid.step_count(duration, dt)
    spikes = np.flatnonzero(np.random.default_rng(seed).random(steps) < chance) + 1
    return tuple(round(float(step) * dt, 9) for step in spikes)


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
    starts = regular(rate, duration)
    times = {round(start + i * interval, 9) for start in starts for i in range(spikes)}
    return tuple(sorted(time for time in times if time <= duration))


def pairing(
    delta: float, *, pairs: int = 60, rate: float = 1.0, dt: float = 1.0, reward: float = 1.0
) -> Protocol:
    """The pairing protocol: spike pairs of one delay at a fixed rate, under a constant reward.

    Parameters
    ----------
    delta : float
        t_post - t_pre, ms; potentiation at positive delta.
    pairs : int
        The number of pairs, at least one.
    rate : float
        Pairs per second, Hz, above zero.
    dt : float
        The time step, ms.
    reward : float
        The reward level, held throughout.

    Returns
    -------
    Protocol
        The protocol, which ends one interval after the last pair.

    Raises
    ------
    ValueError
        When ``pairs`` is below one or ``rate`` is not above zero.

    Examples
    --------
    >>> pairing(-7, pairs=2, rate=10).pre
    (8.0, 108.0)
    """
    if pairs < 1:
        raise ValueError(f"pairs is {pairs}: it must be 1 or more")
    interval = 1000 / validation.positive(rate, "rate")
    lead = abs(delta) + dt
    pre = [lead + i * interval for i in range(pairs)]
    post = [time + delta for time in pre]
    duration = math.ceil((pre[-1] + lead + interval) / dt) * dt
    return Protocol(tuple(pre), tuple(post), ((0, reward),), round(duration, 9), dt)


def _step(time: float, dt: float) -> int:
    """The number of the step nearest to a time."""
    return math.floor(time / dt + 0.5)


def _nearest_free(occupied: set[int], step: int, steps: int) -> int:
    """The free step nearest to ``step``; of two equally near ones the later."""
    near = (other for distance in range(steps) for other in (step + distance, step - distance))
    return next(other for other in near if 1 <= other <= steps and other not in occupied)
