"""Inputs compete for the timing of one neuron's spikes (Song, Miller and Abbott 2000).

doi 10.1038/78829. 1000 excitatory Poisson inputs learn by STDP, 200 inhibitory ones do not; all
open conductances of one integrate-and-fire neuron. Depression is a little the stronger, so that
only those inputs hold out that bring about spikes:

    A_minus tau_minus = -1.05 A_plus tau_plus,   w between 0 and 1, in units of g_max = .015

Constants are remembered, not re-read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import torch

from ..core.bounds import Hard, Soft
from ..core.engines.batched_networks import Batched
from ..core.rule import RULES
from ..core.support import validation
from ..neurons.conductance_based import ConductanceLIF
from .base import Measures, Study, option
from .layers import Layers

SECONDS = 10  # of an epoch
CHUNK = 100  # ms whose chance is drawn at once
INHIBITION = 0.05  # g_in, of a spike
INHIBITORS = 200 * 10  # spikes per second, of all inhibitory inputs together
EDGE = 0.1  # of the way between the bounds
PUBLISHED = {"STDP": {"A_plus": 1.0, "A_minus": -1.05, "gamma": 0.005}}


@dataclass(frozen=True)
class Competition(Study):
    """Let inputs of one rate compete: some end up strong, the others weak.

    bimodality    share of the weights within a tenth of a bound
    coefficient   of bimodality (Sarle), (skewness^2 + 1) / kurtosis of the weights: 1 where they
                  are two points, 5/9 where they lie evenly, less in one heap, 0 where all are equal
    output        rate of the neuron, Hz, over the 10 s of an epoch
    mean          weight, like the two above at its end
    """

    name: ClassVar[str] = "competition"
    title: ClassVar[str] = "Competition between inputs"
    success: ClassVar[str] = "bimodality"
    initial: ClassVar[str] = "STDP"
    differs: ClassVar[str] = (
        "With inputs of 10, 20 and 40 Hz our neurons, 16 each, fire at 12.2, 13.1 and 15.9 Hz "
        "after 750 s; another simulation of the same set-up reports 13.2, 14.2 and 16.4. A step "
        "of 1 ms counts: with two steps in each ms, inputs of 10 Hz end at 11.4 Hz."
    )

    epochs: int = option(75, "tens of seconds of learning")
    rate: float = option(20.0, "of the excitatory inputs, Hz")
    mu: float = option(0.0, "softness of the bounds: 0 is hard, 1 in proportion to the room left")
    inputs: int = option(1000, "how many of them learn")
    steps: int = option(1, "of the simulation in each ms")

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 < validation.number(self.rate, "rate") <= 1000:
            raise ValueError(f"rate is {self.rate:g} Hz: it has to lie above 0 and up to 1000")
        Soft(0.0, 1.0, self.mu)  # which says what is wrong with mu
        self._whole("inputs", 1, 100_000)
        self._whole("steps", 1, 20)

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """The paper's network; a rule that the paper has no numbers for keeps its own."""
        return cls(RULES[rule](**PUBLISHED.get(rule, {})), **options)

    def network(self, draw: torch.Generator) -> CompetitionNetwork:
        """Neurons with weights drawn evenly between their bounds."""
        return CompetitionNetwork(self, draw)

    def epoch(
        self,
        network: CompetitionNetwork,
        draw: torch.Generator,
        *,
        learning: bool,
        fresh: bool = False,  # noqa: ARG002 - there are no inputs to repeat
    ) -> Measures:
        """Run for ten seconds; all inputs are chance, so ``fresh`` ones are like the others."""
        count = torch.zeros(self.seeds, 1, dtype=torch.double)
        shape, per = (CHUNK, self.steps, self.seeds), 1000 * self.steps
        inhibitors = torch.full((*shape, 1), INHIBITORS / per, dtype=torch.double)
        for _ in range(SECONDS * 1000 // CHUNK):
            chance = torch.rand(*shape, self.inputs, generator=draw)
            opened = INHIBITION * torch.poisson(inhibitors, generator=draw)
            for fired, inhibition in zip((chance < self.rate / per).double(), opened, strict=True):
                out = torch.zeros_like(count)  # of this ms
                for each in zip(fired, inhibition, strict=True):
                    out += network.tick(*each, learning=learning)
                count += out
                if network.watched is not None:
                    network.watch([fired.sum(0), out])
        w = network.synapses[0].w[:, :, 0]
        edge = ((w <= EDGE) | (w >= 1 - EDGE)).double().mean(1)
        second, third, fourth = (((w - w.mean(1, keepdim=True)) ** k).mean(1) for k in (2, 3, 4))
        coefficient = (third**2 + second**3) / (second * fourth).clamp(min=1e-30)
        output = count[:, 0] / SECONDS
        return {"bimodality": edge, "coefficient": coefficient, "output": output, "mean": w.mean(1)}


class CompetitionNetwork(Layers):
    """One neuron in each network, with the inputs that compete for it.

    The trap of a step of 1 ms: a spike that arrives and one of the neuron in the same step.
    Counted as cause and effect, it makes potentiation the stronger, and the neuron runs away:

        1.05 sum over k >= 1 of e^(-k/20) / sum over k >= 0 of e^(-k/20) = 1.05 e^(-1/20) = .999

    So the rule takes half steps, first with the spikes that arrive, then with the neuron's. No
    pair coincides: all lie k + 1/2 ms apart on either side, as on average they do in a world
    without steps, and the ratio of the areas is 1.05. A spike opens the conductance by the weight
    that it finds, and changes it afterwards.
    """

    def __init__(self, study: Competition, draw: torch.Generator) -> None:
        w = torch.rand(study.seeds, study.inputs, 1, generator=draw, dtype=torch.double)
        bounds = Soft(0.0, 1.0, study.mu) if study.mu else Hard(0.0, 1.0)
        neuron = ConductanceLIF(g_max=0.015 * 1000 / study.inputs)  # fewer are as much stronger
        super().__init__(neuron, Batched(study.rule, w, dt=0.5 / study.steps, bounds=bounds))
        self.reward = torch.ones(study.seeds, dtype=torch.double)
        self.dt = 1 / study.steps

    def tick(
        self, fired: torch.Tensor, inhibition: torch.Tensor, *, learning: bool
    ) -> torch.Tensor:
        """One step of ``dt`` ms: the neuron's spikes (seeds, 1) after ``inhibition`` (seeds, 1)."""
        (synapses,), (v, g_ex, g_in) = self.synapses, self.potentials[0]
        arrived = torch.bmm(fired[:, None], synapses.w)[:, 0]
        if learning:
            synapses.step(fired, torch.zeros_like(arrived), self.reward)
        state = torch.stack((v, g_ex, g_in + inhibition))
        self.potentials[0], out = self.neuron.step(state, arrived, self.dt, arrived)
        if learning:
            synapses.step(torch.zeros_like(fired), out, self.reward)
        return out
