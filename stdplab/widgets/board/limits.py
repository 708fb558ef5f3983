"""How large an experiment on a board may be; larger ones run without a board."""

from __future__ import annotations

from ...core.experiment import Experiment
from ...core.experiment_size import SEGMENTS, STEPS, check_count, check_values
from ...core.support.limits import (
    MAX_PRESETS,
    MAX_RULES,
    MAX_SEGMENTS,
    MAX_SPIKES,
    MAX_STEPS,
)
from ...core.support.short_repr import quoted

BOARD = ("a board allows", "run the experiment without a board")
"""What the limits belong to, and what else a user can do, as a message says it."""


def check_size(experiment: Experiment) -> None:
    """Raise ValueError unless this is an experiment that a page can compute and draw."""
    if not isinstance(experiment, Experiment):
        raise ValueError(
            f"{quoted(experiment)} is not an Experiment. Give one, such as presets.FLORIAN_2007; "
            "the experiment of a lab is lab.experiment."
        )
    protocol, rules, bounds = experiment.protocol, experiment.rules, experiment.bounds
    check_count(len(rules), MAX_RULES, "rules", "Use fewer rules", BOARD)
    check_count(protocol.steps * len(rules), MAX_STEPS, *STEPS, BOARD)
    check_count(len(protocol.reward), MAX_SEGMENTS, *SEGMENTS, BOARD)
    for row in ("pre", "post"):
        count = len(getattr(protocol, row))
        check_count(count, MAX_SPIKES, f"{row} spikes", "Use fewer spikes", BOARD)
    parts = [vars(part) for part in (*rules, bounds) if part]
    levels = (level for _, level in protocol.reward)
    check_values(experiment.w0, protocol.duration, parts, levels)


def check_presets(count: int) -> None:
    """Raise ValueError when there are more presets than a menu can show."""
    if count > MAX_PRESETS:
        raise ValueError(
            f"There are {count:,} presets, a board allows {MAX_PRESETS}. Use fewer presets, or "
            "several labs."
        )
