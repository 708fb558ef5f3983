"""An integrate-and-fire neuron with synaptic conductances, as in Song et al. 2000."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.support.numbers import validation
from .integrate_and_fire import LIF


@dataclass(frozen=True)
class ConductanceLIF(LIF):
    """Leaky integrate-and-fire neuron with synaptic conductances, in discrete time.

        tau dv/dt = rest - v + g_ex (E_ex - v) + g_in (E_in - v)
        g_ex(t)   = exp(-dt/tau_g) g_ex(t-dt) + g_max input(t)
        g_in(t)   = exp(-dt/tau_g) g_in(t-dt)

    The conductances are constant within a step, so v relaxes exponentially towards its steady
    state. They are in units of the leak conductance. Inhibitory spikes are added to g_in by the
    network. The state is (v, g_ex, g_in), stacked: shape (3, *batch, n).

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
    E_ex : float
        Reversal potential of the excitatory synapses in mV.
    E_in : float
        Reversal potential of the inhibitory synapses in mV.
    tau_g : float
        Time constant of both conductances in ms.
    g_max : float
        What an arriving spike of weight 1 adds to g_ex.

    Raises
    ------
    ValueError
        When a time constant or ``g_max`` is not above zero, or the threshold not above rest and
        reset.

    References
    ----------
    Song, Miller and Abbott 2000, doi 10.1038/78829.
    """

    reset: float = -60.0
    E_ex: float = 0.0
    E_in: float = -70.0
    tau_g: float = 5.0
    g_max: float = 0.015

    def __post_init__(self) -> None:
        super().__post_init__()
        validation.positive(self.tau_g, "ConductanceLIF.tau_g")
        validation.positive(self.g_max, "ConductanceLIF.g_max")

    def initial_state(self, like: torch.Tensor) -> torch.Tensor:
        """Return the resting potential and closed conductances for each neuron.

        Parameters
        ----------
        like : Tensor, shape (*batch, n)
            A tensor with one number for each neuron; it sets shape, dtype and device.

        Returns
        -------
        Tensor, shape (3, *batch, n)
            v in mV, g_ex and g_in.
        """
        return torch.stack((super().initial_state(like), 0 * like, 0 * like))

    def step(
        self,
        v: torch.Tensor,
        synaptic_input: torch.Tensor,
        dt: float,
        uniform: torch.Tensor | None = None,  # noqa: ARG002 - stochastic neurons need it
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the state after one step and the spikes in it.

        Parameters
        ----------
        v : Tensor, shape (3, *batch, n)
            The state before the step: v in mV, g_ex and g_in.
        synaptic_input : Tensor, shape (*batch, n)
            Sum of the weights of the excitatory spikes that arrive, in units of ``g_max``.
        dt : float
            Time step in ms.
        uniform : Tensor, optional
            Ignored: this neuron is deterministic.

        Returns
        -------
        state : Tensor, shape (3, *batch, n)
            The state after the step.
        spikes : Tensor, shape (*batch, n)
            0 or 1.
        """
        decay = math.exp(-dt / self.tau_g)
        g_ex, g_in = decay * v[1] + self.g_max * synaptic_input, v[2]
        total = 1 + g_ex + g_in
        v_inf = (self.rest + g_ex * self.E_ex + g_in * self.E_in) / total
        new_v = v_inf + (v[0] - v_inf) * (-dt / self.tau * total).exp()
        spikes = (new_v >= self.threshold).to(new_v.dtype)
        new_v = torch.where(spikes > 0, self.reset, new_v)
        return torch.stack((new_v, g_ex, decay * g_in)), spikes
