"""One synapse, three rules: the demonstration after Florian 2007 as a live lab."""

from __future__ import annotations

from .. import presets
from ..core.experiment import Experiment
from ..core.support.short_repr import quoted
from .lab import Lab

TITLE = "One synapse, three rules"
TEXT = (
    "Three learning rules see the same spikes and the same reward. Drag a spike, drag the "
    "reward, turn a parameter, and watch the three weights part. After Florian 2007, "
    "doi 10.1162/neco.2007.19.6.1468."
)


def florian(experiment: Experiment | str = "florian") -> Lab:
    """The eight panels of the demonstration, alive: move a spike, move the reward.

    experiment    the name of a preset, or an `Experiment` of one's own, which then stands
                  first in the menu as "yours"

    >>> from stdplab.labs import florian
    >>> florian()
    Lab(STDP 0.2690, MSTDP 0.2033, MSTDPET 0.3342)
    """
    if isinstance(experiment, Experiment):
        return Lab({"yours": experiment, **presets.PRESETS}, "yours", title=TITLE, text=TEXT)
    if not isinstance(experiment, str):
        raise ValueError(
            f"{quoted(experiment)} is neither a preset's name nor an experiment: give "
            "Experiment(protocol, rules), or what stands on a lab, lab.experiment"
        )
    presets.get(experiment)
    return Lab(presets.PRESETS, experiment, title=TITLE, text=TEXT)
