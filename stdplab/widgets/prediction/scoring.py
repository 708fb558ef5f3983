"""How near a prediction is to what happens, as a number and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Say = Literal["rises", "falls", "stays"]
SAYS: tuple[Say, ...] = ("rises", "falls", "stays")
SAME = 0.02  # of the axis: a weight that ends so near to its start has stayed, to the eye
LEVEL = 1e-3  # of the start: a curve that is never further from it is a level line


def curve(drawn: Sequence[float], truth: Sequence[float], symbol: str = "w") -> tuple[float, str]:
    """A score from 0 to 1 and the sentence that goes with it.

        score = 1 - mean |drawn - truth| / mean |start - truth|,  and no less than 0

    so that 0 is no better than a curve that stays where it starts, and 1 is the truth itself.
    Where the truth itself stays, the drawn curve's own range takes the place of the start's.
    """
    off = _apart(drawn, truth)
    flat = _apart([truth[0]] * len(truth), truth)
    stays = flat < LEVEL * max(abs(truth[0]), 1e-9)
    compare_stored = max(drawn) - min(drawn) if stays else flat
    score = 1.0 if off == 0 else max(0.0, 1 - off / compare_stored) if compare_stored else 0.0
    ends = f"It ends at {symbol} = {truth[-1]:.3f}; yours at {drawn[-1]:.3f}."
    if stays:
        return (
            score,
            f"It never leaves {truth[0]:.3f}, as dashed. Yours is {off:.3f} from it on average.",
        )
    return score, (
        f"Dashed is what happens. Yours is {off:.3f} from it on average; a curve that stays at "
        f"the start is {flat:.3f} from it. {ends}"
    )


def way(truth: Sequence[float], span: float) -> Say:
    """Where a curve goes from its start to its end, on an axis ``span`` long."""
    change = truth[-1] - truth[0]
    if abs(change) <= SAME * span:
        return "stays"
    return "rises" if change > 0 else "falls"


def _apart(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)
