"""Distal reward: which spike earned it? After Izhikevich 2007, doi 10.1093/cercor/bhl152.

Fifty Poisson neurons drive one that fires by chance. Whenever it fires within 10 ms
after neuron 0, a pulse of dopamine comes seconds later, when all have fired many times more:

    d(t) = exp(-dt/200 ms) d(t-dt) + pulses(t)                        dopamine
    m(t) = exp(-dt/30 s) m(t-dt) + (1 - exp(-dt/30 s)) d(t)    its running mean
    reward(t) = d(t) - m(t-dt)

The eligibility trace has to remember the pair that long, and one pair among all others.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, Self

import torch

from ..core.rule import RULES
from ..core.support import validation
from ..core.support.short_repr import quoted
from .base import Measures, Study, option
from .dopamine_network import BLOCK, NEURONS, REACH, TAU_MEAN, PulsedNetwork

RATE = 1.0  # Hz, of each presynaptic neuron
STEPS = 20_000  # ms an epoch

SET_UP = {"A_minus": -1.5, "tau_z": 1000.0, "tau_m": TAU_MEAN, "gamma": 0.06}
"""Parameters that a rule gets where it has them.

A pulse has an area of 200 ms. That a pair whose trace had not faded would change the weight by
.06 REACH in it makes gamma = .06 REACH/200 for a trace that a pair moves by 1; z is moved by
1/tau_z, so that here gamma = .06 REACH/200 tau_z: another tau_z wants a gamma in proportion.
With this choice the shares reported for tau_z from .1 to 10 s come out within .05.
"""


def memories(*tau_z: float) -> dict[str, tuple[float, ...]]:
    """For `scan`: traces that fade with ``tau_z`` ms and are alike in how far a pair moves w."""
    gamma = (round(SET_UP["gamma"] / SET_UP["tau_z"] * tau, 9) for tau in tau_z)
    return {"rule.tau_z": tau_z, "rule.gamma": tuple(gamma)}


@dataclass(frozen=True)
class DistalReward(Study):
    """Find the one synapse of fifty whose spikes are rewarded, seconds later.

    delay_low, delay_high    between them, evenly, lies the time from spike to dopamine, ms
    subtract    "mean": the reward is dopamine minus its running mean
                "nothing": it is dopamine

    target    weight of neuron 0, as a share of the largest possible
    others    mean weight of all others, likewise; both at the end of the epoch
    earned    share of the spikes of neuron 0 that earned a pulse
    """

    name: ClassVar[str] = "distal"
    title: ClassVar[str] = "Distal reward"
    success: ClassVar[str] = "target"
    differs: ClassVar[str] = (
        "The paper's network is larger. Without subtraction our other weights rise to .56 of the "
        "largest possible; another simulation of this set-up reports .45."
    )

    epochs: int = option(90, "20 s each of learning")
    delay_low: float = option(1000.0, "shortest time to the reward, ms")
    delay_high: float = option(3000.0, "longest time to the reward, ms")
    subtract: Literal["mean", "nothing"] = option("mean", "from dopamine: mean or nothing")

    def __post_init__(self) -> None:
        super().__post_init__()
        low, high = (validation.number(getattr(self, n), n) for n in ("delay_low", "delay_high"))
        if not 1 <= low <= high:
            raise ValueError(
                f"the delay lies between {low:g} and {high:g} ms: delay_low has to be 1 or more, "
                "delay_high no less than it"
            )
        if self.subtract not in ("mean", "nothing"):
            raise ValueError(f'subtract is {quoted(self.subtract)}: it is "mean" or "nothing"')

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """The set-up of the literature; a rule takes from `SET_UP` the parameters it has."""
        kind = RULES[rule]
        has = {field.name for field in fields(kind)}
        return cls(kind(**{n: v for n, v in SET_UP.items() if n in has}), **options)

    def network(self, draw: torch.Generator) -> PulsedNetwork:
        """Networks that are all alike; chance makes them differ."""
        return PulsedNetwork(
            self.rule, self.seeds, draw, longest=self.delay_high, mean=self.subtract == "mean"
        )

    def epoch(
        self,
        network: PulsedNetwork,
        draw: torch.Generator,
        *,
        learning: bool,
        fresh: bool = False,  # noqa: ARG002 - there are no inputs to repeat
    ) -> Measures:
        """Run for 20 s; all inputs are chance, so ``fresh`` ones are like the others."""
        network.draw = draw
        earned, spikes = torch.zeros(self.seeds), torch.zeros(self.seeds)
        block = min(BLOCK, int(self.delay_low))  # no pulse comes in the block that earns it
        for begun in range(0, STEPS, block):
            steps = min(block, STEPS - begun)
            chance = torch.rand(steps, self.seeds, NEURONS, generator=draw)
            fired = (chance < RATE / 1000).float()
            pairs = network.run(fired, learning=learning)
            network.order(pairs, self.delay_low, self.delay_high)
            earned += pairs.sum(0)
            spikes += fired[:, :, 0].sum(0)
        w = network.synapses[0].w[:, :, 0] / REACH
        target, others = w[:, 0].clone(), w[:, 1:].mean(1)
        return {"target": target, "others": others, "earned": earned / spikes.clamp(min=1)}
