"""The items of notebook 11, write your own rule."""

from __future__ import annotations

from ... import presets
from ...rules.stdp import STDP
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.prediction import Prediction
from ..items.rule_laws import (
    RuleTask,
    antisymmetric,
    causal,
    differs_from_builtin,
    learns,
    needs_reward,
    needs_spikes,
    runs_in_page,
)

FLORIAN = presets.FLORIAN_2007
THETA = 0.7


def _weight(low: float, high: float) -> ReferenceCurve:
    """The weight under STDP if only pairings with low < |xi| <= high count."""
    xi = FLORIAN.run()["STDP"].array("xi")
    counted = xi * ((abs(xi) > low) & (abs(xi) <= high))
    w = FLORIAN.w0 + STDP().gamma * counted.cumsum()
    return ReferenceCurve(
        w.tolist(), 0.0, FLORIAN.protocol.duration, "time", "ms",
        "w", "the weight under Deaf", (0.0, 0.5),
    )  # fmt: skip


ITEMS = (
    Prediction(
        "11/deaf",
        "The rule Deaf ignores every pairing xi with |xi| below 0.7. Which curve is its weight?",
        _weight(THETA, 9),
        how="choose",
        options={
            "it ends at 0.07": _weight(0, THETA),
            "it ends at 0.20": _weight(9, 9),
            "it ends at 0.27": _weight(0, 9),
            "it ends at 0.40": _weight(THETA, 9),
        },
    ),
    Choice(
        "11/page",
        "Which of these lines of a step can the page compute by itself?",
        {
            "if drive.reward > 0: dw = xi": "A program is a list of operations without branches. "
            "While the step is traced, the reward has no value "
            "that an if could test.",
            "dw = where(drive.reward > 0, xi, 0.0)": "Right: both values are computed in every "
            "step, and where selects one of them.",
            "dw = xi if drive.reward > 0 else 0.0": "This is an if in one line, so it branches "
            "too.",
            "dw = math.sqrt(drive.reward) * xi": "math.sqrt needs a number, and while the step is "
            "traced, the reward is not a number. A power is "
            "arithmetic: drive.reward ** 0.5.",
        },
        "e806fd1a560e67c0",
    ),
    RuleTask(
        "11/rule",
        "Write your own reward-gated rule: without reward the weight does not change, and a "
        "negative reward does the opposite of a positive one. It must differ from every built-in "
        "rule.",
        (
            needs_spikes,
            causal,
            learns,
            needs_reward,
            antisymmetric,
            differs_from_builtin,
            runs_in_page,
        ),
        (
            "In MSTDP the reward gates dw because it is a factor: k.gamma * drive.reward * xi.",
            "Now change what the reward multiplies: only pairs in one order, or only strong ones.",
            'For example: return new, k.gamma * drive.reward * maximum(new["xi"], 0.0)',
        ),
    ),
)
