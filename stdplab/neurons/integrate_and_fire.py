"""Postsynaptic neurons: leaky integrate-and-fire, escape noise, and forced spikes.

A neuron is a frozen value with ``start`` and one pure ``step``, like a rule. Its input is
what arrived from the synapses in this step: the sum of w over the spikes of the step before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.support import validation


@dataclass(frozen=True)
class LIF:
    """Leaky integrate-and-fire, in discrete time.

        v(t) = rest + exp(-dt/tau) (v(t-dt) - rest) + input(t)
        v >= threshold: a spike, and v = reset

    rest, reset, threshold    mV; the input is in mV too
    tau                       ms

    The neuron of Florian 2007: no refractory period, a weight is a jump in mV.
    """

    rest: float = -70.0
    reset: float = -70.0
    threshold: float = -54.0
    tau: float = 20.0

    def __post_init__(self) -> None:
        validation.positive(self.tau, "LIF.tau")
        if max(self.rest, self.reset) >= self.threshold:
            raise ValueError("LIF.threshold has to lie above rest and reset")

    def start(self, like: torch.Tensor) -> torch.Tensor:
        """The potential before the first step, one for each neuron."""
        return torch.full_like(like, self.rest)

    def step(
        self,
        v: torch.Tensor,
        arrived: torch.Tensor,
        dt: float,
        chance: torch.Tensor,  # noqa: ARG002
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The potential after the step and the spikes in it (0 or 1)."""
        v = torch.add(arrived, v - self.rest, alpha=math.exp(-dt / self.tau)) + self.rest
        fired = v >= self.threshold
        return v.masked_fill(fired, self.reset), fired.to(v.dtype)


@dataclass(frozen=True)
class LinearPoisson:
    """A neuron that fires by chance: each arriving spike adds w expected spikes.

        P(spike in a step) = min(max(base dt / 1000 + input, 0), 1)

    base    spikes per second without input
    """

    base: float = 0.5

    def __post_init__(self) -> None:
        if validation.number(self.base, "EscapeNoise.base") < 0:
            raise ValueError(f"EscapeNoise.base is {self.base:g}: it has to be zero or more")

    def start(self, like: torch.Tensor) -> torch.Tensor:
        """The chance of a spike before the first step."""
        return torch.zeros_like(like)

    def step(
        self, _: torch.Tensor, arrived: torch.Tensor, dt: float, chance: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The chance of a spike in this step and the spikes in it (0 or 1)."""
        p = (self.base * dt / 1000 + arrived).clamp(0, 1)
        return p, (chance < p).to(p.dtype)


@dataclass(frozen=True, eq=False)
class ForcedSpikes:
    """Neurons that fire when they are told to, whatever arrives.

    spikes    (T, *batch, n_post), 0 or 1
    """

    spikes: torch.Tensor

    def start(self, like: torch.Tensor) -> torch.Tensor:
        """How many steps have passed, which is all the state it needs."""
        return torch.zeros_like(like)

    def step(
        self,
        passed: torch.Tensor,
        arrived: torch.Tensor,
        dt: float,  # noqa: ARG002
        chance: torch.Tensor,  # noqa: ARG002
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The steps passed and the spikes of this one; ValueError when there are no more."""
        now = int(passed.flatten()[0])
        if now >= len(self.spikes):
            raise ValueError(f"Clamped.spikes ends after {now} steps: give one row for each step")
        return passed + 1, self.spikes[now].to(arrived).expand_as(arrived)


Neuron = LIF | LinearPoisson | ForcedSpikes
