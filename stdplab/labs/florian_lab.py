"""One synapse, three rules: the demonstration after Florian 2007 as a lab."""

from __future__ import annotations

from .. import presets
from ..core.experiment import Experiment
from ..core.support.short_repr import quoted
from .lab import Lab

TITLE = "One synapse, three rules"
TEXT = (
    "Three learning rules with the same spikes and the same reward. Drag a spike, drag the "
    "reward, change a parameter, and watch the three weights diverge. After Florian 2007, "
    "doi 10.1162/neco.2007.19.6.1468."
)


def florian(experiment: Experiment | str = "florian") -> Lab:
    """Show one synapse under three rules, in eight panels that can be edited.

    Parameters
    ----------
    experiment : Experiment or str
        The name of a preset; or an `Experiment`, which is then the first in the menu of presets,
        as "yours".

    Returns
    -------
    Lab
        The board with the menu of all presets.

    Raises
    ------
    ValueError
        When there is no such preset, or when `experiment` is neither a name nor an `Experiment`.

    References
    ----------
    Florian 2007, doi:10.1162/neco.2007.19.6.1468

    Examples
    --------
    >>> from stdplab.labs import florian
    >>> florian()
    Lab(STDP 0.2690, MSTDP 0.2033, MSTDPET 0.3342)
    """
    if isinstance(experiment, Experiment):
        return Lab({"yours": experiment, **presets.PRESETS}, "yours", title=TITLE, text=TEXT)
    if not isinstance(experiment, str):
        raise ValueError(
            f"{quoted(experiment)} is neither the name of a preset nor an Experiment. Give "
            "Experiment(protocol, rules), or lab.experiment, the experiment of another lab."
        )
    presets.get(experiment)
    return Lab(presets.PRESETS, experiment, title=TITLE, text=TEXT)
