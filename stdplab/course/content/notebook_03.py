"""Three rules, one synapse: what notebook 03 asks."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ..items.goal import Goal, ends, kept
from ..items.prediction import Prediction
from ..items.questions import Choice, Numeric

FLORIAN = presets.FLORIAN_2007


def _jump() -> float:
    w = FLORIAN.run()["MSTDP"].array("w")
    return float(w[140] - w[139])


ITEMS = (
    Prediction(
        "03/mstdp",
        "The reward is +1 until 100 ms and \u22121 after. Draw the weight under MSTDP.",
        replace(FLORIAN, rules=FLORIAN.rules[1:2]),
        "MSTDP",
    ),
    Choice(
        "03/part",
        "In which row of the table do STDP and MSTDP part for the first time?",
        {
            "75 ms": "There both have made the same two steps, and the reward was +1 all along.",
            "85 ms": "The pair at 85 ms weakens both, by the same amount: the reward is still +1.",
            "110 ms": "Right: the first step after 100 ms, and the reward is \u22121 by then.",
            "140 ms": "They are apart already before that pair. Look for the first difference.",
        },
        "acd12215df63979d",
    ),
    Numeric(
        "03/jump",
        "By how much does the weight under MSTDP change at 140 ms, sign included?",
        _jump,
        0.0005,
        near="Subtract the weight in the row before from the weight at 140 ms.",
    ),
    Goal(
        "03/goal",
        "With the reward alone, bring the weight under MSTDPET to 0.30.",
        (ends("MSTDPET", 0.30, 0.005), kept(FLORIAN, "pre", "post", "rules", "w0", "lag")),
        (
            "The weight drifts with r times z. Which sign has z between 115 and 135 ms?",
            "It ends at 0.334. Blame on a negative z lifts the weight: less blame, less lift.",
            "Drag the level after 100 ms up towards 0, and watch the number under MSTDPET.",
        ),
    ),
)
