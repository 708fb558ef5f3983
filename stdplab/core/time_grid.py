"""The time grid: times in ms, counted in whole steps of dt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise

from .support.short_repr import quoted
from .support.validation import number


def snap(time: float, dt: float) -> float:
    """The multiple of ``dt`` nearest to ``time``, both in ms.

    Rounded to a picosecond, so that 3 * 0.1 is 0.3 and equal settings are equal values.
    """
    return round(math.floor(time / dt + 0.5) * dt, 9)


MAX_STEPS = 10_000_000
"""A longer run would fill the memory."""


def step_count(duration: float, dt: float) -> int:
    """How many steps of ``dt`` make ``duration``; ValueError when it is not a whole number."""
    if duration / dt > MAX_STEPS:
        raise ValueError(
            f"duration {duration:g} ms in steps of {dt:g} ms has more than {MAX_STEPS:,} steps: "
            "use a larger dt or a shorter duration"
        )
    steps = round(duration / dt)
    if steps < 1 or not math.isclose(steps * dt, duration, rel_tol=1e-9):
        raise ValueError(
            f"duration {duration:g} ms is not a whole number of steps of {dt:g} ms: "
            f"use {max(steps, 1) * dt:g} ms or another dt"
        )
    return steps


def spike_times(times: object, side: str, duration: float, dt: float) -> tuple[float, ...]:
    """Sorted spike times on the grid; ``side`` ("pre", "post") names them in errors."""
    if isinstance(times, (str, Mapping)) or not isinstance(times, Iterable):
        raise ValueError(
            f"{side} spikes are {quoted(times)}: give times in ms, for example (10, 85)"
        )
    snapped = []
    for time in times:
        value = number(time, f"a {side} spike")
        at = snap(min(max(value, -dt), duration + dt), dt)
        if at <= 0:
            raise ValueError(
                f"{side} spike at {value:g} ms lies before the first step, "
                f"which ends at {dt:g} ms: move the spike to {dt:g} ms or later"
            )
        if at > duration:
            raise ValueError(
                f"{side} spike at {value:g} ms lies after the end of the protocol "
                f"({duration:g} ms): raise duration or move the spike"
            )
        snapped.append(at)
    snapped.sort()
    for earlier, later in pairwise(snapped):
        if earlier == later:
            raise ValueError(
                f"two {side} spikes fall on {later:g} ms with dt = {dt:g} ms: "
                "remove one of them or use a smaller dt"
            )
    return tuple(snapped)


def reward_segments(
    segments: object, duration: float, dt: float
) -> tuple[tuple[float, float], ...]:
    """Reward levels as ((onset, level), ...), each holding on (onset, next onset].

    Before the first onset the reward is 0; a segment (0, 0) is added there.
    """
    if isinstance(segments, (str, Mapping)) or not isinstance(segments, Iterable):
        raise ValueError(
            f"reward is {quoted(segments)}: give (onset in ms, level) pairs, such as ((0, 1.0),)"
        )
    result: list[tuple[float, float]] = []
    for segment in segments:
        pair = tuple(segment) if isinstance(segment, (tuple, list)) else ()
        if len(pair) != 2:
            raise ValueError(
                f"reward segment {quoted(segment)} is not an (onset in ms, level) pair"
            )
        time = number(pair[0], "a reward onset")
        onset = snap(min(max(time, -dt), duration + dt), dt)
        level = number(pair[1], f"the reward from {onset:g} ms on")
        if not 0 <= onset < duration:
            raise ValueError(
                f"reward onset at {time:g} ms lies outside the protocol "
                f"(0 to {duration:g} ms): move it inside"
            )
        if result and onset <= result[-1][0]:
            raise ValueError(
                f"reward onset at {onset:g} ms is not after the previous one "
                f"({result[-1][0]:g} ms): give the onsets in rising order"
            )
        result.append((onset, level))
    if not result or result[0][0] > 0:
        result.insert(0, (0.0, 0.0))
    return tuple(result)
