"""Random spikes: jittered and Poisson."""

from __future__ import annotations

import numpy as np

from ..core import time_grid
from ..core.support.numbers import validation
from ..core.support.short_repr import number_text
from . import checks
from .checks import Times
from .free_steps import FreeSteps


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
    duration, dt, steps = checks.grid(duration, dt)
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
    checks.check_count(len(times), "the list of times")
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
    duration, dt, steps = checks.grid(duration, dt)
    rate = validation.number(rate, "rate", "Hz")
    chance = rate * dt / 1000
    if chance < 0:
        raise ValueError(f"rate is {number_text(rate)} Hz: it must be zero or more")
    if chance > 1:
        raise ValueError(
            f"rate is {number_text(rate)} Hz, which needs more than one spike in a step of "
            f"{number_text(dt)} ms: use at most {number_text(1000 / dt)} Hz or a smaller dt"
        )
    checks.check_count(chance * steps, f"{number_text(rate)} Hz")
    spikes = np.flatnonzero(np.random.default_rng(seed).random(steps) < chance) + 1
    return tuple(time_grid.times(steps, dt)[spikes].tolist())
