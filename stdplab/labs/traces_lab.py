"""The lab of spike traces: what remains of a spike, and for how long."""

from __future__ import annotations

from ..core.experiment import Experiment
from ..core.protocol import Protocol
from ..rules.stdp import STDP
from .lab import Lab

TEXT = "Every spike adds one to the trace of its neuron, and between spikes the trace decays."


def _spikes(*pre: float, post: tuple[float, ...] = ()) -> Experiment:
    return Experiment(Protocol(pre, post, duration=100), (STDP(),))


TRACES = {
    "one spike": _spikes(20),
    "a burst": _spikes(20, 30, 40, 50, 60),
    "both sides": _spikes(20, 50, post=(30,)),
}
"""The experiments of the lab's menu, by name."""


def traces(start: str = "one spike") -> Lab:
    """Show spikes, their two traces with unit amplitude, and the time constants.

    Parameters
    ----------
    start : {"one spike", "a burst", "both sides"}
        The experiment that is shown first.

    Returns
    -------
    Lab
        The board with the menu of these experiments.

    Raises
    ------
    ValueError
        When there is no experiment `start`.

    Examples
    --------
    >>> from stdplab.labs import traces
    >>> traces("a burst").experiment.protocol.pre
    (20.0, 30.0, 40.0, 50.0, 60.0)
    """
    if start not in TRACES:
        raise ValueError(f"No experiment {start!r} to start with. Available: {', '.join(TRACES)}.")
    return Lab(
        TRACES,
        start,
        title="Spikes and traces",
        text=TEXT,
        show=["toolbar", "raster", "traces", "time", "controls"],
        hide=["A_plus", "A_minus", "gamma", "reward[0]", "lag", "w0", "convention"],
        convention="unit",
    )
