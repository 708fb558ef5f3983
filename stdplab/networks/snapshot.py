"""Snapshots of a training: the spikes and weights of its first network in some epochs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch

from .network import Network

MAX_SNAPSHOTS = 64


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The first network in one epoch.

    Parameters
    ----------
    bits : numpy.ndarray
        The spikes of all groups, packed to one bit per neuron and step.
    sizes : tuple of int
        Number of neurons in each group, from input to output.
    weights : tuple of torch.Tensor
        The weights from each group to the next at the end of the epoch, shape (n_pre, n_post).
    """

    bits: np.ndarray
    sizes: tuple[int, ...]
    weights: tuple[torch.Tensor, ...]

    @property
    def spikes(self) -> tuple[torch.Tensor, ...]:
        """The spikes of each group, shape (steps, neurons), True where a neuron fired."""
        fired = np.unpackbits(self.bits, axis=1, count=sum(self.sizes)).astype(bool)
        return tuple(torch.split(torch.from_numpy(fired), list(self.sizes), dim=1))


class SnapshotHistory:
    """The snapshots of a training by epoch, at most `MAX_SNAPSHOTS` of them.

    When it is full, every other snapshot is dropped.
    """

    def __init__(self) -> None:
        self._snapshots: dict[int, Snapshot] = {}
        self._stride = 1

    def __getitem__(self, epoch: int) -> Snapshot:
        return self._snapshots[epoch]

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs that have a snapshot, the first and the latest always among them."""
        return tuple(self._snapshots)

    @contextmanager
    def record(self, epoch: int, network: Network) -> Iterator[None]:
        """Record what ``network`` does inside this context as the snapshot of ``epoch``."""
        network.recorder = []
        try:
            yield
            steps = network.recorder
        finally:
            network.recorder = None
        if not steps:
            return
        fired = torch.stack([torch.cat(groups) for groups in steps])
        weights = tuple(w[0].clone() for w in network.weights())
        sizes = tuple(len(group) for group in steps[0])
        snapshot = Snapshot(np.packbits(fired.numpy(), axis=1), sizes, weights)
        if len(self._snapshots) >= MAX_SNAPSHOTS:
            self._stride *= 2
        self._snapshots = {e: s for e, s in self._snapshots.items() if not e % self._stride}
        self._snapshots[epoch] = snapshot
