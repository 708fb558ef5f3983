"""XOR learned from reward alone (Florian 2007, sections 4.3 and 4.4).

doi 10.1162/neco.2007.19.6.1468. Input, hidden and output neurons are leaky integrate-and-fire.
Each epoch shows the four patterns in random order, 500 ms each, without a pause. Every output
spike earns +1 when the answer is 1 and -1 when it is 0. The network gets no other feedback.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

import torch

from ..core.learning_rule.rule import RULES
from ..core.support.short_repr import quoted
from .base import Study, option
from .network import Measures
from .xor_network import XorNetwork

PATTERNS = ("00", "01", "10", "11")
PAPER_GAMMA = {
    "rate": {"MSTDP": 0.1, "MSTDPET": 0.625},
    "temporal": {"MSTDP": 0.01, "MSTDPET": 0.25},
}
"""The published learning rates, by code and rule."""

PATTERN_REWARD = torch.tensor([-1.0, 1.0, 1.0, -1.0])  # of an output spike, by pattern


@dataclass(frozen=True)
class Xor(Study):
    """Learn the exclusive or of two bits from a reward for output spikes.

    With the rate code each bit has 30 input neurons, half of them inhibitory. They are silent
    for 0 and fire as Poisson neurons of 40 Hz for 1. The network has 60 input, 60 hidden and
    1 output neurons, and weights within [0, 5] or [-5, 0] mV. With the temporal code each bit
    has one input neuron, and each value a fixed random train of 50 spikes. The network has
    2 input, 20 hidden and 1 output neurons; the weights lie within [-10, 10] mV in the first
    layer and within [0, 10] mV in the second. In every epoch each pattern is shown for 500 ms,
    and an output spike earns a reward one step later:

        reward = +1 for the patterns 01 and 10,   -1 for 00 and 11

    Measures of an epoch, one number per network:

    - `solved`: 1 where the output rate is lower for 11 than for 01 and for 10, else 0; with the
      temporal code it must be lower for 00, too
    - `00`, `01`, `10`, `11`: output rate for each pattern, Hz
    - `last`: the pattern, 0 to 3, that the network learned from last

    Parameters
    ----------
    rule : Rule
        The learning rule of all synapses.
    epochs : int
        Number of epochs of learning.
    seeds : int
        Number of networks.
    seed : int
        Seed of all randomness.
    code : {"rate", "temporal"}
        How the bits are coded.

    Raises
    ------
    ValueError
        When a parameter is out of range.

    References
    ----------
    R. V. Florian (2007). Reinforcement learning through modulation of spike-timing-dependent
    synaptic plasticity. Neural Computation 19, 1468-1502, sections 4.3 and 4.4.
    doi:10.1162/neco.2007.19.6.1468

    Examples
    --------
    >>> from stdplab.networks import Xor
    >>> Xor.from_paper("MSTDPET", code="temporal").rule.gamma
    0.25
    """

    name: ClassVar[str] = "xor"
    title: ClassVar[str] = "XOR from reward alone"
    main_measure: ClassVar[str] = "solved"
    measures: ClassVar[tuple[str, ...]] = ("solved", "00", "01", "10", "11", "last")
    deviation_note: ClassVar[str] = (
        "Florian (2007) reports success while learning. With plasticity off, the rate-coded "
        "answer under MSTDP depends on the pattern that was trained last: after 11 most networks "
        "solve XOR, after 01 or 10 almost none. With the temporal code about three of four "
        "untrained networks already solve it."
    )

    code: Literal["rate", "temporal"] = option("rate", "how bits are coded: rate or temporal")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.code not in ("rate", "temporal"):
            raise ValueError(f'code must be "rate" or "temporal", got {quoted(self.code)}')

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """Make the study of Florian (2007); a rule without a published gamma keeps its own."""
        gamma = PAPER_GAMMA.get(options.get("code", "rate"), {}).get(rule)
        return cls(RULES[rule](**({"gamma": gamma} if gamma else {})), **options)

    def make_network(self, generator: torch.Generator) -> XorNetwork:
        """Draw weights evenly between their bounds."""
        return XorNetwork(self.code, self.rule, self.seeds, generator)

    def run_epoch(
        self,
        network: XorNetwork,
        generator: torch.Generator,
        *,
        learning: bool,
        fresh: bool = False,
    ) -> Measures:
        """Show the four patterns, in a random order for each network."""
        seeds = torch.arange(self.seeds)
        order = torch.rand(self.seeds, 4, generator=generator).argsort(1)
        last = network.last_pattern
        rates = torch.zeros(self.seeds, 4)
        new_trains = fresh and self.code == "temporal"
        trains = network.draw_trains(generator) if new_trains else network.trains
        for pattern in order.T:
            spikes = self._input_spikes(pattern, trains, generator)
            rates[seeds, pattern] = network.present(
                spikes, PATTERN_REWARD[pattern], learning=learning
            )
        if learning:
            network.last_pattern = order[:, -1]
        r00, r01, r10, r11 = rates.unbind(1)
        solved = (r11 < r01) & (r11 < r10)
        if self.code == "temporal":  # here 00 is not silence, but a pattern to learn
            solved &= (r00 < r01) & (r00 < r10)
        by_pattern = {"00": r00, "01": r01, "10": r10, "11": r11}
        return {"solved": solved.float(), **by_pattern, "last": last.float()}

    def _input_spikes(
        self, pattern: torch.Tensor, trains: torch.Tensor, generator: torch.Generator
    ) -> torch.Tensor:
        """The input spikes (steps, seeds, n) of each network's pattern (seeds,)."""
        bits = torch.stack((pattern // 2, pattern % 2), 1)  # (seeds, 2)
        if self.code == "rate":
            p = 0.04 * bits.repeat_interleave(30, 1)
            steps = trains.shape[-1]
            return (torch.rand(steps, *p.shape, generator=generator) < p).float()
        seeds = torch.arange(self.seeds)[:, None]
        return trains[seeds, bits].permute(2, 0, 1)
