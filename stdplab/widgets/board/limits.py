"""How much a board holds: more of it can be simulated, but not be moved by hand."""

from __future__ import annotations

from ...core.experiment import Experiment
from ...core.support.short_repr import quoted

MOST_SPIKES = 2_000
"""A row with more is a solid block, and drawing each as something to hold outlasts a frame."""
MOST_STEPS = 1_000_000
"""Of all rules together: as many as a page computes while a hand waits."""


def check(experiment: Experiment) -> None:
    """Raise ValueError for more steps, or spikes in a row, than a board holds, or no experiment."""
    if not isinstance(experiment, Experiment):
        raise ValueError(
            f"{quoted(experiment)} is no experiment: give one, such as presets.FLORIAN_2007, or "
            "what stands on a lab, lab.experiment"
        )
    steps = experiment.protocol.steps * len(experiment.rules)
    if steps > MOST_STEPS:
        raise ValueError(
            f"{steps:,} steps of all rules are more than a board holds ({MOST_STEPS:,}): take a "
            "shorter duration or a larger dt, or run the experiment without a board"
        )
    for row in ("pre", "post"):
        count = len(getattr(experiment.protocol, row))
        if count > MOST_SPIKES:
            raise ValueError(
                f"{count:,} {row} spikes are more than a board holds ({MOST_SPIKES:,} in a row): "
                "take fewer, or run the experiment without a board"
            )
