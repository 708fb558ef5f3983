"""The pairing protocol of STDP experiments."""

from __future__ import annotations

import math

from ..core import time_grid
from ..core.protocol import Protocol
from ..core.support.limits import MAX_PROTOCOL_STEPS
from ..core.support.numbers import validation
from ..core.support.short_repr import number_text
from . import checks


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
    pairs = checks.whole(pairs, "pairs")
    checks.check_count(pairs, f"{pairs:,} pairs")
    dt = time_grid.time_of(1, validation.positive(dt, "dt", "ms"))
    interval = checks.interval(rate)
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
