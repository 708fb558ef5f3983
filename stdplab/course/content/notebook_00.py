"""The items of notebook 00, start here."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ...core.experiment import Experiment
from ..items.choice import Choice
from ..items.experiment_conditions import unchanged
from ..items.goal import Goal
from ..items.prediction import Prediction
from ..items.result_conditions import ends_at

FLORIAN = presets.FLORIAN_2007


def _with_second_post(time: float) -> Experiment:
    """The demonstration with its second post spike at another time (ms)."""
    return replace(FLORIAN, protocol=replace(FLORIAN.protocol, post=(15, time, 110, 140)))


ITEMS = (
    Prediction(
        "00/spike",
        "The post spike at 75 ms moves to 60 ms. Which curve is the weight under STDP then?",
        _with_second_post(60),
        "STDP",
        how="choose",
        options={
            "it ends at 0.20": _with_second_post(82),
            "it ends at 0.36": _with_second_post(60),
            "it ends at 0.50": _with_second_post(90),
        },
    ),
    Choice(
        "00/reward",
        "Move the time at which the reward switches. Which weight is unaffected?",
        {
            "STDP": "Right: STDP does not use the reward.",
            "MSTDP": "Watch its curve at the spikes while you drag the ring.",
            "MSTDPET": "Its curve depends on the reward in every step. Drag the ring again.",
        },
        "74145b06faffe93c",
    ),
    Goal(
        "00/goal",
        "Move spikes, and nothing else, until the final weight under STDP is 0.40 ± 0.01.",
        (ends_at("STDP", 0.40, 0.01), unchanged(FLORIAN, "reward", "rules", "w0", "lag", "bounds")),
        (
            "A post spike after a pre spike raises the weight, more so the closer they are.",
            "Which pre spike comes just after a post spike? Move one of these two spikes away.",
            "Drag the post spike at 75 ms away from the pre spike at 85 ms, and read the weight.",
        ),
    ),
)
