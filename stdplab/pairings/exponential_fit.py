"""The time constant of an exponential through measured points."""

from __future__ import annotations

import math
from collections.abc import Sequence

MIN_POINTS = 3
"""Points on one side that a time constant needs: any two lie on an exponential."""


def time_constant(
    delays: Sequence[float], changes: Sequence[float], side: int = 1, *, tolerance: float = 0.02
) -> float | None:
    """Estimate tau of exp(-|D|/tau) from the points on one side of zero.

    It fits a straight line to log |change|, over the points above a hundredth of the largest.

    Parameters
    ----------
    delays : sequence of float
        t_post - t_pre in ms.
    changes : sequence of float
        The weight change at each delay.
    side : int
        1 for positive delays, -1 for negative ones.
    tolerance : float
        The largest distance of a point from the line, in units of log |change|.

    Returns
    -------
    float or None
        The time constant in ms; None when there are fewer than 3 points, when their signs
        differ, or when they do not lie on an exponential that decays.
    """
    points = [(abs(d), c) for d, c in zip(delays, changes, strict=True) if d * side > 0]
    smallest = 0.01 * max((abs(c) for _, c in points), default=0.0)
    used = [(d, c) for d, c in points if abs(c) > smallest]
    if len(used) < MIN_POINTS or len({c > 0 for _, c in used}) > 1:
        return None
    logs = [math.log(abs(c)) for _, c in used]
    mean_d, mean_log = sum(d for d, _ in used) / len(used), sum(logs) / len(used)
    spread = sum((d - mean_d) ** 2 for d, _ in used)
    slope = sum((d - mean_d) * (log - mean_log) for (d, _), log in zip(used, logs, strict=True))
    slope /= spread
    residuals = (
        mean_log + slope * (d - mean_d) - log for (d, _), log in zip(used, logs, strict=True)
    )
    return -1 / slope if slope < 0 and max(map(abs, residuals)) <= tolerance else None
