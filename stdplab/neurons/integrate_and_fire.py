"""The leaky integrate-and-fire neuron."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.support.numbers import validation
from ..core.support.short_repr import number_text


@dataclass(frozen=True)
class LIF:
    """Leaky integrate-and-fire neuron in discrete time, without a refractory period.

        v(t) = rest + exp(-dt/tau) (v(t-dt) - rest) + input(t)
        v >= threshold: a spike, and v = reset

    A weight is a jump of the potential in mV.

    Parameters
    ----------
    rest : float
        Resting potential in mV.
    reset : float
        Potential after a spike in mV.
    threshold : float
        Potential at which the neuron fires, in mV.
    tau : float
        Membrane time constant in ms.

    Raises
    ------
    ValueError
        When ``tau`` is not above zero, or the threshold not above rest and reset.

    References
    ----------
    Florian 2007, doi 10.1162/neco.2007.19.6.1468.

    Examples
    --------
    >>> import torch
    >>> neuron, v = LIF(), torch.tensor([-60.0])
    >>> v, spikes = neuron.step(v, synaptic_input=torch.tensor([8.0]), dt=1.0)
    >>> v, spikes
    (tensor([-70.]), tensor([1.]))
    """

    rest: float = -70.0
    reset: float = -70.0
    threshold: float = -54.0
    tau: float = 20.0

    def __post_init__(self) -> None:
        validation.positive(self.tau, f"{type(self).__name__}.tau")
        if max(self.rest, self.reset) >= self.threshold:
            raise ValueError(
                f"{type(self).__name__}.threshold is {number_text(self.threshold)} mV: it must be "
                f"above rest ({number_text(self.rest)} mV) and reset ({number_text(self.reset)} mV)"
            )

    def initial_state(self, like: torch.Tensor) -> torch.Tensor:
        """Return the resting potential for each neuron.

        Parameters
        ----------
        like : Tensor, shape (*batch, n)
            A tensor with one number for each neuron; it sets shape, dtype and device.

        Returns
        -------
        Tensor, shape (*batch, n)
            Potentials in mV.
        """
        return torch.full_like(like, self.rest)

    def step(
        self,
        v: torch.Tensor,
        synaptic_input: torch.Tensor,
        dt: float,
        uniform: torch.Tensor | None = None,  # noqa: ARG002 - stochastic neurons need it
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the potential after one step and the spikes in it.

        Parameters
        ----------
        v : Tensor, shape (*batch, n)
            Potentials before the step in mV.
        synaptic_input : Tensor, shape (*batch, n)
            Sum of the weights of the spikes that arrive, in mV.
        dt : float
            Time step in ms.
        uniform : Tensor, optional
            Ignored: this neuron is deterministic.

        Returns
        -------
        v : Tensor, shape (*batch, n)
            Potentials after the step in mV.
        spikes : Tensor, shape (*batch, n)
            0 or 1.
        """
        v = torch.add(synaptic_input, v - self.rest, alpha=math.exp(-dt / self.tau)) + self.rest
        fired = v >= self.threshold
        return v.masked_fill(fired, self.reset), fired.to(v.dtype)
