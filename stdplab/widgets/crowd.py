"""How many spikes a board holds: more of them can be simulated, but not be moved by hand."""

from __future__ import annotations

from ..core.experiment import Experiment

MOST_SPIKES = 2_000
"""A row with more is a solid block, and drawing each as something to hold outlasts a frame."""


def check(experiment: Experiment) -> None:
    """Raise ValueError when a row has more spikes than a board holds."""
    for row in ("pre", "post"):
        count = len(getattr(experiment.protocol, row))
        if count > MOST_SPIKES:
            raise ValueError(
                f"{count:,} {row} spikes are more than a board holds ({MOST_SPIKES:,} in a row): "
                "take fewer, or run the experiment without a board"
            )
