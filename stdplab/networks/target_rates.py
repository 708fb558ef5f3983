"""Output neurons learn target firing rates from one global reward (Florian 2007, section 4.5).

doi 10.1162/neco.2007.19.6.1468. 100 Poisson inputs drive 100 leaky integrate-and-fire neurons.
The reward says only whether the output came closer to its targets in the last step:

    d(t) = |rates(t) - targets|,   reward(t + dt) = sign(d(t - dt) - d(t)) + baseline
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import torch

from ..core.bounds import Hard
from ..core.engines.batched_networks import BatchedSynapses
from ..core.learning_rule.rule import RULES
from ..core.support.numbers import validation
from ..neurons.integrate_and_fire import LIF
from .base import Study, option
from .layers import LayeredNetwork
from .network import Measures

N_NEURONS = 100  # inputs, and outputs
MAX_WEIGHT = 1.25  # mV
TAU_RATE = 2000.0  # ms, of the leaky integrators that estimate rates
EPOCH_MS = 1000
WARMUP_EPOCHS = 12  # without plasticity, until the integrators reach the untrained rates to .3 %
PAPER_GAMMA = {"MSTDP": 0.001, "MSTDPET": 0.05}


@dataclass(frozen=True)
class TargetRates(Study):
    """Learn output rates drawn evenly from 20 to 100 Hz, one for each output neuron.

    100 Poisson inputs (each with a fixed rate between 0 and 50 Hz) drive 100 leaky
    integrate-and-fire neurons through 100 x 100 weights between 0 and 1.25 mV. Leaky
    integrators with a time constant of 2 s estimate the output rates. One global reward says
    whether the output came closer to its targets in the last step:

        d(t) = |rates(t) - targets|        Euclidean distance, Hz
        reward(t + dt) = sign(d(t - dt) - d(t)) + baseline

    Measures at the end of an epoch, one number per network:

    - `efficacy`: 1 - d/d0, 0 at the distance d0 of the untrained network, 1 at the targets
    - `distance`: d, Hz

    Parameters
    ----------
    rule : Rule
        The learning rule of all synapses.
    epochs : int
        Number of epochs of 1 s of learning.
    seeds : int
        Number of networks.
    seed : int
        Seed of all randomness.
    baseline : float
        Constant added to every reward. It carries no information about the output.
    delay : int
        Time by which every reward is late, ms. It then meets younger spike pairs.

    Raises
    ------
    ValueError
        When a parameter is not a number or out of range.

    References
    ----------
    R. V. Florian (2007). Reinforcement learning through modulation of spike-timing-dependent
    synaptic plasticity. Neural Computation 19, 1468-1502, section 4.5.
    doi:10.1162/neco.2007.19.6.1468

    Examples
    --------
    >>> from stdplab.networks import TargetRates
    >>> TargetRates.from_paper("MSTDPET").rule.gamma
    0.05
    """

    name: ClassVar[str] = "rates"
    title: ClassVar[str] = "Target firing rates"
    main_measure: ClassVar[str] = "efficacy"
    measures: ClassVar[tuple[str, ...]] = ("efficacy", "distance")
    default_rule: ClassVar[str] = "MSTDP"
    deviation_note: ClassVar[str] = (
        "With MSTDPET, 16 networks reach an efficacy of .89 after 25 s (standard deviation .02) "
        "and of .92 after 45 s."
    )

    epochs: int = option(25, "number of epochs of 1 s of learning")
    baseline: float = option(0.0, "constant added to every reward")
    delay: int = option(0, "time by which every reward is late, ms")

    def __post_init__(self) -> None:
        super().__post_init__()
        validation.number(self.baseline, "baseline")
        self._check_whole_number("delay", 0, 60_000)

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """Make the study of Florian (2007); a rule without a published gamma keeps its own."""
        gamma = PAPER_GAMMA.get(rule)
        return cls(RULES[rule](**({"gamma": gamma} if gamma else {})), **options)

    def draw_network(self, generator: torch.Generator) -> RatesNetwork:
        """Draw weights, input rates and targets."""
        return RatesNetwork(self, generator)

    def make_network(self, generator: torch.Generator) -> RatesNetwork:
        """Draw weights, input rates and targets, and run until the rate estimates settle."""
        network = self.draw_network(generator)
        for _ in range(WARMUP_EPOCHS):
            self.run_epoch(network, generator, learning=False)
        network.untrained_distance = network.distance.clone()
        return network

    def run_epoch(
        self,
        network: RatesNetwork,
        generator: torch.Generator,
        *,
        learning: bool,
        fresh: bool = False,  # noqa: ARG002 - all inputs are drawn anew
    ) -> Measures:
        """Run for 1 s. All inputs are drawn anew, so ``fresh`` changes nothing."""
        uniform = torch.rand(EPOCH_MS, self.seeds, N_NEURONS, generator=generator)
        for fired in (uniform < network.input_rates / 1000).float():
            network.step_and_reward(fired, self.baseline, learning=learning)
        d = network.distance
        return {"efficacy": 1 - d / network.untrained_distance, "distance": d.clone()}


class RatesNetwork(LayeredNetwork):
    """The networks of all seeds, with their targets, estimated rates and pending rewards."""

    state_names: ClassVar[dict[str, str]] = {
        "inputs": "input_rates",
        "targets": "targets",
        "rates": "rates",
        "rewards": "pending_rewards",
        "distance": "distance",
        "first": "untrained_distance",
    }
    """Name in a checkpoint -> attribute."""

    def __init__(self, study: TargetRates, generator: torch.Generator) -> None:
        def uniform(low: float, high: float, *shape: int) -> torch.Tensor:
            return low + (high - low) * torch.rand(study.seeds, *shape, generator=generator)

        w = uniform(0, MAX_WEIGHT, N_NEURONS, N_NEURONS)
        super().__init__(LIF(), BatchedSynapses(study.rule, w, bounds=Hard(0.0, MAX_WEIGHT)))
        self.input_rates, self.targets = uniform(0, 50, N_NEURONS), uniform(20, 100, N_NEURONS)
        self.rates = torch.zeros_like(self.targets)
        self.pending_rewards = torch.zeros(1 + study.delay, study.seeds)  # the next one first
        self.distance = self.untrained_distance = self.targets.norm(dim=-1)

    def step_and_reward(self, fired: torch.Tensor, baseline: float, *, learning: bool) -> None:
        """Run one step, and add its reward to those that later steps get."""
        out = self.step(fired, self.pending_rewards[0], learning=learning)
        decay = math.exp(-1 / TAU_RATE)
        self.rates = decay * self.rates + (1 - decay) * 1000 * out
        distance = (self.rates - self.targets).norm(dim=-1)
        reward = torch.sign(self.distance - distance) + baseline
        self.pending_rewards = torch.cat((self.pending_rewards[1:], reward[None]))
        self.distance = distance

    def tensors(self) -> dict[str, torch.Tensor]:
        """Return the whole state by name, with rates, targets and pending rewards."""
        state = {key: getattr(self, name).clone() for key, name in self.state_names.items()}
        return {**super().tensors(), **state}

    def load(self, state: dict[str, torch.Tensor]) -> None:
        """Restore a state that `tensors` returned."""
        super().load(state)
        for key, name in self.state_names.items():
            setattr(self, name, state[key].clone())
