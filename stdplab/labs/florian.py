"""One synapse, three rules: the demonstration after Florian 2007 as a live lab."""

from __future__ import annotations

from .. import presets
from ..core.experiment import Experiment
from .lab import Lab


def florian(experiment: Experiment | str = "florian") -> Lab:
    """The eight panels of the demonstration, alive: move a spike, move the reward.

    experiment    the name of a preset, or an `Experiment` of one's own, which then stands
                  first in the menu as "yours"

    >>> from stdplab.labs import florian
    >>> florian()
    Lab(STDP 0.2690, MSTDP 0.2033, MSTDPET 0.3342)
    """
    if isinstance(experiment, Experiment):
        return Lab({"yours": experiment, **presets.PRESETS}, "yours")
    presets.get(experiment)
    return Lab(presets.PRESETS, experiment)
