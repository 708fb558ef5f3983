"""What the reward changes: what notebook 04 asks."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ...core.experiment import Experiment
from ...widgets.prediction.curve import ReferenceCurve
from ..items.experiment_conditions import pulsed, stays
from ..items.goal import Goal, ends, kept
from ..items.prediction import Prediction
from ..items.questions import Choice, Numeric

FLORIAN = presets.FLORIAN_2007
LATE = presets.LATE_REWARD


def _weight(rule: str, *reward: tuple[float, float]) -> ReferenceCurve:
    """The weight of the pair under some other reward, on axes that fit a gain."""
    protocol = replace(LATE.protocol, reward=reward or LATE.protocol.reward)
    return replace(ReferenceCurve.of(replace(LATE, protocol=protocol), rule), limits=(0.1, 0.4))


def _edge() -> float:
    """How far the two lags are apart under MSTDP when the reward turns right at a pair."""
    protocol = replace(FLORIAN.protocol, reward=((0, 1.0), (110, -1.0)))
    about = Experiment(protocol, FLORIAN.rules[1:2])
    one, other = (replace(about, lag=lag).run()["MSTDP"].final for lag in (0, 1))
    return float(one - other)


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
            "none": "One of them reads the reward at every step, pair or no pair.",
            "MSTDPET alone": "Right: z fades from step to step, so every product r z is another "
            "one. MSTDP reads the reward at its pairs alone, and there it is the same.",
            "MSTDP and MSTDPET": "MSTDP needs the reward at the pairs, and one step later. Is it "
            "another one there, with a turn at 100 ms and no pair between 86 and 109 ms?",
            "all three": "STDP has no reward in it, so it has no lag.",
        },
        "b9c137bd8f5781a1",
    ),
    Numeric(
        "04/edge",
        "Now the reward turns from +1 to \u22121 right at a pair, at 110 ms. How much lower does "
        "MSTDP end with lag 1 than with lag 0?",
        _edge,
        0.001,
        near="The pair at 110 ms lifts the weight by some amount under +1, and under \u22121?",
    ),
    Goal(
        "04/goal",
        "Move the pulse of reward, and nothing else, until MSTDPET ends at 0.30 and MSTDP has "
        "learnt nothing.",
        (
            kept(LATE, "pre", "post", "rules", "w0", "lag", "bounds"),
            pulsed(1.0, 20.0),
            ends("MSTDPET", 0.30, 0.005),
            stays("MSTDP"),
        ),
        (
            "What is left of z when the reward comes decides how much the weight gains.",
            "Earlier is more. But while the pulse covers the post spike, MSTDP learns too.",
            "Among the controls of the reward is Delay, in ms after the post spike: about 18.",
        ),
    ),
)
