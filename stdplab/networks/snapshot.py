"""What one of the networks looked like in an epoch: its spikes and its weights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch

from .base import Network

KEPT = 64  # epochs


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One epoch of the first network, kept small: a spike is a bit.

    sizes      how many neurons each group has, from input to output
    weights    (n_pre, n_post) from each group to the next, at the end of the epoch
    """

    bits: np.ndarray
    sizes: tuple[int, ...]
    weights: tuple[torch.Tensor, ...]

    @property
    def spikes(self) -> tuple[torch.Tensor, ...]:
        """For each group (steps, neurons), True where a neuron fired."""
        every = np.unpackbits(self.bits, axis=1, count=sum(self.sizes)).astype(bool)
        return tuple(torch.split(torch.from_numpy(every), list(self.sizes), dim=1))


class SnapshotHistory:
    """The snapshots of a training, however long it is: every other one goes when it is full."""

    def __init__(self) -> None:
        self._held: dict[int, Snapshot] = {}
        self._stride = 1

    def __getitem__(self, epoch: int) -> Snapshot:
        return self._held[epoch]

    @property
    def epochs(self) -> tuple[int, ...]:
        """Those that can be looked at; the first and the latest always."""
        return tuple(self._held)

    @contextmanager
    def page(self, epoch: int, network: Network) -> Iterator[None]:
        """Keep what ``network`` does inside as its snapshot of ``epoch``."""
        network.watched = []
        try:
            yield
            groups = network.watched
        finally:
            network.watched = None
        if not groups:
            return
        every = torch.stack([torch.cat(step) for step in groups])
        weights = tuple(w[0].clone() for w in network.weights())
        taken = Snapshot(
            np.packbits(every.numpy(), axis=1), tuple(len(group) for group in groups[0]), weights
        )
        if len(self._held) >= KEPT:
            self._stride *= 2
        self._held = {e: held for e, held in self._held.items() if not e % self._stride}
        self._held[epoch] = taken
