"""A batch of matrices whose outer products are applied together, many steps at a time."""

from __future__ import annotations

import torch

from .low_rank import LowRankMatrix, RankOne

MAX_PENDING = 24
"""Outer products in the buffer; with more, reading a matrix costs more than applying them."""

MIN_SYNAPSES = 512
"""Synapses of a network; with fewer, a buffer costs more than it saves."""

MAX_RESCALE = 1e4
"""Pending products are divided by the decay since; single precision allows no more than this."""


class OuterProductBuffer:
    """Matrices (batch, n_pre, n_post) with steps of the form m <- scale m + sum of outer products.

    matrix    without the pending outer products and the pending decay

    A step by itself costs one pass over all matrices. Here one pass serves many steps, as long
    as few of the matrices are read in between.
    """

    def __init__(self, matrix: torch.Tensor) -> None:
        self.matrix = matrix
        batch, n_pre, n_post = matrix.shape
        self._columns = matrix.new_zeros(batch, MAX_PENDING, n_pre)
        self._rows = matrix.new_zeros(batch, MAX_PENDING, n_post)
        self._used, self._scale = 0, 1.0
        self._too_small = n_pre * n_post < MIN_SYNAPSES

    def step(self, value: LowRankMatrix) -> None:
        """Decay, and keep the outer products pending unless a number differs between networks."""
        scale, outers = value.scale, value.outers
        if any(isinstance(number, torch.Tensor) for number in (scale, *(o[0] for o in outers))):
            self.flush()
            _apply_now(self.matrix, scale, value)
            return
        if self._used + len(outers) > MAX_PENDING or scale * MAX_RESCALE * self._scale < 1:
            self.flush()
        if self._too_small or scale * MAX_RESCALE < 1 or len(outers) > MAX_PENDING:
            _apply_now(self.matrix, scale, value)
            return
        self._scale *= scale
        for outer in outers:
            self._append(outer)

    def _append(self, outer: RankOne) -> None:
        """Add one outer product to the pending ones."""
        size, column, row = outer
        torch.mul(column[:, :, 0], size / self._scale, out=self._columns[:, self._used])
        self._rows[:, self._used] = row[:, 0]
        self._used += 1

    def read(self, networks: torch.Tensor | slice) -> torch.Tensor:
        """The matrices of some networks, or of all, with everything pending applied."""
        if isinstance(networks, slice) or 4 * len(networks) > len(self.matrix):
            self.flush()
        matrices: torch.Tensor = self.matrix[networks]
        if not self._used:
            return matrices if self._scale == 1 else matrices * self._scale
        pending = self._columns[networks, : self._used].mT, self._rows[networks, : self._used]
        return matrices.baddbmm_(*pending, beta=self._scale, alpha=self._scale)

    def flush(self) -> None:
        """Apply everything pending, so that `matrix` is up to date."""
        if self._used:
            pending = self._columns[:, : self._used].mT, self._rows[:, : self._used]
            self.matrix.baddbmm_(*pending, beta=self._scale, alpha=self._scale)
        elif self._scale != 1:
            self.matrix.mul_(self._scale)
        self._used, self._scale = 0, 1.0


def _apply_now(matrix: torch.Tensor, scale: float | torch.Tensor, value: LowRankMatrix) -> None:
    """Apply one step at once, in one pass where possible."""
    factors = value.factors()
    if isinstance(scale, torch.Tensor):
        matrix.mul_(scale)
        scale = 1.0
    if factors:
        matrix.baddbmm_(*factors, beta=scale)
    elif scale != 1:
        matrix.mul_(scale)
