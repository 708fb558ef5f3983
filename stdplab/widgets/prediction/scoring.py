"""Score a prediction against what happens, as a number and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Direction = Literal["rises", "falls", "stays"]
DIRECTIONS: tuple[Direction, ...] = ("rises", "falls", "stays")
UNCHANGED_WITHIN = 0.02  # of the axis: a curve that ends this near to its start "stays"
CONSTANT_WITHIN = 1e-3  # of the start value: a curve that stays this near to it is constant


def score_curve(
    drawn: Sequence[float], truth: Sequence[float], symbol: str = "w"
) -> tuple[float, str]:
    """Return a score from 0 to 1, and a sentence that explains it.

        score = max(0, 1 - mean |drawn - truth| / mean |start - truth|)

    So 1 is the true curve, and 0 is no better than a constant curve at the start value. Where the
    true curve is constant, the range of the drawn curve replaces mean |start - truth|.
    """
    distance = _mean_distance(drawn, truth)
    baseline_distance = _mean_distance([truth[0]] * len(truth), truth)
    constant = baseline_distance < CONSTANT_WITHIN * max(abs(truth[0]), 1e-9)
    baseline = max(drawn) - min(drawn) if constant else baseline_distance
    score = 1.0 if distance == 0 else max(0.0, 1 - distance / baseline) if baseline else 0.0
    ends = f"It ends at {symbol} = {truth[-1]:.3f}; yours at {drawn[-1]:.3f}."
    if constant:
        return score, (
            f"The dashed curve is what happens: it stays at {truth[0]:.3f}. "
            f"Your curve is {distance:.3f} away from it on average."
        )
    return score, (
        f"The dashed curve is what happens. Your curve is {distance:.3f} away from it on average; "
        f"a constant curve at the start value is {baseline_distance:.3f} away. {ends}"
    )


def direction(truth: Sequence[float], span: float) -> Direction:
    """Return whether a curve rises, falls or stays, on an axis of length ``span``."""
    change = truth[-1] - truth[0]
    if abs(change) <= UNCHANGED_WITHIN * span:
        return "stays"
    return "rises" if change > 0 else "falls"


def _mean_distance(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)
