"""Final weights for forced spikes: matrix products over time instead of a pass in each step.

Without bounds nothing that happens to a weight depends on it, so the matrices need no update in
each step. Let z be a series of synapses with

    z(t)  = s(t) z(t-1) + O(t)                  O(t), D(t): sums of outer products
    dw(t) = a(t) z(t) + b(t) z(t-1) + D(t)

Then

    w(T) = w(0) + sum over t of [G(t) O(t) + D(t)] + (b(1) + s(1) G(1)) z(0)
    G(t) = a(t) + b(t+1) + s(t+1) G(t+1)

Two products of thin matrices give the weights and z at the end. That costs less than a pass over
every synapse in each step.
"""

from __future__ import annotations

from typing import Any

import torch

from .in_place import InPlaceEngine
from .low_rank import LowRankMatrix, RankOne, apply_update

CHUNK_STEPS = 256
"""Steps collected before the products: enough to pay, and few enough to fit into memory."""


class ForcedSpikesEngine(InPlaceEngine):
    """A population whose matrices are brought up to date once in `CHUNK_STEPS` steps."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.log: list[tuple[dict[str, LowRankMatrix], LowRankMatrix, str | None]] = []

    def _update(self, updates: dict[str, LowRankMatrix], dw: LowRankMatrix) -> None:
        from_updated = next(
            (name for name, value in updates.items() if dw.multiple_of is value), None
        )
        if dw.base and dw.base not in updates:  # the matrix with which a continued run began
            self.w.add_(self.matrices[dw.base], alpha=dw.scale)
        self.log.append((updates, dw, from_updated))
        if len(self.log) >= CHUNK_STEPS:
            self.flush()

    def flush(self) -> None:
        """Apply the collected steps to the matrices."""
        log, self.log = self.log, []
        change: list[RankOne] = []
        for _, dw, from_updated in log:
            change += [] if from_updated else dw.outers
        for name in {name for updates, _, _ in log for name in updates}:
            change += self._update_series(name, log)
        if change:
            apply_update(self.w, 1.0, LowRankMatrix(outers=tuple(change)).factors(), slice(None))

    def _update_series(self, name: str, log: list[Any]) -> list[RankOne]:
        """Bring one matrix up to date; returns the weight change that it causes."""
        gain = 0.0  # G(t): how much of z(t) is added to the weights
        remaining = 1.0  # how much of z(t) is left at the end
        change: list[RankOne] = []
        final: list[RankOne] = []
        for updates, dw, from_updated in reversed(log):
            if from_updated == name:
                gain += dw.factor
            value = updates[name]
            change += [(gain * size, pre, post) for size, pre, post in value.outers if gain]
            final += [
                (remaining * size, pre, post) for size, pre, post in value.outers if remaining
            ]
            gain, remaining = gain * value.scale, remaining * value.scale
            if not from_updated and dw.base == name:
                gain += dw.scale
        matrix = self.matrices[name]
        if gain:
            self.w.add_(matrix, alpha=gain)
        factors = LowRankMatrix(outers=tuple(final)).factors()
        apply_update(matrix, remaining, factors, slice(None))
        return change

    def value(self, name: str) -> torch.Tensor:
        """The series ``name`` as a tensor, with every collected step applied."""
        if name in self.matrices:
            self.flush()
        return super().value(name)
