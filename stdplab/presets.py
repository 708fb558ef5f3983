"""Ready-made experiments, each with its source and the numbers it should give."""

from __future__ import annotations

from dataclasses import replace

from .core.experiment import Experiment
from .core.protocol import Protocol
from .rules.mstdp import MSTDP
from .rules.mstdpet import MSTDPET
from .rules.stdp import STDP

FLORIAN_2007 = Experiment(
    Protocol(pre=(10, 85, 115, 135), post=(15, 75, 110, 140), reward=((0, 1.0), (100, -1.0))),
    (STDP(), MSTDP(), MSTDPET()),
)
"""One synapse, three rules after Florian 2007 (doi 10.1162/neco.2007.19.6.1468).

Final weights 0.2690 (STDP), 0.2033 (MSTDP), 0.3342 (MSTDPET).
"""

EARLIER_SPIKES = replace(
    FLORIAN_2007,
    protocol=replace(FLORIAN_2007.protocol, pre=(5, 80, 115, 135), post=(10, 70, 110, 140)),
)
"""The same lesson with the spike times that another course uses.

Final weights 0.2618 (STDP), 0.2106 (MSTDP), 0.3196 (MSTDPET).
"""

CONSTANT_REWARD = replace(FLORIAN_2007, protocol=replace(FLORIAN_2007.protocol, reward=((0, 1.0),)))
"""The demonstration with reward 1 throughout, where MSTDP has to equal STDP."""

PRESETS: dict[str, Experiment] = {
    "florian": FLORIAN_2007,
    "earlier-spikes": EARLIER_SPIKES,
    "constant-reward": CONSTANT_REWARD,
}
"""The presets by the name that menus and the command line use."""


def get(name: str) -> Experiment:
    """The preset called ``name``; ValueError lists the names there are."""
    if not isinstance(name, str) or name not in PRESETS:
        raise ValueError(f"unknown preset {name!r}: known are {', '.join(PRESETS)}")
    return PRESETS[name]
