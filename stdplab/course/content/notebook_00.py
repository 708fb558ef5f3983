"""Start here: what notebook 00 asks."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ...core.experiment import Experiment
from ..items.goal import Goal, ends, kept
from ..items.prediction import Prediction
from ..items.questions import Choice

FLORIAN = presets.FLORIAN_2007


def _post(time: float) -> Experiment:
    return replace(FLORIAN, protocol=replace(FLORIAN.protocol, post=(15, time, 110, 140)))


ITEMS = (
    Prediction(
        "00/spike",
        "The post spike at 75 ms moves to 60 ms. Which curve is the weight under STDP then?",
        _post(60),
        "STDP",
        how="choose",
        options={
            "it ends at 0.20": _post(82),
            "it ends at 0.36": _post(60),
            "it ends at 0.50": _post(90),
        },
    ),
    Choice(
        "00/reward",
        "Move the moment at which the reward turns. Which weight does not notice?",
        {
            "STDP": "Right: STDP has no reward in it.",
            "MSTDP": "Watch its curve at the spikes while you drag the ring.",
            "MSTDPET": "Its curve follows the reward at every moment. Drag the ring again.",
        },
        "74145b06faffe93c",
    ),
    Goal(
        "00/goal",
        "Move spikes, and nothing else, until the weight under STDP ends at 0.40 or so.",
        (ends("STDP", 0.40, 0.01), kept(FLORIAN, "reward", "rules", "w0", "lag", "bounds")),
        (
            "Post after pre strengthens, and the closer the more.",
            "Which pre spike comes just after a post spike? Move one of the two away.",
            "Drag the post spike at 75 ms away from the pre spike at 85 ms, and read the end.",
        ),
    ),
)
