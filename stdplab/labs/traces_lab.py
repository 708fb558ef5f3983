"""The lab of spike traces: what a synapse remembers of a spike, and for how long."""

from __future__ import annotations

from ..core.experiment import Experiment
from ..core.protocol import Protocol
from ..rules.stdp import STDP
from .lab import Lab

TEXT = "Every spike adds one to its side's trace, and between spikes the trace fades."


def _spikes(*pre: float, post: tuple[float, ...] = ()) -> Experiment:
    return Experiment(Protocol(pre, post, duration=100), (STDP(),))


TRACES = {
    "one spike": _spikes(20),
    "a burst": _spikes(20, 30, 40, 50, 60),
    "both sides": _spikes(20, 50, post=(30,)),
}
"""The experiments of the lab's menu."""


def traces(start: str = "one spike") -> Lab:
    """Spikes, the two traces that they leave at full height, and the time constants.

    start    the experiment of `TRACES` that stands on the board at first

    Raises ValueError for a name that is not in `TRACES`.
    """
    if start not in TRACES:
        raise ValueError(f"unknown start {start!r}: known are {', '.join(TRACES)}")
    return Lab(
        TRACES,
        start,
        title="Spikes and traces",
        text=TEXT,
        show=["toolbar", "raster", "traces", "time", "controls"],
        hide=["A_plus", "A_minus", "gamma", "reward[0]", "lag", "w0", "convention"],
        convention="unit",
    )
