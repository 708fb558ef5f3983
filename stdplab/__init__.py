"""stdplab: move a spike, move a reward, watch three synaptic learning rules disagree.

Three nouns (`Protocol`, rules such as `STDP`, `Result`), one verb (`simulate`) and one
container (`Experiment`). Times are in ms throughout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

from . import presets, rules
from .core import share
from .core.arithmetic import exp, maximum, minimum, where
from .core.bounds import Hard, Multiplicative, Soft
from .core.drive import Drive
from .core.experiment import Experiment
from .core.protocol import Protocol
from .core.result import Result
from .core.rule import RULES, Rule, knob
from .core.simulate import simulate
from .rules.dopamine import Dopamine
from .rules.mstdp import MSTDP
from .rules.mstdpet import MSTDPET
from .rules.stdp import STDP
from .rules.triplet import Triplet

if TYPE_CHECKING:
    from .sweeps import Sweep, sweep

__all__ = [
    "MSTDP",
    "MSTDPET",
    "RULES",
    "STDP",
    "Dopamine",
    "Drive",
    "Experiment",
    "Hard",
    "Multiplicative",
    "Protocol",
    "Result",
    "Rule",
    "Soft",
    "Sweep",
    "Triplet",
    "exp",
    "knob",
    "maximum",
    "minimum",
    "presets",
    "share",
    "simulate",
    "sweep",
    "where",
]


def __getattr__(name: str) -> Any:
    """Import what computes with tensors when somebody asks for it: see core.tensors."""
    if name not in ("Sweep", "sweep"):
        raise AttributeError(f"module 'stdplab' has no attribute {name!r}")
    from . import sweeps  # noqa: PLC0415

    return getattr(sweeps, name)


rules.join()
