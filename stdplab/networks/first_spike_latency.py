"""A neuron learns to fire at the first spikes of a volley.

Song, Miller and Abbott 2000, doi 10.1038/78829; Guyonneau, VanRullen and Thorpe 2005, doi
10.1162/0899766053429390. The same volley comes again and again: each input
fires once, at a latency of its own. Inputs before the neuron's spike grow, those after it
shrink, so the spike comes earlier, and finds fewer inputs before it, until the first ones
alone bring it about. The numbers of the set-up are chosen here, not taken from a paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import torch

from ..core.bounds import Hard
from ..core.engines.batched_networks import Batched
from ..core.rule import RULES
from ..core.support import validation
from ..neurons.integrate_and_fire import LIF
from .base import Measures, Study, option
from .layers import Layers

INPUTS = 100
LASTS = 50  # ms of a volley
PAUSE = 150  # ms until the next one, in which potential and traces decay
VOLLEYS = 5  # an epoch
REACH = 1.4  # mV, of a weight
PUBLISHED = {"STDP": {"A_plus": 1.0, "A_minus": -1.05, "gamma": 0.01 * REACH}}


@dataclass(frozen=True)
class FirstSpikeLatency(Study):
    """Answer a volley that comes again and again, 50 ms long, ever earlier.

    jitter     of each input's spike from volley to volley, ms

    latency    of the first output spike after the volley's onset, ms; 50 where none comes
    early      mean weight of the half of the inputs that fire first, in units of the bound
    late       the same of the other half
    """

    name: ClassVar[str] = "latency"
    title: ClassVar[str] = "First-spike latency"
    success: ClassVar[str] = "latency"
    unit: ClassVar[str] = "ms"
    span: ClassVar[tuple[float, float]] = (0.0, float(LASTS))
    initial: ClassVar[str] = "STDP"

    epochs: int = option(40, "of five volleys each")
    jitter: float = option(1.0, "standard deviation of an input's spike times, ms")

    def __post_init__(self) -> None:
        super().__post_init__()
        if validation.number(self.jitter, "jitter") < 0:
            raise ValueError(f"jitter is {self.jitter:g} ms: it has to be zero or more")

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """The study with depression a little the stronger; other rules keep their numbers."""
        return cls(RULES[rule](**PUBLISHED.get(rule, {})), **options)

    def network(self, draw: torch.Generator) -> LatencyNetwork:
        """Neurons with weights and latencies drawn evenly."""
        return LatencyNetwork(self, draw)

    def epoch(
        self, network: LatencyNetwork, draw: torch.Generator, *, learning: bool, fresh: bool = False
    ) -> Measures:
        """Five volleys; ``fresh`` ones have other latencies than those learned."""
        latencies = network.drawn(draw) if fresh else network.latencies
        first = torch.zeros(self.seeds)
        for _ in range(VOLLEYS):
            moved = latencies + self.jitter * torch.randn(latencies.shape, generator=draw)
            first += network.show(moved.round().clamp(0, LASTS - 1), learning=learning)
        early = latencies.argsort(1).argsort(1) < INPUTS // 2
        w = network.synapses[0].w[:, :, 0] / REACH
        halves = [w[half].reshape(self.seeds, -1).mean(1) for half in (early, ~early)]
        return {"latency": first / VOLLEYS, "early": halves[0], "late": halves[1]}


class LatencyNetwork(Layers):
    """One neuron in each network, and the volley that it hears."""

    def __init__(self, study: FirstSpikeLatency, draw: torch.Generator) -> None:
        w = REACH * torch.rand(study.seeds, INPUTS, 1, generator=draw)
        super().__init__(LIF(), Batched(study.rule, w, bounds=Hard(0.0, REACH)))
        self.reward = torch.ones(study.seeds)
        self.latencies = self.drawn(draw)

    def drawn(self, draw: torch.Generator) -> torch.Tensor:
        """Latencies drawn evenly over the volley, ms: (seeds, INPUTS)."""
        return (LASTS * torch.rand(len(self.reward), INPUTS, generator=draw)).floor()

    def show(self, times: torch.Tensor, *, learning: bool) -> torch.Tensor:
        """When the neuron first fires while inputs fire at ``times``, LASTS where it does not."""
        first = torch.full_like(self.reward, LASTS)
        for t in range(LASTS + PAUSE):
            out = self.step((times == t).float(), self.reward, learning=learning)[:, 0]
            first = torch.where(out > 0, first.clamp(max=t), first)
        return first

    def tensors(self) -> dict[str, torch.Tensor]:
        """With the latencies of the inputs."""
        return {**super().tensors(), "latencies": self.latencies.clone()}

    def load(self, held: dict[str, torch.Tensor]) -> None:
        """Go on from what `tensors` gave."""
        super().load(held)
        self.latencies = held["latencies"].clone()
