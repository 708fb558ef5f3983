"""The time grid: times in ms, counted in whole steps of dt."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from .support.limits import MAX_PROTOCOL_STEPS, MIN_DT
from .support.numbers.number_list import number_list, rows
from .support.numbers.units import without_unit
from .support.numbers.validation import number
from .support.short_repr import number_text, quoted

MAX_DIGITS = 10**12
"""A time step with more digits than 12 is not taken for a decimal number."""

CLOSE = 1e-14
"""How far a time step may lie from a decimal number, relative to it, to be taken for it."""


SECONDS = ". Times are in ms: multiply seconds by 1000"
"""The end of a message about times that all are shorter than one step."""


def in_steps(time: float, dt: float) -> float:
    """``time`` in steps, to 12 significant digits.

    So the decimal time decides: 0.35 ms are 3.5 steps of 0.1 ms, though 0.35/0.1 is
    3.4999999999999996 in binary fractions.
    """
    return float(f"{time / dt:.12g}")


def step_at(time: float, dt: float) -> int:
    """The number of the step nearest to ``time``; of two equally near ones the later.

    >>> step_at(0.25, 0.1), step_at(0.35, 0.1)
    (3, 4)
    """
    return math.floor(in_steps(time, dt) + 0.5)


def decimal_step(dt: float) -> tuple[float, float]:
    """``dt`` as a fraction of two whole numbers, such as (7, 10) for 0.7.

    The second is a power of ten. (dt, 1) where dt is not a decimal number, such as 1/3.
    """
    scale = 1.0
    while dt * scale < MAX_DIGITS and scale < MAX_DIGITS**2:
        whole = float(math.floor(dt * scale + 0.5))
        if abs(whole / scale - dt) <= CLOSE * dt:
            return whole, scale
        scale *= 10
    return dt, 1.0


def time_of(step: int, dt: float) -> float:
    """The time of a step, ms: the floating-point number nearest to the decimal ``step`` * ``dt``.

    >>> time_of(3, 0.7), 3 * 0.7
    (2.1, 2.0999999999999996)
    """
    whole, scale = decimal_step(dt)
    return step * whole / scale


def times(steps: int, dt: float) -> np.ndarray:
    """The times of steps 0 to ``steps``, ms, as `time_of` gives them; shape (steps + 1,)."""
    whole, scale = decimal_step(dt)
    return np.arange(steps + 1) * whole / scale


def snap(time: float, dt: float) -> float:
    """The time of the step nearest to ``time``, ms: see `step_at`."""
    return time_of(step_at(time, dt), dt)


def whole_steps(length: float, dt: float, what: str, least: int = -MAX_PROTOCOL_STEPS) -> int:
    """How many steps of ``dt`` make ``length``; ValueError, naming ``what``, if not a whole number.

    A length that is a multiple of dt up to a part in 10^9 counts as one. ``least`` is the smallest
    number of steps that the message may propose.
    """
    steps = step_at(length, dt)
    if not math.isclose(time_of(steps, dt), length, rel_tol=1e-9):
        nearest = time_of(max(steps, least), dt)
        hint = SECONDS if 0 < length < dt else ""
        raise ValueError(
            f"{what} {number_text(length)} ms is not a whole number of steps of "
            f"{number_text(dt)} ms: use {number_text(nearest)} ms or another dt{hint}"
        )
    return steps


def step_count(duration: float, dt: float) -> int:
    """How many steps of ``dt`` make ``duration``; ValueError when it is not a whole number."""
    if duration / dt > MAX_PROTOCOL_STEPS:
        raise ValueError(
            f"duration {number_text(duration)} ms in steps of {number_text(dt)} ms has more than "
            f"{MAX_PROTOCOL_STEPS:,} steps: use a larger dt or a shorter duration"
        )
    if dt < MIN_DT:
        raise ValueError(f"dt is {number_text(dt)} ms: use {number_text(MIN_DT)} ms or more")
    return whole_steps(duration, dt, "duration", 1)


def spike_times(given: object, side: str, duration: float, dt: float) -> tuple[float, ...]:
    """Sorted spike times on the grid; ``side`` ("pre", "post") names them in errors."""
    wanted = "times in ms, for example (10, 85)"
    values = number_list(given, f"{side} spikes", f"a {side} spike", wanted, "ms")
    _refuse_raster(values, side, step_count(duration, dt))
    hint = SECONDS if all(0 < value < dt for value in values) else ""
    snapped = []
    for value in values:
        at = snap(min(max(value, -dt), duration + dt), dt)
        if at <= 0:
            first = number_text(dt)
            raise ValueError(
                f"{side} spike at {number_text(value)} ms lies before the first step, "
                f"which ends at {first} ms: move the spike to {first} ms or later{hint}"
            )
        if at > duration:
            raise ValueError(
                f"{side} spike at {number_text(value)} ms lies after the end of the protocol "
                f"({number_text(duration)} ms): raise duration or move the spike"
            )
        snapped.append(at)
    snapped.sort()
    for earlier, later in pairwise(snapped):
        if earlier == later:
            raise ValueError(
                f"two {side} spikes fall on {number_text(later)} ms with dt = {number_text(dt)} "
                f"ms: remove one of them or use a smaller dt{hint}"
            )
    return tuple(snapped)


def _refuse_raster(values: list[float], side: str, steps: int) -> None:
    """Raise ValueError for one number for each step, which no list of spike times can be."""
    zeros_and_ones = len(values) > 2 and set(values) <= {0.0, 1.0}
    if zeros_and_ones or (len(values) >= max(steps, 3) and 0.0 in values):
        raise ValueError(
            f"{side} spikes are {len(values):,} numbers that look like a raster, one for each "
            "time step: give spike times in ms, such as (np.flatnonzero(raster) + 1) * dt"
        )


def reward_segments(given: object, duration: float, dt: float) -> tuple[tuple[float, float], ...]:
    """Reward levels as ((onset, level), ...), each holding on (onset, next onset].

    Before the first onset the reward is 0; a segment (0, 0) is added there.
    """
    segments = rows(without_unit(given, "", "reward"))
    if segments is None:
        raise ValueError(
            f"reward is {quoted(given)}: give (onset in ms, level) pairs, such as ((0, 1.0),)"
        )
    result: list[tuple[float, float]] = []
    before = 0.0  # the previous onset, as it was given
    for segment in segments:
        if not isinstance(segment, (tuple, list)) or len(segment) != 2:
            raise ValueError(
                f"reward segment {quoted(segment)} is not an (onset in ms, level) pair"
            )
        time = number(segment[0], "a reward onset", "ms")
        onset = snap(min(max(time, -dt), duration + dt), dt)
        level = number(segment[1], f"the reward from {number_text(time)} ms on")
        if not 0 <= onset < duration:
            raise ValueError(
                f"reward onset at {number_text(time)} ms lies outside the protocol "
                f"(0 to {number_text(duration)} ms): move it inside"
            )
        if result and onset == result[-1][0]:
            raise ValueError(
                f"reward onsets at {number_text(before)} ms and {number_text(time)} ms both fall "
                f"on {number_text(onset)} ms with dt = {number_text(dt)} ms: "
                "remove one of them or use a smaller dt"
            )
        if result and onset < result[-1][0]:
            raise ValueError(
                f"reward onset at {number_text(time)} ms comes before the previous one "
                f"({number_text(before)} ms): give the onsets in rising order"
            )
        result.append((onset, level))
        before = time
    if not result or result[0][0] > 0:
        result.insert(0, (0.0, 0.0))
    return tuple(result)
