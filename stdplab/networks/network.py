"""What a study trains: networks of spiking neurons, and the measures taken from them."""

from __future__ import annotations

from typing import Protocol

import torch

Measures = dict[str, torch.Tensor]
"""Measure name -> one number per network, shape (seeds,)."""


class Network(Protocol):
    """What a study trains: the networks of all seeds at once, with all state in tensors.

    While `recorder` is a list, each step appends the first network's spikes to it, one tensor
    per group of neurons.
    """

    recorder: list[list[torch.Tensor]] | None

    def weights(self) -> list[torch.Tensor]:
        """The weights from each group to the next, shape (seeds, n_pre, n_post)."""

    def tensors(self) -> dict[str, torch.Tensor]:
        """Return the whole state by name, as copies."""

    def load(self, state: dict[str, torch.Tensor]) -> None:
        """Restore a state that `tensors` returned."""
