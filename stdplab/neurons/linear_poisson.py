"""The linear Poisson neuron: its firing probability is linear in its input."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from ..core.support.numbers import validation
from ..core.support.short_repr import number_text


@dataclass(frozen=True)
class LinearPoisson:
    """Linear Poisson neuron: each arriving spike of weight w adds w expected spikes.

        P(spike in a step) = min(max(base_rate dt / 1000 + input, 0), 1)

    It has neither a membrane potential nor a threshold, and no memory from step to step.

    Parameters
    ----------
    base_rate : float
        Firing rate without input, in spikes per second.

    Raises
    ------
    ValueError
        When ``base_rate`` is below zero.

    Examples
    --------
    >>> import torch
    >>> nothing = torch.zeros(1)
    >>> p, spikes = LinearPoisson(base_rate=100).step(nothing, nothing, 1.0, torch.tensor([0.05]))
    >>> p, spikes
    (tensor([0.1000]), tensor([1.]))
    """

    base_rate: float = 0.5

    def __post_init__(self) -> None:
        if validation.number(self.base_rate, "LinearPoisson.base_rate") < 0:
            raise ValueError(
                f"LinearPoisson.base_rate is {number_text(self.base_rate)}: it must be zero or more"
            )

    def initial_state(self, like: torch.Tensor) -> torch.Tensor:
        """Return a firing probability of zero for each neuron.

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
        self, _: torch.Tensor, synaptic_input: torch.Tensor, dt: float, uniform: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the firing probability in one step and the spikes in it.

        The first argument, the probability of the step before, is ignored.

        Parameters
        ----------
        synaptic_input : Tensor, shape (*batch, n)
            Sum of the weights of the spikes that arrive, in expected spikes.
        dt : float
            Time step in ms.
        uniform : Tensor, shape (*batch, n)
            Random numbers from [0, 1): a neuron fires where its number is below p.

        Returns
        -------
        p : Tensor, shape (*batch, n)
            Firing probabilities.
        spikes : Tensor, shape (*batch, n)
            0 or 1.
        """
        p = (self.base_rate * dt / 1000 + synaptic_input).clamp(0, 1)
        return p, (uniform < p).to(p.dtype)
