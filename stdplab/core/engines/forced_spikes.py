"""Final weights for forced spikes: matrix products over time instead of a pass per step.

Without bounds nothing that happens to a weight depends on it. Then the matrices need not be
touched at every step: with z(t) = s(t) z(t-1) + O(t), O(t) a sum of outer products, and
dw(t) = a(t) z(t) + b(t) z(t-1) + D(t),

    w(T) = w(0) + sum over t of [G(t) O(t) + D(t)] + (b(1) + s(1) G(1)) z(0)
    G(t) = a(t) + b(t+1) + s(t+1) G(t+1)

so two products of thin matrices give the weights and the eligibilities, below the cost of
touching every synapse at every step.
"""

from __future__ import annotations

from typing import Any

import torch

from .in_place import InPlace
from .low_rank import LowRankMatrix, RankOne, work

CHUNK = 256
"""Steps gathered before the products are made: enough to pay, little enough to hold."""


class Forced(InPlace):
    """A population whose matrices are brought up to date once in `CHUNK` steps."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.log: list[tuple[dict[str, LowRankMatrix], LowRankMatrix, str | None]] = []

    def _work(self, stored: dict[str, LowRankMatrix], dw: LowRankMatrix) -> None:
        made = next((name for name, value in stored.items() if dw.source is value), None)
        if dw.stored and dw.stored not in stored:  # the matrix that a continued run came with
            self.w.add_(self.matrices[dw.stored], alpha=dw.scale)
        self.log.append((stored, dw, made))
        if len(self.log) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Work everything gathered into the matrices."""
        log, self.log = self.log, []
        change: list[RankOne] = []
        for _, dw, made in log:
            change += [] if made else dw.outers
        for name in {name for stored, _, _ in log for name in stored}:
            change += self._series(name, log)
        if change:
            work(self.w, 1.0, LowRankMatrix(outers=tuple(change)).factors(), slice(None))

    def _series(self, name: str, log: list[Any]) -> list[RankOne]:
        """Bring one matrix up to date; returns what it has done to the weights."""
        reached = 0.0  # G(t): how much of z(t) ends up in the weights
        left = 1.0  # how much of z(t) is left at the end
        change: list[RankOne] = []
        kept: list[RankOne] = []
        for stored, dw, made in reversed(log):
            if made == name:
                reached += dw.factor
            value = stored[name]
            change += [(reached * size, pre, post) for size, pre, post in value.outers if reached]
            kept += [(left * size, pre, post) for size, pre, post in value.outers if left]
            reached, left = reached * value.scale, left * value.scale
            if not made and dw.stored == name:
                reached += dw.scale
        matrix = self.matrices[name]
        if reached:
            self.w.add_(matrix, alpha=reached)
        work(matrix, left, LowRankMatrix(outers=tuple(kept)).factors(), slice(None))
        return change

    def value(self, name: str) -> torch.Tensor:
        """The series ``name`` as a tensor, with everything gathered worked in."""
        if name in self.matrices:
            self.flush()
        return super().value(name)
