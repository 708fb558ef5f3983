"""Inputs compete for the timing of one neuron's spikes (Song, Miller and Abbott 2000).

doi 10.1038/78829. 1000 excitatory Poisson inputs learn by STDP, 200 inhibitory ones do not. All
of them open conductances of one integrate-and-fire neuron. Depression is slightly stronger than
potentiation, so that only inputs that contribute to output spikes stay strong:

    A_minus tau_minus = -1.05 A_plus tau_plus,   0 <= w <= 1 in units of g_max = .015
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import torch

from ..core.bounds import Hard, Soft
from ..core.engines.batched_networks import BatchedSynapses
from ..core.learning_rule.rule import RULES
from ..core.support.numbers import validation
from ..core.support.short_repr import number_text
from ..neurons.conductance_based import ConductanceLIF
from .base import Study, option
from .layers import LayeredNetwork
from .network import Measures

EPOCH_S = 10
BLOCK_MS = 100  # random numbers are drawn for so many ms at once
INHIBITORY_JUMP = 0.05  # increase of g_in by one inhibitory spike
INHIBITORY_SPIKES_PER_S = 200 * 10  # of all inhibitory inputs together
NEAR_BOUND = 0.1  # share of the range of weights that counts as near a bound
PAPER_PARAMETERS = {"STDP": {"A_plus": 1.0, "A_minus": -1.05, "gamma": 0.005}}


@dataclass(frozen=True)
class Competition(Study):
    """Let inputs of equal rate compete: some become strong, the others weak.

    1000 excitatory Poisson inputs of `rate` Hz with plastic weights and 200 inhibitory ones of
    10 Hz with fixed weights drive one integrate-and-fire neuron with conductances. Under hard
    bounds STDP splits the weights in two groups, under soft bounds (`mu` > 0) they stay together.

        A_minus tau_minus = -1.05 A_plus tau_plus,   0 <= w <= 1 in units of g_max = .015

    Measures, one number per network; `output` is of the whole epoch of 10 s, the others are
    of the weights at its end:

    - `bimodality`: share of the weights within a tenth of a bound
    - `coefficient`: Sarle's bimodality coefficient, (skewness^2 + 1) / kurtosis: 1 for two
      points, 5/9 for an even distribution, less for a single peak, 0 where all are equal
    - `output`: firing rate of the neuron, Hz
    - `mean`: mean weight

    Parameters
    ----------
    rule : Rule
        The learning rule of the excitatory synapses.
    epochs : int
        Number of epochs of 10 s of learning.
    seeds : int
        Number of networks.
    seed : int
        Seed of all randomness.
    rate : float
        Rate of each excitatory input, Hz, above 0 and up to 1000.
    mu : float
        Softness of the bounds: 0 is hard, 1 makes changes proportional to the distance from
        the bound.
    inputs : int
        Number of excitatory inputs. With fewer inputs each is stronger in proportion.
    steps : int
        Number of simulation steps per ms.

    Raises
    ------
    ValueError
        When a parameter is not a number or out of range.

    References
    ----------
    S. Song, K. D. Miller, L. F. Abbott (2000). Competitive Hebbian learning through
    spike-timing-dependent synaptic plasticity. Nature Neuroscience 3, 919-926.
    doi:10.1038/78829

    Examples
    --------
    >>> from stdplab.networks import Competition
    >>> Competition.from_paper("STDP", rate=10.0).rule.gamma
    0.005
    """

    name: ClassVar[str] = "competition"
    title: ClassVar[str] = "Competition between inputs"
    main_measure: ClassVar[str] = "bimodality"
    measures: ClassVar[tuple[str, ...]] = ("bimodality", "coefficient", "output", "mean")
    default_rule: ClassVar[str] = "STDP"
    deviation_note: ClassVar[str] = (
        "With inputs of 10, 20 and 40 Hz the neurons, 16 each, fire at 12.2, 13.1 and 15.9 Hz "
        "after 750 s. These rates depend on the time step: with steps of .5 ms, neurons with "
        "inputs of 10 Hz end at 11.4 Hz."
    )

    epochs: int = option(75, "number of epochs of 10 s of learning")
    rate: float = option(20.0, "rate of each excitatory input, Hz")
    mu: float = option(
        0.0, "softness of the bounds: 0 is hard, 1 is proportional to the distance from the bound"
    )
    inputs: int = option(1000, "number of excitatory inputs")
    steps: int = option(1, "number of simulation steps per ms")

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 < validation.number(self.rate, "rate") <= 1000:
            raise ValueError(
                f"rate must be above 0 and at most 1000 Hz, got {number_text(self.rate)} Hz"
            )
        Soft(0.0, 1.0, self.mu)  # raises ValueError for a bad mu
        self._check_whole_number("inputs", 1, 100_000)
        self._check_whole_number("steps", 1, 20)

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """Make the study of Song et al. (2000); a rule without published values keeps its own."""
        return cls(RULES[rule](**PAPER_PARAMETERS.get(rule, {})), **options)

    def make_network(self, generator: torch.Generator) -> CompetitionNetwork:
        """Draw weights evenly between their bounds."""
        return CompetitionNetwork(self, generator)

    def run_epoch(
        self,
        network: CompetitionNetwork,
        generator: torch.Generator,
        *,
        learning: bool,
        fresh: bool = False,  # noqa: ARG002 - all inputs are drawn anew
    ) -> Measures:
        """Run for 10 s. All inputs are drawn anew, so ``fresh`` changes nothing."""
        count = torch.zeros(self.seeds, 1, dtype=torch.double)
        shape, steps_per_s = (BLOCK_MS, self.steps, self.seeds), 1000 * self.steps
        inhibitory_rate = torch.full(
            (*shape, 1), INHIBITORY_SPIKES_PER_S / steps_per_s, dtype=torch.double
        )
        for _ in range(EPOCH_S * 1000 // BLOCK_MS):
            uniform = torch.rand(*shape, self.inputs, generator=generator)
            jumps = INHIBITORY_JUMP * torch.poisson(inhibitory_rate, generator=generator)
            excitation = (uniform < self.rate / steps_per_s).double()
            for fired, inhibition in zip(excitation, jumps, strict=True):
                out = torch.zeros_like(count)  # of this ms
                for step_inputs in zip(fired, inhibition, strict=True):
                    out += network.step_with_inhibition(*step_inputs, learning=learning)
                count += out
                if network.recorder is not None:
                    network.record([fired.sum(0), out])
        w = network.synapses[0].w[:, :, 0]
        near = ((w <= NEAR_BOUND) | (w >= 1 - NEAR_BOUND)).double().mean(1)
        second, third, fourth = (((w - w.mean(1, keepdim=True)) ** k).mean(1) for k in (2, 3, 4))
        coefficient = (third**2 + second**3) / (second * fourth).clamp(min=1e-30)
        output = count[:, 0] / EPOCH_S
        return {"bimodality": near, "coefficient": coefficient, "output": output, "mean": w.mean(1)}


class CompetitionNetwork(LayeredNetwork):
    """One neuron in each network, with the inputs that compete for it.

    With a step of 1 ms, an input spike and an output spike often fall into the same step. If
    such pairs counted as cause and effect, potentiation would be stronger than depression and
    the output rate would run away:

        1.05 sum over k >= 1 of e^(-k/20) / sum over k >= 0 of e^(-k/20) = 1.05 e^(-1/20) = .999

    So the rule takes two half steps, first with the input spikes, then with the output spikes.
    No pair coincides: all lie k + 1/2 ms apart on either side, as they do on average in
    continuous time, and the ratio of the areas is 1.05. An input spike opens the conductance by
    the weight before the change that the spike causes.
    """

    def __init__(self, study: Competition, generator: torch.Generator) -> None:
        w = torch.rand(study.seeds, study.inputs, 1, generator=generator, dtype=torch.double)
        bounds = Soft(0.0, 1.0, study.mu) if study.mu else Hard(0.0, 1.0)
        neuron = ConductanceLIF(g_max=0.015 * 1000 / study.inputs)
        super().__init__(
            neuron, BatchedSynapses(study.rule, w, dt=0.5 / study.steps, bounds=bounds)
        )
        self.reward = torch.ones(study.seeds, dtype=torch.double)
        self.dt = 1 / study.steps

    def step_with_inhibition(
        self, fired: torch.Tensor, inhibition: torch.Tensor, *, learning: bool
    ) -> torch.Tensor:
        """Run one step of ``dt`` ms; return the output spikes (seeds, 1).

        ``inhibition`` (seeds, 1) is the increase of the inhibitory conductance.
        """
        (synapses,), (v, g_ex, g_in) = self.synapses, self.potentials[0]
        arrived = torch.bmm(fired[:, None], synapses.w)[:, 0]
        if learning:
            synapses.step(fired, torch.zeros_like(arrived), self.reward)
        state = torch.stack((v, g_ex, g_in + inhibition))
        self.potentials[0], out = self.neuron.step(state, arrived, self.dt, arrived)
        if learning:
            synapses.step(torch.zeros_like(fired), out, self.reward)
        return out
