"""Spike trains: regular, jittered, Poisson, bursts, and the pairing protocol.

Every generator gives sorted times in ms, ready for `Protocol`; those with chance in them take
a seed and give the same times on every machine.
"""

from __future__ import annotations

import math

import numpy as np

from .core import time_grid
from .core.protocol import Protocol
from .core.support import validation

Times = tuple[float, ...]


def regular(rate: float, duration: float, *, first: float | None = None) -> Times:
    """A spike every 1000/rate ms, from ``first`` (one interval by default) to ``duration``."""
    interval = 1000 / validation.positive(rate, "rate")
    start = interval if first is None else validation.number(first, "first")
    count = math.floor((validation.positive(duration, "duration") - start) / interval + 1e-9) + 1
    return tuple(round(start + i * interval, 9) for i in range(max(count, 0)))


def jittered(times: Times, sd: float, duration: float, *, seed: int, dt: float = 1.0) -> Times:
    """``times`` each moved by a normal number of standard deviation ``sd`` ms.

    Moved spikes stay inside (0, duration]; of two that fall on one step of ``dt`` one stays.
    """
    moved = np.asarray(times) + np.random.default_rng(seed).normal(0, sd, len(times))
    return _on_grid(moved, duration, dt)


def poisson(rate: float, duration: float, *, seed: int, dt: float = 1.0) -> Times:
    """Spikes at ``rate`` Hz independently of one another, at most one in a step of ``dt`` ms."""
    chance = validation.number(rate, "rate") * dt / 1000
    if not 0 <= chance <= 1:
        raise ValueError(f"rate {rate:g} Hz needs more than one spike in a step of {dt:g} ms")
    steps = time_grid.step_count(duration, dt)
    spikes = np.flatnonzero(np.random.default_rng(seed).random(steps) < chance) + 1
    return tuple(round(float(step) * dt, 9) for step in spikes)


def bursts(rate: float, duration: float, *, spikes: int = 3, interval: float = 5.0) -> Times:
    """Bursts at ``rate`` Hz of ``spikes`` spikes, ``interval`` ms from one to the next."""
    starts = regular(rate, duration)
    times = {round(start + i * interval, 9) for start in starts for i in range(spikes)}
    return tuple(sorted(time for time in times if time <= duration))


def pairing(
    delta: float, *, pairs: int = 60, rate: float = 1.0, dt: float = 1.0, reward: float = 1.0
) -> Protocol:
    """The pairing protocol: ``pairs`` pairs at ``rate`` Hz, post ``delta`` ms after pre.

    delta = t_post - t_pre, so potentiation lies at positive delta. The reward holds throughout.
    """
    if pairs < 1:
        raise ValueError(f"pairs is {pairs}: give at least one")
    interval = 1000 / validation.positive(rate, "rate")
    lead = abs(delta) + dt
    pre = [lead + i * interval for i in range(pairs)]
    post = [time + delta for time in pre]
    duration = math.ceil((pre[-1] + lead + interval) / dt) * dt
    return Protocol(tuple(pre), tuple(post), ((0, reward),), round(duration, 9), dt)


def _on_grid(times: np.ndarray, duration: float, dt: float) -> Times:
    steps = time_grid.step_count(duration, dt)
    grid = np.clip(np.floor(times / dt + 0.5), 1, steps)
    return tuple(round(float(step) * dt, 9) for step in np.unique(grid))
