"""stdplab: move a spike, move a reward, watch three synaptic learning rules disagree.

Three nouns (`Protocol`, rules such as `STDP`, `Result`), one verb (`simulate`) and one
container (`Experiment`). Times are in ms throughout.
"""

from importlib import import_module

__version__ = "0.1.0"

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
    "Triplet",
    "exp",
    "knob",
    "maximum",
    "minimum",
    "presets",
    "share",
    "simulate",
    "where",
]

WITHOUT = ""
"""Why nothing can be computed here, as a sentence; "" where everything is in its place."""

try:
    for _name in ("numpy", "torch"):
        import_module(_name)
except (ImportError, OSError) as error:  # Windows says OSError of a library that is missing
    WITHOUT = (
        f"{_name} is missing ({error}): run pip install -U {_name} "
        "--extra-index-url https://download.pytorch.org/whl/cpu"
    )

    def __getattr__(name: str) -> object:
        """Nothing but the command line, which says what is missing, works without them."""
        if name in __all__:
            raise ImportError(WITHOUT)
        raise AttributeError(f"stdplab has no {name!r}")
else:
    from . import presets
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
