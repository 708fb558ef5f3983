"""Neurons that fire at given times, whatever their input."""

from __future__ import annotations

from dataclasses import dataclass

import torch


@dataclass(frozen=True, eq=False)
class ForcedSpikes:
    """Neurons with given spike trains: the input is ignored.

    Parameters
    ----------
    spikes : Tensor, shape (T, *batch, n_post)
        0 or 1 for each step.
    """

    spikes: torch.Tensor

    def initial_state(self, like: torch.Tensor) -> torch.Tensor:
        """Return the number of steps so far, 0, for each neuron.

        Parameters
        ----------
        like : Tensor, shape (*batch, n)
            A tensor with one number for each neuron; it sets shape, dtype and device.

        Returns
        -------
        Tensor, shape (*batch, n)
            Zeros.
        """
        return torch.zeros_like(like)

    def step(
        self,
        steps_done: torch.Tensor,
        synaptic_input: torch.Tensor,
        dt: float,  # noqa: ARG002 - the times are given in steps
        uniform: torch.Tensor | None = None,  # noqa: ARG002 - nothing is random
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the number of steps after this one and its spikes.

        Parameters
        ----------
        steps_done : Tensor, shape (*batch, n)
            Steps before this one.
        synaptic_input : Tensor, shape (*batch, n)
            Ignored but for its shape and dtype.
        dt : float
            Ignored.
        uniform : Tensor, optional
            Ignored.

        Returns
        -------
        steps_done : Tensor, shape (*batch, n)
            One more.
        spikes : Tensor, shape (*batch, n)
            0 or 1.

        Raises
        ------
        ValueError
            When ``spikes`` has no row for this step.
        """
        index = int(steps_done.flatten()[0])
        if index >= len(self.spikes):
            raise ValueError(
                f"ForcedSpikes.spikes has {index} steps, and the run is longer: "
                "give one row for each step"
            )
        return steps_done + 1, self.spikes[index].to(synaptic_input).expand_as(synaptic_input)
