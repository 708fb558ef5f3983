"""Groups of spiking neurons in many networks at once, each group driving the next."""

from __future__ import annotations

import torch

from ..core.engines.batched_networks import Batched
from ..neurons.integrate_and_fire import LIF, LinearPoisson

Tensors = dict[str, torch.Tensor]

WATCHED = 2000
"""Steps of an epoch whose spikes are kept, from its first one on."""


class Layers:
    """Feed-forward networks of neurons that learn.

    neuron      of every group but the first, whose spikes are given
    synapses    one `Batched` from each group to the next; a spike arrives one step later
    draw        where the chance in `LinearPoisson` comes from
    watched     a list to which the first steps add the first network's spikes, group by group

    Within a step: arrived spikes, then the neurons of every group, then the rule.
    """

    def __init__(
        self,
        neuron: LIF | LinearPoisson,
        *synapses: Batched,
        draw: torch.Generator | None = None,
    ) -> None:
        self.neuron, self.synapses, self.draw = neuron, synapses, draw
        self.watched: list[list[torch.Tensor]] | None = None
        self.rest()

    def rest(self) -> None:
        """All potentials at rest, and no spike under way; weights and traces stay."""
        self.potentials = [self.neuron.start(s.w[:, 0]) for s in self.synapses]
        self.before = [torch.zeros_like(s.w[:, :, 0]) for s in self.synapses]

    def step(self, fired: torch.Tensor, reward: torch.Tensor, *, learning: bool) -> torch.Tensor:
        """The output spikes (batch, n) after input spikes ``fired`` and reward (batch,)."""
        groups = [fired]
        for i, synapses in enumerate(self.synapses):
            arrived = torch.bmm(self.before[i][:, None], synapses.w)[:, 0]
            chance = arrived  # which only some neurons look at
            if isinstance(self.neuron, LinearPoisson):
                chance = torch.rand(arrived.shape, generator=self.draw, dtype=arrived.dtype)
            self.potentials[i], spikes = self.neuron.step(
                self.potentials[i], arrived, synapses.dt, chance
            )
            groups.append(spikes)
        if learning:
            for synapses, pre, post in zip(self.synapses, groups, groups[1:], strict=False):
                synapses.step(pre, post, reward)
        self.before = groups[:-1]
        self.watch(groups)
        return groups[-1]

    def watch(self, groups: list[torch.Tensor]) -> None:
        """Keep the first network's spikes of this step, while somebody asks for them."""
        if self.watched is not None and len(self.watched) < WATCHED:
            self.watched.append([group[0].bool() for group in groups])

    def weights(self) -> list[torch.Tensor]:
        """(batch, n_pre, n_post) from each group to the next."""
        return [synapses.w for synapses in self.synapses]

    def tensors(self) -> Tensors:
        """Everything that another run needs to go on from here, by name."""
        held = {}
        for i, synapses in enumerate(self.synapses):
            held[f"w{i}"] = synapses.w
            held[f"potential{i}"] = self.potentials[i]
            held[f"before{i}"] = self.before[i]
            held |= {f"{name}{i}": value for name, value in synapses.state().items()}
        return {name: value.clone() for name, value in held.items()}

    def load(self, held: Tensors) -> None:
        """Go on from what `tensors` gave."""
        for i, synapses in enumerate(self.synapses):
            synapses.w.copy_(held[f"w{i}"])
            self.potentials[i] = held[f"potential{i}"].clone()
            self.before[i] = held[f"before{i}"].clone()
            synapses.load({name: held[f"{name}{i}"] for name in synapses.rule.series})
