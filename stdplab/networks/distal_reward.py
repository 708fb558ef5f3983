"""Distal reward: a spike pair is rewarded seconds later (after Izhikevich 2007).

Fifty Poisson neurons drive one neuron that fires at random. Whenever it fires within 10 ms
after neuron 0, a pulse of dopamine comes seconds later, when all neurons have fired again:

    d(t) = exp(-dt/200 ms) d(t-dt) + pulses(t)                      dopamine
    m(t) = exp(-dt/30 s) m(t-dt) + (1 - exp(-dt/30 s)) d(t)         its running mean
    reward(t) = d(t) - m(t-dt)

The eligibility trace must last until the pulse, and the weight must change for one pair among
all others. The running mean is a baseline of the reward. It is not part of Izhikevich (2007),
where nothing is subtracted, and it is not a prediction error: it knows nothing of the inputs.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, Self

import torch

from ..core.learning_rule.rule import RULES
from ..core.support.numbers import validation
from ..core.support.short_repr import number_text, quoted
from .base import Study, option
from .dopamine_network import BLOCK_MS, MAX_WEIGHT, N_INPUTS, TAU_MEAN, DopamineNetwork
from .network import Measures

INPUT_RATE_HZ = 1.0  # of each presynaptic neuron
EPOCH_MS = 20_000

DEFAULTS = {"A_minus": -1.5, "tau_z": 1000.0, "tau_m": TAU_MEAN, "gamma": 0.06}
"""Rule parameters of this study; a rule takes those that it has.

One pulse of dopamine has an area of 200 ms. If the trace did not decay, a pair should change
the weight by .06 MAX_WEIGHT during one pulse. For a trace that a pair moves by 1 that means
gamma = .06 MAX_WEIGHT/200; z moves by 1/tau_z instead, so gamma = .06 MAX_WEIGHT/200 tau_z.
Another tau_z therefore needs a gamma in proportion.
"""


@dataclass(frozen=True)
class DistalReward(Study):
    """Find the one synapse of fifty whose spike pairs are rewarded, seconds later.

    50 Poisson neurons of 1 Hz drive one linear Poisson neuron (0.5 Hz without input). A weight
    is the expected number of output spikes per input spike, between 0 and 0.2, at first 0.05.
    An output spike within 10 ms after a spike of neuron 0 is followed by a pulse of dopamine,
    after a delay drawn evenly between `delay_low` and `delay_high`. Dopamine decays with a
    time constant of 200 ms:

        d(t) = exp(-dt/200 ms) d(t-dt) + pulses(t)
        m(t) = exp(-dt/30 s) m(t-dt) + (1 - exp(-dt/30 s)) d(t)
        reward(t) = d(t) - m(t-dt)        with subtract="mean"
        reward(t) = d(t)                  with subtract="nothing"

    The running mean m is a reward baseline. Izhikevich (2007) subtracts nothing.

    Measures, one number per network:

    - `target`: weight of neuron 0 at the end of the epoch, as a share of the maximum
    - `others`: mean weight of all others, likewise
    - `earned`: share of the spikes of neuron 0 that earned a pulse

    Parameters
    ----------
    rule : Rule
        The learning rule of the 50 synapses.
    epochs : int
        Number of epochs of 20 s of learning.
    seeds : int
        Number of networks.
    seed : int
        Seed of all randomness.
    delay_low : float
        Shortest time from the rewarded pair to its pulse of dopamine, ms.
    delay_high : float
        Longest time from the rewarded pair to its pulse of dopamine, ms.
    subtract : {"mean", "nothing"}
        What is subtracted from dopamine: its running mean, or nothing.

    Raises
    ------
    ValueError
        When a parameter is out of range.

    References
    ----------
    E. M. Izhikevich (2007). Solving the distal reward problem through linkage of STDP and
    dopamine signaling. Cerebral Cortex 17, 2443-2452. doi:10.1093/cercor/bhl152

    Examples
    --------
    >>> from stdplab.networks import DistalReward
    >>> DistalReward.from_paper("MSTDPET").rule.tau_z
    1000.0
    """

    name: ClassVar[str] = "distal"
    title: ClassVar[str] = "Distal reward"
    main_measure: ClassVar[str] = "target"
    measures: ClassVar[tuple[str, ...]] = ("target", "others", "earned")
    deviation_note: ClassVar[str] = (
        "Izhikevich (2007) uses a larger network and subtracts nothing from dopamine. Here its "
        "running mean is subtracted as a baseline; without it the other weights rise to .56 of "
        "their maximum."
    )

    epochs: int = option(90, "number of epochs of 20 s of learning")
    delay_low: float = option(1000.0, "shortest time to the reward, ms")
    delay_high: float = option(3000.0, "longest time to the reward, ms")
    subtract: Literal["mean", "nothing"] = option(
        "mean", "what is subtracted from dopamine: mean or nothing"
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        low, high = (validation.number(getattr(self, n), n) for n in ("delay_low", "delay_high"))
        if not 1 <= low <= high:
            raise ValueError(
                "delay_low must be at least 1 ms and delay_high at least delay_low, got "
                f"{number_text(low)} and {number_text(high)} ms"
            )
        if self.subtract not in ("mean", "nothing"):
            raise ValueError(f'subtract must be "mean" or "nothing", got {quoted(self.subtract)}')

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """Make the study with the rule parameters in `DEFAULTS`, as far as the rule has them."""
        kind = RULES[rule]
        names = {field.name for field in fields(kind)}
        return cls(kind(**{n: v for n, v in DEFAULTS.items() if n in names}), **options)

    def make_network(self, generator: torch.Generator) -> DopamineNetwork:
        """Make networks that start alike; the random spikes make them differ."""
        return DopamineNetwork(
            self.rule, self.seeds, generator,
            longest_delay=self.delay_high, subtract_mean=self.subtract == "mean",
        )  # fmt: skip

    def run_epoch(
        self,
        network: DopamineNetwork,
        generator: torch.Generator,
        *,
        learning: bool,
        fresh: bool = False,  # noqa: ARG002 - all inputs are drawn anew
    ) -> Measures:
        """Run for 20 s. All inputs are drawn anew, so ``fresh`` changes nothing."""
        network.generator = generator
        earned, spikes = torch.zeros(self.seeds), torch.zeros(self.seeds)
        block = min(BLOCK_MS, int(self.delay_low))  # no pulse comes in the block that earns it
        for start in range(0, EPOCH_MS, block):
            steps = min(block, EPOCH_MS - start)
            uniform = torch.rand(steps, self.seeds, N_INPUTS, generator=generator)
            fired = (uniform < INPUT_RATE_HZ / 1000).float()
            pairs = network.run(fired, learning=learning)
            network.schedule_pulses(pairs, self.delay_low, self.delay_high)
            earned += pairs.sum(0)
            spikes += fired[:, :, 0].sum(0)
        w = network.synapses[0].w[:, :, 0] / MAX_WEIGHT
        target, others = w[:, 0].clone(), w[:, 1:].mean(1)
        return {"target": target, "others": others, "earned": earned / spikes.clamp(min=1)}
