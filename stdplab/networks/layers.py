"""Feed-forward networks of spiking neurons, many at once: each group drives the next."""

from __future__ import annotations

import torch

from ..core.engines.batched_networks import BatchedSynapses
from ..neurons.integrate_and_fire import LIF
from ..neurons.linear_poisson import LinearPoisson

Tensors = dict[str, torch.Tensor]

RECORDED_STEPS = 2000
"""Most steps of an epoch whose spikes are recorded, counted from its first step."""


class LayeredNetwork:
    """Feed-forward networks whose weights learn.

    neuron       of every group but the first, whose spikes are the input
    synapses     one `BatchedSynapses` from each group to the next; a spike arrives one step later
    generator    source of the random numbers that `LinearPoisson` needs
    recorder     None, or a list to which each step appends the first network's spikes by group

    Within a step: the spikes arrive, the neurons of every group follow, then the rule.
    """

    def __init__(
        self,
        neuron: LIF | LinearPoisson,
        *synapses: BatchedSynapses,
        generator: torch.Generator | None = None,
    ) -> None:
        self.neuron, self.synapses, self.generator = neuron, synapses, generator
        self.recorder: list[list[torch.Tensor]] | None = None
        self.reset_state()

    def reset_state(self) -> None:
        """Set all potentials to rest and drop spikes in transit; weights and traces stay."""
        self.potentials = [self.neuron.initial_state(s.w[:, 0]) for s in self.synapses]
        self.previous_spikes = [torch.zeros_like(s.w[:, :, 0]) for s in self.synapses]

    def step(self, fired: torch.Tensor, reward: torch.Tensor, *, learning: bool) -> torch.Tensor:
        """The output spikes (batch, n) after input spikes ``fired`` and reward (batch,)."""
        groups = [fired]
        for i, synapses in enumerate(self.synapses):
            arrived = torch.bmm(self.previous_spikes[i][:, None], synapses.w)[:, 0]
            uniform = arrived  # a placeholder: only LinearPoisson reads random numbers
            if isinstance(self.neuron, LinearPoisson):
                uniform = torch.rand(arrived.shape, generator=self.generator, dtype=arrived.dtype)
            self.potentials[i], spikes = self.neuron.step(
                self.potentials[i], arrived, synapses.dt, uniform
            )
            groups.append(spikes)
        if learning:
            for synapses, pre, post in zip(self.synapses, groups, groups[1:], strict=False):
                synapses.step(pre, post, reward)
        self.previous_spikes = groups[:-1]
        self.record(groups)
        return groups[-1]

    def record(self, groups: list[torch.Tensor]) -> None:
        """Append the first network's spikes of this step to the recorder, if there is one."""
        if self.recorder is not None and len(self.recorder) < RECORDED_STEPS:
            self.recorder.append([group[0].bool() for group in groups])

    def weights(self) -> list[torch.Tensor]:
        """The weights from each group to the next, shape (batch, n_pre, n_post)."""
        return [synapses.w for synapses in self.synapses]

    def tensors(self) -> Tensors:
        """Return the whole state by name, as copies. The names are those in checkpoints."""
        state = {}
        for i, synapses in enumerate(self.synapses):
            state[f"w{i}"] = synapses.w
            state[f"potential{i}"] = self.potentials[i]
            state[f"before{i}"] = self.previous_spikes[i]
            state |= {f"{name}{i}": value for name, value in synapses.state().items()}
        return {name: value.clone() for name, value in state.items()}

    def load(self, state: Tensors) -> None:
        """Restore a state that `tensors` returned."""
        for i, synapses in enumerate(self.synapses):
            synapses.w.copy_(state[f"w{i}"])
            self.potentials[i] = state[f"potential{i}"].clone()
            self.previous_spikes[i] = state[f"before{i}"].clone()
            synapses.load({name: state[f"{name}{i}"] for name in synapses.rule.series})
