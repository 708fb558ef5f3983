"""stdplab: move a spike, move a reward, and watch three synaptic learning rules disagree.

Three nouns (`Protocol`, rules such as `STDP`, `Result`), one verb (`simulate`) and one container
(`Experiment`). All times are in ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import presets, rules, stimuli
from .core import share_token as share
from .core.arithmetic import exp, maximum, minimum, where
from .core.bounds import Bounds, Hard, Multiplicative, Soft
from .core.drive import Drive
from .core.experiment import Experiment
from .core.learning_rule.knob import knob
from .core.learning_rule.rule import RULES, Rule
from .core.learning_rule.series import Series
from .core.protocol import Protocol
from .core.result import Result
from .core.simulate import simulate
from .core.support.lazy_names import lazy_names
from .core.support.version import __version__
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
    "Bounds",
    "Dopamine",
    "Drive",
    "Experiment",
    "Hard",
    "Multiplicative",
    "Protocol",
    "Result",
    "Rule",
    "Series",
    "Soft",
    "Sweep",
    "Triplet",
    "__version__",
    "exp",
    "knob",
    "maximum",
    "minimum",
    "presets",
    "share",
    "simulate",
    "stimuli",
    "sweep",
    "where",
]


__getattr__ = lazy_names(__name__, {"Sweep": "sweeps", "sweep": "sweeps"})[0]

rules.load_builtin_rules()
