"""The networks of the XOR study, and the spike trains of its temporal code."""

from __future__ import annotations

import torch

from ..core.bounds import Hard
from ..core.engines.batched_networks import BatchedSynapses
from ..core.learning_rule.rule import Rule
from ..neurons.dales_law import dale_bounds
from ..neurons.integrate_and_fire import LIF
from .layers import LayeredNetwork

PATTERN_MS = 500
TRAIN_SPIKES = 50  # in the train of a bit's value, with the temporal code


class XorNetwork(LayeredNetwork):
    """The networks of all seeds, and the spike trains that code the values of a bit."""

    def __init__(self, code: str, rule: Rule, seeds: int, generator: torch.Generator) -> None:
        self.seeds = seeds
        if code == "rate":
            groups, max_weights = (60, 60, 1), (5.0, 5.0)
            signs = [torch.tensor([1.0] * 15 + [-1.0] * 15).repeat(2), torch.ones(60)]
        else:
            groups, max_weights = (2, 20, 1), (10.0, 10.0)
            signs = [torch.ones(2), torch.ones(20)]
        layers = [dale_bounds(sign, most) for sign, most in zip(signs, max_weights, strict=True)]
        if code == "temporal":
            layers[0] = Hard(-10.0, 10.0)
        super().__init__(LIF(), *(
            BatchedSynapses(
                rule, _random_weights(bounds, (seeds, n, m), generator), bounds=bounds
            )
            for bounds, n, m in zip(map(_float, layers), groups, groups[1:], strict=False)
        ))  # fmt: skip
        self.reward = torch.zeros(seeds)
        self.last_pattern = torch.zeros(seeds, dtype=torch.long)
        self.trains = self.draw_trains(generator)

    def draw_trains(self, generator: torch.Generator) -> torch.Tensor:
        """Draw 50 spikes for each network and value of a bit, shape (seeds, 2, PATTERN_MS)."""
        order = torch.rand(self.seeds, 2, PATTERN_MS, generator=generator).argsort(-1)
        return (order < TRAIN_SPIKES).float()

    def present(
        self, spikes: torch.Tensor, spike_reward: torch.Tensor, *, learning: bool
    ) -> torch.Tensor:
        """Run with input ``spikes`` (steps, seeds, n); return the output rate, Hz.

        The reward of an output spike comes one step later.
        """
        count = torch.zeros(self.seeds)
        for fired in spikes:
            out = self.step(fired, self.reward, learning=learning)[:, 0]
            count += out
            self.reward = out * spike_reward
        return count * 1000 / len(spikes)

    def tensors(self) -> dict[str, torch.Tensor]:
        """Return the whole state by name, with the pending reward, last pattern and trains."""
        state = {"reward": self.reward, "last": self.last_pattern, "trains": self.trains}
        return {**super().tensors(), **{name: value.clone() for name, value in state.items()}}

    def load(self, state: dict[str, torch.Tensor]) -> None:
        """Restore a state that `tensors` returned."""
        super().load(state)
        self.reward, self.last_pattern, self.trains = (
            state[name].clone() for name in ("reward", "last", "trains")
        )


def _float(bounds: Hard) -> Hard:
    """The bounds in single precision, which halves the memory that each step reads."""
    if isinstance(bounds.low, torch.Tensor):
        return Hard(bounds.low.float(), bounds.high.float())
    return bounds


def _random_weights(
    bounds: Hard, shape: tuple[int, ...], generator: torch.Generator
) -> torch.Tensor:
    """Weights drawn evenly between their bounds."""
    uniform: torch.Tensor = torch.rand(shape, generator=generator)
    weights: torch.Tensor = uniform * (bounds.high - bounds.low) + bounds.low
    return weights
