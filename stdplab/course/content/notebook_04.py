"""The items of notebook 04, what the reward changes."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ...core.experiment import Experiment
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.experiment_conditions import is_pulse, unchanged
from ..items.goal import Goal
from ..items.numeric import Numeric
from ..items.prediction import Prediction
from ..items.result_conditions import ends_at, weight_unchanged

FLORIAN = presets.FLORIAN_2007
LATE = presets.LATE_REWARD


def _weight(rule: str, *reward: tuple[float, float]) -> ReferenceCurve:
    """The weight after one pair under a rule and another reward, on axes that fit the gain."""
    protocol = replace(LATE.protocol, reward=reward or LATE.protocol.reward)
    curve = ReferenceCurve.from_experiment(replace(LATE, protocol=protocol), rule)
    return replace(curve, limits=(0.1, 0.4))


def _lag_difference() -> float:
    """The final weight under MSTDP, lag 0 minus lag 1, if the reward switches at a pair."""
    protocol = replace(FLORIAN.protocol, reward=((0, 1.0), (110, -1.0)))
    experiment = Experiment(protocol, FLORIAN.rules[1:2])
    same_step, next_step = (replace(experiment, lag=lag).run()["MSTDP"].final for lag in (0, 1))
    return float(same_step - next_step)


ITEMS = (
    Prediction(
        "04/late",
        "Which curve is the weight under MSTDPET, the rule with an eligibility trace?",
        _weight("MSTDPET"),
        how="choose",
        options={
            "it stays": _weight("MSTDP"),
            "it climbs from the pair on": _weight("MSTDPET", (0, 0.55)),
            "it climbs during the reward": _weight("MSTDPET"),
            "it falls during the reward": _weight("MSTDPET", (75, -1.0), (95, 0.0)),
        },
    ),
    Choice(
        "04/lag",
        "The demonstration of notebook 03 is run with lag 1. Which final weights change?",
        {
            "none": "One of the rules uses the reward in every step, with or without a spike pair.",
            "MSTDPET alone": "Right: z decays from step to step, so with lag 1 the products r z "
            "differ. MSTDP uses the reward only at its spike pairs, and there it "
            "is the same with both lags.",
            "MSTDP and MSTDPET": "With lag 1, MSTDP uses the reward one step after each pair. Is "
            "that reward a different one, if it switches at 100 ms and no "
            "pair falls between 86 and 109 ms?",
            "all three": "STDP does not use the reward, so the lag cannot change its weight.",
        },
        "b9c137bd8f5781a1",
    ),
    Numeric(
        "04/edge",
        "Now the reward switches from +1 to \u22121 exactly at a pair, at 110 ms. How much lower "
        "does MSTDP end with lag 1 than with lag 0?",
        _lag_difference,
        0.001,
        hint_wrong="By how much does the pair at 110 ms change the weight at reward +1, and at "
        "\u22121?",
    ),
    Goal(
        "04/goal",
        "Move the reward pulse, and nothing else, until the weight under MSTDPET ends at 0.30 and "
        "the weight under MSTDP does not change.",
        (
            unchanged(LATE, "pre", "post", "rules", "w0", "lag", "bounds"),
            is_pulse(1.0, 20.0),
            ends_at("MSTDPET", 0.30, 0.005),
            weight_unchanged("MSTDP"),
        ),
        (
            "How much the weight gains depends on how much of z is left when the reward comes.",
            "An earlier pulse gives more gain, but if it covers the post spike, MSTDP learns too.",
            "The reward has a control named Delay, in ms after the post spike. Set it to about 18.",
        ),
    ),
)
