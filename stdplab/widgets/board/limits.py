"""How large an experiment on a board may be; larger ones run without a board."""

from __future__ import annotations

from ...core.experiment import Experiment
from ...core.support.short_repr import quoted

MAX_SPIKES = 2_000
"""In one row. More would be a solid block, and each is an element that can be dragged."""
MAX_STEPS = 1_000_000
"""Of all rules together: what a page can compute while a learner waits."""
MAX_ABS_WEIGHT = 1e30
"""Larger weights cannot be drawn."""


def check_size(experiment: Experiment) -> None:
    """Raise ValueError unless this is an experiment with no more steps and spikes than allowed."""
    if not isinstance(experiment, Experiment):
        raise ValueError(
            f"{quoted(experiment)} is not an Experiment. Give one, such as presets.FLORIAN_2007; "
            "the experiment of a lab is lab.experiment."
        )
    steps = experiment.protocol.steps * len(experiment.rules)
    if steps > MAX_STEPS:
        raise ValueError(
            f"The experiment has {steps:,} steps in all rules, a board allows {MAX_STEPS:,}. "
            "Choose a shorter duration or a larger dt, or run the experiment without a board."
        )
    for row in ("pre", "post"):
        count = len(getattr(experiment.protocol, row))
        if count > MAX_SPIKES:
            raise ValueError(
                f"The experiment has {count:,} {row} spikes, a board allows {MAX_SPIKES:,}. "
                "Use fewer spikes, or run the experiment without a board."
            )
