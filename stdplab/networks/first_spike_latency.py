"""A neuron learns to fire at the first spikes of a volley that comes again and again.

Each input fires once per volley, at a latency of its own. The weights of inputs before the
neuron's spike grow, those after it shrink. So the spike comes earlier and has fewer inputs
before it, until the first inputs alone cause it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import torch

from ..core.bounds import Hard
from ..core.engines.batched_networks import BatchedSynapses
from ..core.learning_rule.rule import RULES
from ..core.support.numbers import validation
from ..core.support.short_repr import number_text
from ..neurons.integrate_and_fire import LIF
from .base import Study, option
from .layers import LayeredNetwork
from .network import Measures

N_INPUTS = 100
VOLLEY_MS = 50
PAUSE_MS = 150  # until the next volley, in which potential and traces decay
VOLLEYS = 5  # per epoch
MAX_WEIGHT = 1.4  # mV
RULE_PARAMETERS = {"STDP": {"A_plus": 1.0, "A_minus": -1.05, "gamma": 0.01 * MAX_WEIGHT}}


@dataclass(frozen=True)
class FirstSpikeLatency(Study):
    """Answer a repeated volley of input spikes ever earlier.

    100 inputs drive one leaky integrate-and-fire neuron through weights between 0 and 1.4 mV.
    In each volley of 50 ms every input fires once, at its own latency plus Gaussian jitter.
    150 ms of silence follow. The effect is that of Song et al. (2000) and Guyonneau et al.
    (2005); the numbers of this set-up are chosen here.

    Measures, one number per network:

    - `latency`: time from the start of a volley to the first output spike, ms, mean over the
      epoch's 5 volleys; 50 where there is no spike
    - `early`: mean weight of the half of the inputs that fire first, as a share of the maximum
    - `late`: the same for the other half

    Parameters
    ----------
    rule : Rule
        The learning rule of the 100 synapses.
    epochs : int
        Number of epochs of five volleys each.
    seeds : int
        Number of networks.
    seed : int
        Seed of all randomness.
    jitter : float
        Standard deviation of each input's spike time from volley to volley, ms.

    Raises
    ------
    ValueError
        When a parameter is not a number or out of range.

    References
    ----------
    S. Song, K. D. Miller, L. F. Abbott (2000). Competitive Hebbian learning through
    spike-timing-dependent synaptic plasticity. Nature Neuroscience 3, 919-926.
    doi:10.1038/78829

    R. Guyonneau, R. VanRullen, S. J. Thorpe (2005). Neurons tune to the earliest spikes through
    STDP. Neural Computation 17, 859-879. doi:10.1162/0899766053429390

    Examples
    --------
    >>> from stdplab.networks import FirstSpikeLatency
    >>> FirstSpikeLatency.from_paper("STDP").rule.A_minus
    -1.05
    """

    name: ClassVar[str] = "latency"
    title: ClassVar[str] = "First-spike latency"
    main_measure: ClassVar[str] = "latency"
    measures: ClassVar[tuple[str, ...]] = ("latency", "early", "late")
    unit: ClassVar[str] = "ms"
    measure_range: ClassVar[tuple[float, float]] = (0.0, float(VOLLEY_MS))
    default_rule: ClassVar[str] = "STDP"

    epochs: int = option(40, "number of epochs of five volleys each")
    jitter: float = option(1.0, "standard deviation of an input's spike times, ms")

    def __post_init__(self) -> None:
        super().__post_init__()
        if validation.number(self.jitter, "jitter") < 0:
            raise ValueError(f"jitter must be zero or more, got {number_text(self.jitter)} ms")

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """Make the study with depression slightly stronger; other rules keep their defaults."""
        return cls(RULES[rule](**RULE_PARAMETERS.get(rule, {})), **options)

    def make_network(self, generator: torch.Generator) -> LatencyNetwork:
        """Draw weights and latencies evenly."""
        return LatencyNetwork(self, generator)

    def run_epoch(
        self,
        network: LatencyNetwork,
        generator: torch.Generator,
        *,
        learning: bool,
        fresh: bool = False,
    ) -> Measures:
        """Present five volleys; ``fresh`` ones have other latencies than those learned."""
        latencies = network.draw_latencies(generator) if fresh else network.latencies
        total = torch.zeros(self.seeds)
        for _ in range(VOLLEYS):
            times = latencies + self.jitter * torch.randn(latencies.shape, generator=generator)
            total += network.present(times.round().clamp(0, VOLLEY_MS - 1), learning=learning)
        early = latencies.argsort(1).argsort(1) < N_INPUTS // 2
        w = network.synapses[0].w[:, :, 0] / MAX_WEIGHT
        halves = [w[half].reshape(self.seeds, -1).mean(1) for half in (early, ~early)]
        return {"latency": total / VOLLEYS, "early": halves[0], "late": halves[1]}


class LatencyNetwork(LayeredNetwork):
    """One neuron in each network, and the latencies of the volley that it learns."""

    def __init__(self, study: FirstSpikeLatency, generator: torch.Generator) -> None:
        w = MAX_WEIGHT * torch.rand(study.seeds, N_INPUTS, 1, generator=generator)
        super().__init__(LIF(), BatchedSynapses(study.rule, w, bounds=Hard(0.0, MAX_WEIGHT)))
        self.reward = torch.ones(study.seeds)
        self.latencies = self.draw_latencies(generator)

    def draw_latencies(self, generator: torch.Generator) -> torch.Tensor:
        """Draw latencies evenly over the volley, ms, shape (seeds, N_INPUTS)."""
        return (VOLLEY_MS * torch.rand(len(self.reward), N_INPUTS, generator=generator)).floor()

    def present(self, times: torch.Tensor, *, learning: bool) -> torch.Tensor:
        """Present input spikes at ``times``; return the first output spike, or VOLLEY_MS."""
        first = torch.full_like(self.reward, VOLLEY_MS)
        for t in range(VOLLEY_MS + PAUSE_MS):
            out = self.step((times == t).float(), self.reward, learning=learning)[:, 0]
            first = torch.where(out > 0, first.clamp(max=t), first)
        return first

    def tensors(self) -> dict[str, torch.Tensor]:
        """Return the whole state by name, with the latencies of the inputs."""
        return {**super().tensors(), "latencies": self.latencies.clone()}

    def load(self, state: dict[str, torch.Tensor]) -> None:
        """Restore a state that `tensors` returned."""
        super().load(state)
        self.latencies = state["latencies"].clone()
