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
from .core.support.free_steps import FreeSteps
from .core.support.limits import MAX_DURATION, MAX_PROTOCOL_STEPS, MAX_TRAIN_SPIKES
from .core.support.number_file import one_row, read_rows
from .core.support.number_list import is_text
from .core.support.short_repr import number_text, quoted

__all__ = ["bursts", "jittered", "pairing", "poisson", "read_times", "regular"]

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
        When ``rate`` or ``duration`` is not above zero, or there would be too many spikes.

    Examples
    --------
    >>> regular(50, 100)
    (20.0, 40.0, 60.0, 80.0, 100.0)
    """
    interval = _interval(rate)
    start = interval if first is None else validation.number(first, "first", "ms")
    length = validation.positive(duration, "duration", "ms") - start
    _check_count(max(length, 0) / interval + 1, f"{number_text(1000 / interval)} Hz")
    count = math.floor(length / interval + 1e-9) + 1
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
    duration, dt, steps = _grid(duration, dt)
    sd = validation.number(sd, "sd", "ms")
    if not 0 <= sd <= duration:
        raise ValueError(
            f"sd is {number_text(sd)} ms: it must be from 0 to {number_text(duration)} ms, "
            "the duration"
        )
    if len(times) > steps:
        raise ValueError(
            f"{len(times)} spikes do not fit into {steps} steps: use fewer spikes or a smaller dt"
        )
    _check_count(len(times), "the list of times")
    random = np.random.default_rng(seed)
    free = FreeSteps(steps)
    for given in times:
        time = validation.number(given, "a spike time", "ms")
        if not 0 < time <= duration + dt or not 1 <= time_grid.step_at(time, dt) <= steps:
            raise ValueError(
                f"a spike at {number_text(time)} ms lies outside the protocol: use times from "
                f"{number_text(dt)} to {number_text(duration)} ms"
            )
        step = 0
        while not 1 <= step <= steps:
            step = time_grid.step_at(time + random.normal(0, sd), dt)
        free.take_nearest(step)
    return tuple(time_grid.time_of(step, dt) for step in sorted(free.taken))


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
    duration, dt, steps = _grid(duration, dt)
    rate = validation.number(rate, "rate", "Hz")
    chance = rate * dt / 1000
    if chance < 0:
        raise ValueError(f"rate is {number_text(rate)} Hz: it must be zero or more")
    if chance > 1:
        raise ValueError(
            f"rate is {number_text(rate)} Hz, which needs more than one spike in a step of "
            f"{number_text(dt)} ms: use at most {number_text(1000 / dt)} Hz or a smaller dt"
        )
    _check_count(chance * steps, f"{number_text(rate)} Hz")
    spikes = np.flatnonzero(np.random.default_rng(seed).random(steps) < chance) + 1
    return tuple(time_grid.times(steps, dt)[spikes].tolist())


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
    count = _whole(spikes, "spikes")
    interval = validation.number(interval, "interval")
    starts = regular(rate, duration)
    _check_count(len(starts) * count, f"bursts of {count:,} spikes at {rate:g} Hz")
    times = {round(start + i * interval, 9) for start in starts for i in range(count)}
    return tuple(sorted(time for time in times if time <= duration))


def pairing(
    delta: float, *, pairs: int = 60, rate: float = 1.0, dt: float = 1.0, reward: float = 1.0
) -> Protocol:
    """The pairing protocol: spike pairs of one delay at a fixed rate, under a constant reward.

    Parameters
    ----------
    delta : float
        t_post - t_pre, ms, a whole number of steps; potentiation at positive delta.
    pairs : int
        The number of pairs, at least one.
    rate : float
        Pairs per second, Hz, above zero. Each pair is moved to the nearest step as a whole.
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
        When ``delta`` is not a whole number of steps, ``pairs`` is below one or ``rate`` is not
        above zero.

    Examples
    --------
    >>> pairing(-7, pairs=2, rate=10).pre
    (8.0, 108.0)
    """
    pairs = _whole(pairs, "pairs")
    _check_count(pairs, f"{pairs:,} pairs")
    dt = time_grid.time_of(1, validation.positive(dt, "dt", "ms"))
    interval = _interval(rate)
    delta = validation.number(delta, "delta", "ms")
    if (2 * abs(delta) + pairs * interval) / dt + 2 > MAX_PROTOCOL_STEPS:
        raise ValueError(
            f"{pairs:,} pairs every {number_text(interval)} ms, {number_text(delta)} ms apart, "
            f"take more than {MAX_PROTOCOL_STEPS:,} steps of {number_text(dt)} ms: use fewer "
            "pairs, a higher rate or a larger dt"
        )
    delay = time_grid.whole_steps(delta, dt, "delta")
    lead = abs(delay) + 1  # steps
    pre = [lead + time_grid.step_at(i * interval, dt) for i in range(pairs)]
    steps = 2 * lead + math.ceil(time_grid.in_steps(pairs * interval, dt))
    post = [step + delay for step in pre]
    pre_times, post_times = (tuple(time_grid.time_of(k, dt) for k in row) for row in (pre, post))
    duration = time_grid.time_of(steps, dt)
    return Protocol(pre_times, post_times, ((0, reward),), duration, dt)


def read_times(content: str | bytes | bytearray | memoryview) -> Times:
    """Spike times from a typed list, or from the content of a text, CSV or .npy file.

    Numbers are separated by blanks, lines, semicolons or commas. A comma between two digits is a
    decimal comma where semicolons, tabs or lines separate the numbers: 10,5; 85,2.

    Parameters
    ----------
    content : str, bytes, bytearray or memoryview
        One row or one column of numbers, ms. Lines that begin with "#" and a first line with the
        title of the column are passed over. Bytes are UTF-8 or UTF-16 text, or a .npy file.

    Returns
    -------
    tuple of float
        Spike times, ms, in the order of the text.

    Raises
    ------
    ValueError
        When something is not a number, 10,5 can mean one number or two, or there are several
        columns.

    Examples
    --------
    >>> read_times("10, 85"), read_times(b"10,5; 85,2")
    ((10.0, 85.0), (10.5, 85.2))
    """
    if not is_text(content):
        raise ValueError(f"Times are read from text or bytes, got {quoted(content)}")
    return tuple(one_row(read_rows(content)))


def _grid(duration: float, dt: float) -> tuple[float, float, int]:
    """Duration and time step, ms, as a protocol keeps them, and the number of steps."""
    dt = time_grid.time_of(1, validation.positive(dt, "dt", "ms"))
    steps = time_grid.step_count(validation.positive(duration, "duration", "ms"), dt)
    return time_grid.time_of(steps, dt), dt, steps


def _interval(rate: object) -> float:
    """The time between two events at this rate, ms; ValueError when no protocol is as long."""
    checked = validation.positive(rate, "rate", "Hz")
    lowest = 1000 / MAX_DURATION
    if checked < lowest:
        raise ValueError(f"rate is {number_text(checked)} Hz: use {number_text(lowest)} Hz or more")
    return 1000 / checked


def _whole(count: object, what: str) -> int:
    """``count`` as a whole number from 1 on; ValueError names it."""
    number = validation.number(count, what)
    if number < 1 or number != int(number):
        raise ValueError(f"{what} is {number_text(number)}: it must be 1 or more, a whole number")
    return int(number)


def _check_count(count: float, what: str) -> None:
    """Raise ValueError, before any is made, when there are too many spikes."""
    if count > MAX_TRAIN_SPIKES:
        raise ValueError(
            f"{what}: more than {MAX_TRAIN_SPIKES:,} spikes. Use a lower rate or fewer spikes"
        )
