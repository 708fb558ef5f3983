"""One neuron driven by many, and dopamine that comes later for the spikes of one of them."""

from __future__ import annotations

import math

import torch

from ..core.bounds import Hard
from ..core.engines.batched_networks import Batched
from ..core.rule import Rule
from ..neurons.integrate_and_fire import LinearPoisson
from .layers import Layers

NEURONS = 50  # that drive the one
BASE = 0.5  # Hz, without them
REACH, START = 0.2, 0.05  # of weights, in expected spikes
WINDOW = 10  # ms in which the neuron has to follow neuron 0
TAU, TAU_MEAN = 200.0, 30_000.0  # ms, of dopamine and of its running mean
BLOCK = 1000  # ms that chance is drawn for at once


class PulsedNetwork(Layers):
    """The networks of all seeds, their dopamine, and the pulses under way.

    longest   the longest time from a pair to its pulse, ms
    mean      whether the reward is dopamine minus its running mean

    coming    (steps, seeds), pulses by how long they still take
    since     (2, seeds), ms since neuron 0 and since the neuron it drives fired, as -time
    """

    own = ("dopamine", "mean", "coming", "since")

    def __init__(
        self, rule: Rule, seeds: int, draw: torch.Generator, *, longest: float, mean: bool
    ) -> None:
        w = torch.full((seeds, NEURONS, 1), START)
        synapses = Batched(rule, w, bounds=Hard(0.0, REACH))
        super().__init__(LinearPoisson(BASE), synapses, draw=draw)
        self.share = float(mean)
        self.dopamine, self.mean = torch.zeros(2, seeds).unbind()
        self.coming = torch.zeros(round(longest) + BLOCK, seeds)
        self.since = torch.tensor([[-math.inf], [-math.inf]]).repeat(1, seeds)

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
