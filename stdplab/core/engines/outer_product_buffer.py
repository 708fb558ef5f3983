"""A batch of matrices whose outer products are worked in together, many steps at a time."""

from __future__ import annotations

import torch

from .low_rank import LowRankMatrix, RankOne

ROOM = 24  # outer products that wait; more make reading a matrix dearer than working them in
WORTH = 512  # synapses of a network; with fewer, to wait costs more than it saves
GROWN = 1e4  # what waits is divided by the decay since: no more than single precision bears


class OuterProductBuffer:
    """Matrices (batch, n_pre, n_post), each step of which is  m <- scale m + sum of outers.

    matrix    as it stands without what waits

    The pass over all matrices is what such a step costs; one pass for many steps does it, as
    long as few of the matrices are read in between.
    """

    def __init__(self, matrix: torch.Tensor) -> None:
        self.matrix = matrix
        batch, n_pre, n_post = matrix.shape
        self._columns = matrix.new_zeros(batch, ROOM, n_pre)
        self._rows = matrix.new_zeros(batch, ROOM, n_post)
        self._used, self._scale = 0, 1.0
        self._dear = n_pre * n_post < WORTH

    def step(self, value: LowRankMatrix) -> None:
        """Decay, and let the outer products wait; a number for each network cannot wait."""
        scale, outers = value.scale, value.outers
        if any(isinstance(number, torch.Tensor) for number in (scale, *(o[0] for o in outers))):
            self.flush()
            _worked(self.matrix, scale, value)
            return
        if self._used + len(outers) > ROOM or scale * GROWN * self._scale < 1:
            self.flush()
        if self._dear or scale * GROWN < 1 or len(outers) > ROOM:
            _worked(self.matrix, scale, value)
            return
        self._scale *= scale
        for outer in outers:
            self._wait(outer)

    def _wait(self, outer: RankOne) -> None:
        size, column, row = outer
        torch.mul(column[:, :, 0], size / self._scale, out=self._columns[:, self._used])
        self._rows[:, self._used] = row[:, 0]
        self._used += 1

    def of(self, where: torch.Tensor | slice) -> torch.Tensor:
        """The matrices of some of the networks, or of all, as they are by now."""
        if isinstance(where, slice) or 4 * len(where) > len(self.matrix):
            self.flush()
        matrices: torch.Tensor = self.matrix[where]
        if not self._used:
            return matrices if self._scale == 1 else matrices * self._scale
        waiting = self._columns[where, : self._used].mT, self._rows[where, : self._used]
        return matrices.baddbmm_(*waiting, beta=self._scale, alpha=self._scale)

    def flush(self) -> None:
        """Work in what waits: `matrix` is then up to date."""
        if self._used:
            waiting = self._columns[:, : self._used].mT, self._rows[:, : self._used]
            self.matrix.baddbmm_(*waiting, beta=self._scale, alpha=self._scale)
        elif self._scale != 1:
            self.matrix.mul_(self._scale)
        self._used, self._scale = 0, 1.0


def _worked(matrix: torch.Tensor, scale: float | torch.Tensor, value: LowRankMatrix) -> None:
    """One step at once, in one pass where it can be."""
    factors = value.factors()
    if isinstance(scale, torch.Tensor):
        matrix.mul_(scale)
        scale = 1.0
    if factors:
        matrix.baddbmm_(*factors, beta=scale)
    elif scale != 1:
        matrix.mul_(scale)
