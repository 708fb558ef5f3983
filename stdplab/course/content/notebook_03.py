"""The items of notebook 03, three rules."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ..items.choice import Choice
from ..items.experiment_conditions import unchanged
from ..items.goal import Goal
from ..items.numeric import Numeric
from ..items.prediction import Prediction
from ..items.result_conditions import ends_at

FLORIAN = presets.FLORIAN_2007


def _change_at_140_ms() -> float:
    w = FLORIAN.run()["MSTDP"].array("w")
    return float(w[140] - w[139])


ITEMS = (
    Prediction(
        "03/mstdp",
        "The reward is +1 until 100 ms and \u22121 afterwards. Draw the weight under MSTDP.",
        replace(FLORIAN, rules=FLORIAN.rules[1:2]),
        "MSTDP",
    ),
    Choice(
        "03/part",
        "In which row of the table do the weights under STDP and MSTDP first differ?",
        {
            "75 ms": "Up to 75 ms both weights have made the same two changes, and the reward was "
            "always +1.",
            "85 ms": "The pair at 85 ms lowers both weights by the same amount: the reward is "
            "still +1.",
            "110 ms": "Right: this is the first weight change after 100 ms, and the reward is "
            "\u22121 by then.",
            "140 ms": "The weights already differ before this pair. Look for the first difference.",
        },
        "acd12215df63979d",
    ),
    Numeric(
        "03/jump",
        "By how much does the weight under MSTDP change at 140 ms, sign included?",
        _change_at_140_ms,
        0.0005,
        hint_wrong="Subtract the weight in the previous row from the weight at 140 ms.",
    ),
    Goal(
        "03/goal",
        "Change only the reward, until the final weight under MSTDPET is 0.30.",
        (ends_at("MSTDPET", 0.30, 0.005), unchanged(FLORIAN, "pre", "post", "rules", "w0", "lag")),
        (
            "The weight changes in proportion to r z. Is z positive between 115 and 135 ms?",
            "It ends at 0.334. Punishment raises the weight where z is negative: punish less.",
            "Drag the level after 100 ms up towards 0, and watch the final weight under MSTDPET.",
        ),
    ),
)
