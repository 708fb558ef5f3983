"""An integrate-and-fire neuron that synapses open conductances of, as in Song et al. 2000."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.support import validation
from .integrate_and_fire import LIF


@dataclass(frozen=True)
class ConductanceLIF(LIF):
    """Integrate-and-fire with synaptic conductances, in discrete time.

        tau dv/dt = rest - v + g_ex (E_ex - v) + g_in (E_in - v)
        g(t)      = exp(-dt/tau_g) g(t-dt) + g_max input(t)

    g is constant within a step, so v goes exponentially towards where it would then settle.
    Conductances are in units of the leak; the input counts in units of ``g_max``.

    E_ex, E_in    reversal potentials, mV
    tau_g         time constant of both conductances, ms
    g_max         what an arriving spike of weight 1 adds to g_ex

    Source: Song, Miller and Abbott 2000, doi 10.1038/78829. Its state is (v, g_ex, g_in), one
    on top of the other: (3, batch, n).
    """

    reset: float = -60.0
    E_ex: float = 0.0
    E_in: float = -70.0
    tau_g: float = 5.0
    g_max: float = 0.015

    def __post_init__(self) -> None:
        super().__post_init__()
        validation.positive(self.tau_g, "Conductance.tau_g")
        validation.positive(self.g_max, "Conductance.g_max")

    def start(self, like: torch.Tensor) -> torch.Tensor:
        """At rest, with both conductances closed."""
        return torch.stack((super().start(like), 0 * like, 0 * like))

    def step(
        self,
        v: torch.Tensor,
        arrived: torch.Tensor,
        dt: float,
        chance: torch.Tensor,  # noqa: ARG002
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The state after the step and the spikes in it (0 or 1)."""
        keep = math.exp(-dt / self.tau_g)
        now, g_ex, g_in = v[0], keep * v[1] + self.g_max * arrived, v[2]
        total = 1 + g_ex + g_in
        goal = (self.rest + g_ex * self.E_ex + g_in * self.E_in) / total
        now = goal + (now - goal) * (-dt / self.tau * total).exp()
        spikes = (now >= self.threshold).to(now.dtype)
        return torch.stack((torch.where(spikes > 0, self.reset, now), g_ex, keep * g_in)), spikes
