"""One neuron driven by many, and dopamine that follows the spike pairs of one synapse."""

from __future__ import annotations

import math
from typing import ClassVar

import torch

from ..core.bounds import Hard
from ..core.engines.batched_networks import BatchedSynapses
from ..core.learning_rule.rule import Rule
from ..neurons.linear_poisson import LinearPoisson
from .layers import LayeredNetwork

N_INPUTS = 50
BASE_RATE_HZ = 0.5  # of the driven neuron, without input
MAX_WEIGHT, START_WEIGHT = 0.2, 0.05  # expected output spikes per input spike
WINDOW_MS = 10  # longest time from a spike of neuron 0 to an output spike that is rewarded
TAU_DOPAMINE, TAU_MEAN = 200.0, 30_000.0  # ms, of dopamine and of its running mean
BLOCK_MS = 1000  # random numbers are drawn for so many steps at once


class DopamineNetwork(LayeredNetwork):
    """The networks of all seeds, their dopamine, and the pulses that are still to come.

    longest_delay    longest time from a rewarded pair to its pulse, ms
    subtract_mean    whether the reward is dopamine minus its running mean

    pending_pulses    (steps, seeds): number of pulses by the steps until they come
    last_spikes       (2, seeds): time of the last spike of neuron 0 and of the driven neuron,
                      relative to now, so 0 or negative, ms
    """

    state_names: ClassVar[dict[str, str]] = {
        "dopamine": "dopamine",
        "mean": "mean",
        "coming": "pending_pulses",
        "since": "last_spikes",
    }
    """Name in a checkpoint -> attribute."""

    def __init__(
        self,
        rule: Rule,
        seeds: int,
        generator: torch.Generator,
        *,
        longest_delay: float,
        subtract_mean: bool,
    ) -> None:
        w = torch.full((seeds, N_INPUTS, 1), START_WEIGHT)
        synapses = BatchedSynapses(rule, w, bounds=Hard(0.0, MAX_WEIGHT))
        super().__init__(LinearPoisson(BASE_RATE_HZ), synapses, generator=generator)
        self.mean_factor = float(subtract_mean)
        self.dopamine, self.mean = torch.zeros(2, seeds).unbind()
        self.pending_pulses = torch.zeros(round(longest_delay) + BLOCK_MS, seeds)
        self.last_spikes = torch.tensor([[-math.inf], [-math.inf]]).repeat(1, seeds)

    def run(self, fired: torch.Tensor, *, learning: bool) -> torch.Tensor:
        """Run with input spikes ``fired`` (steps, seeds, n); return `_rewarded_pairs`."""
        rewards = self._rewards(len(fired))
        steps = zip(fired, rewards, strict=True)
        out = torch.stack([self.step(pre, r, learning=learning)[:, 0] for pre, r in steps])
        return self._rewarded_pairs(fired[:, :, 0], out)

    def _rewards(self, steps: int) -> torch.Tensor:
        """The reward in each of the next steps, shape (steps, seeds)."""
        decay, mean_decay = math.exp(-1 / TAU_DOPAMINE), math.exp(-1 / TAU_MEAN)
        rewards = torch.empty(steps, len(self.mean))
        # NumPy makes a step of a few numbers three times as fast, with the same bits.
        dopamine, mean = self.dopamine.numpy(), self.mean.numpy()
        for reward, pulses in zip(rewards.numpy(), self.pending_pulses.numpy(), strict=False):
            dopamine = decay * dopamine + pulses
            reward[:] = dopamine - self.mean_factor * mean
            mean = mean_decay * mean + (1 - mean_decay) * dopamine
        self.dopamine, self.mean = torch.from_numpy(dopamine), torch.from_numpy(mean)
        no_pulses = torch.zeros_like(self.pending_pulses[:steps])
        self.pending_pulses = torch.cat((self.pending_pulses[steps:], no_pulses))
        return rewards

    def _rewarded_pairs(self, pre_spikes: torch.Tensor, out: torch.Tensor) -> torch.Tensor:
        """Where an output spike is the first within WINDOW_MS after a spike of neuron 0.

        Shape (steps, seeds), True at the output spike.
        """
        steps = len(out)
        time = torch.arange(1.0, steps + 1)[:, None]
        last = [
            torch.cat((before[None], torch.where(spikes > 0, time, -math.inf))).cummax(0).values
            for before, spikes in zip(self.last_spikes, (pre_spikes, out), strict=True)
        ]
        self.last_spikes = torch.stack([times[-1] - steps for times in last])
        pre, post = (times[:-1] for times in last)  # before each step
        return (out > 0) & (time - pre <= WINDOW_MS) & (post <= pre)

    def schedule_pulses(self, pairs: torch.Tensor, low: float, high: float) -> None:
        """Let a pulse follow each pair of the steps just run, ``low`` to ``high`` ms later."""
        step, seed = pairs.nonzero().unbind(1)
        delay = low + (high - low) * torch.rand(len(step), generator=self.generator)
        due = step - len(pairs) + delay.round().long()
        self.pending_pulses.index_put_((due, seed), torch.ones(len(step)), accumulate=True)

    def tensors(self) -> dict[str, torch.Tensor]:
        """Return the whole state by name, with dopamine and the pending pulses."""
        state = {key: getattr(self, name).clone() for key, name in self.state_names.items()}
        return {**super().tensors(), **state}

    def load(self, state: dict[str, torch.Tensor]) -> None:
        """Restore a state that `tensors` returned."""
        super().load(state)
        for key, name in self.state_names.items():
            setattr(self, name, state[key].clone())
