"""Distal reward: which spike earned it? After Izhikevich 2007, doi 10.1093/cercor/bhl152.

Fifty Poisson neurons drive one that fires by chance. Whenever it fires within 10 ms
after neuron 0, a pulse of dopamine comes seconds later, when all have fired many times more:

    d(t) = exp(-dt/200 ms) d(t-dt) + pulses(t)                        dopamine
    m(t) = exp(-dt/30 s) m(t-dt) + (1 - exp(-dt/30 s)) d(t)    its running mean
    reward(t) = d(t) - m(t-dt)

The eligibility trace has to remember the pair that long, and one pair among all others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, Self

import torch

from ..core import clock
from ..core.batched import Batched
from ..core.bounds import Hard
from ..core.neurons import EscapeNoise
from ..core.rule import RULES
from .layers import Layers
from .study import Measures, Study, option

NEURONS, RATE = 50, 1.0  # that drive the one, each at 1 Hz
BASE = 0.5  # Hz, without them
REACH, START = 0.2, 0.05  # of weights, in expected spikes
WINDOW = 10  # ms in which the neuron has to follow neuron 0
TAU, TAU_MEAN = 200.0, 30_000.0  # ms, of dopamine and of its running mean
STEPS = 20_000  # ms an epoch
BLOCK = 1000  # ms that chance is drawn for at once

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
class Distal(Study):
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
        low, high = (clock.number(getattr(self, n), n) for n in ("delay_low", "delay_high"))
        if not 1 <= low <= high:
            raise ValueError(
                f"the delay lies between {low:g} and {high:g} ms: delay_low has to be 1 or more, "
                "delay_high no less than it"
            )
        if self.subtract not in ("mean", "nothing"):
            raise ValueError(f'subtract is {self.subtract!r}: it is "mean" or "nothing"')

    @classmethod
    def published(cls, rule: str, **options: Any) -> Self:
        """The set-up of the literature; a rule takes from `SET_UP` the parameters it has."""
        kind = RULES[rule]
        has = {field.name for field in fields(kind)}
        return cls(kind(**{n: v for n, v in SET_UP.items() if n in has}), **options)

    def network(self, draw: torch.Generator) -> DistalNetwork:
        """Networks that are all alike; chance makes them differ."""
        return DistalNetwork(self, draw)

    def epoch(
        self,
        network: DistalNetwork,
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


class DistalNetwork(Layers):
    """The networks of all seeds, their dopamine, and the pulses under way.

    coming    (steps, seeds), pulses by how long they still take
    since     (2, seeds), ms since neuron 0 and since the neuron it drives fired, as -time
    """

    own = ("dopamine", "mean", "coming", "since")

    def __init__(self, study: Distal, draw: torch.Generator) -> None:
        w = torch.full((study.seeds, NEURONS, 1), START)
        synapses = Batched(study.rule, w, bounds=Hard(0.0, REACH))
        super().__init__(EscapeNoise(BASE), synapses, draw=draw)
        self.share = 1.0 if study.subtract == "mean" else 0.0
        self.dopamine, self.mean = torch.zeros(2, study.seeds).unbind()
        self.coming = torch.zeros(round(study.delay_high) + BLOCK, study.seeds)
        self.since = torch.tensor([[-math.inf], [-math.inf]]).repeat(1, study.seeds)

    def run(self, fired: torch.Tensor, *, learning: bool) -> torch.Tensor:
        """Steps with input spikes ``fired``; where the neuron followed neuron 0 (steps, seeds)."""
        rewards = self._rewards(len(fired))
        steps = zip(fired, rewards, strict=True)
        out = torch.stack([self.step(pre, r, learning=learning)[:, 0] for pre, r in steps])
        return self._pairs(fired[:, :, 0], out)

    def _rewards(self, steps: int) -> torch.Tensor:
        """The reward in each of the coming steps, whose pulses are known already."""
        keep, keep_mean = math.exp(-1 / TAU), math.exp(-1 / TAU_MEAN)
        rewards = torch.empty(steps, len(self.mean))
        for reward, pulses in zip(rewards, self.coming, strict=False):
            self.dopamine = keep * self.dopamine + pulses
            torch.sub(self.dopamine, self.mean, alpha=self.share, out=reward)
            self.mean = keep_mean * self.mean + (1 - keep_mean) * self.dopamine
        self.coming = torch.cat((self.coming[steps:], torch.zeros_like(self.coming[:steps])))
        return rewards

    def _pairs(self, target: torch.Tensor, out: torch.Tensor) -> torch.Tensor:
        """The first spike within WINDOW after each one of neuron 0."""
        steps = len(out)
        time = torch.arange(1.0, steps + 1)[:, None]
        last = [
            torch.cat((before[None], torch.where(spikes > 0, time, -math.inf))).cummax(0).values
            for before, spikes in zip(self.since, (target, out), strict=True)
        ]
        self.since = torch.stack([times[-1] - steps for times in last])
        pre, post = (times[:-1] for times in last)  # before each step
        return (out > 0) & (time - pre <= WINDOW) & (post <= pre)

    def order(self, pairs: torch.Tensor, low: float, high: float) -> None:
        """Let a pulse follow each pair of the steps just run, ``low`` to ``high`` ms later."""
        step, seed = pairs.nonzero().unbind(1)
        delay = low + (high - low) * torch.rand(len(step), generator=self.draw)
        due = step - len(pairs) + delay.round().long()
        self.coming.index_put_((due, seed), torch.ones(len(step)), accumulate=True)

    def tensors(self) -> dict[str, torch.Tensor]:
        """With dopamine and all that is under way."""
        return {**super().tensors(), **{name: getattr(self, name).clone() for name in self.own}}

    def load(self, held: dict[str, torch.Tensor]) -> None:
        """Go on from what `tensors` gave."""
        super().load(held)
        for name in self.own:
            setattr(self, name, held[name].clone())
