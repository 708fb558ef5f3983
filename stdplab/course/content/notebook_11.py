"""Write your own rule: what notebook 11 asks."""

from __future__ import annotations

from ... import presets
from ...rules.stdp import STDP
from ...widgets.prediction.curve import ReferenceCurve
from ..items.prediction import Prediction
from ..items.questions import Choice
from ..items.rule_laws import RuleTask, causal, differs, gated, learns, lives, mirrored, silent

FLORIAN = presets.FLORIAN_2007
THETA = 0.7


def _weight(least: float, most: float) -> ReferenceCurve:
    """The weight under STDP when only pairings of a size from least to most count."""
    xi = FLORIAN.run()["STDP"].array("xi")
    counted = xi * ((abs(xi) > least) & (abs(xi) <= most))
    w = FLORIAN.w0 + STDP().gamma * counted.cumsum()
    return ReferenceCurve(
        w.tolist(), 0.0, FLORIAN.protocol.duration, "time", "ms",
        "w", "the weight under Deaf", (0.0, 0.5),
    )  # fmt: skip


ITEMS = (
    Prediction(
        "11/deaf",
        "Deaf ignores every pairing smaller than 0.7. Which curve is its weight?",
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
            "if drive.reward > 0: dw = xi": "A program is a list of operations and has no "
            "branches. Traced, the reward has no value that an if could ask for.",
            "dw = where(drive.reward > 0, xi, 0.0)": "Right: both values are computed in every "
            "step, and where takes one of them.",
            "dw = xi if drive.reward > 0 else 0.0": "That is an if in one line.",
            "dw = math.sqrt(drive.reward) * xi": "math.sqrt wants a number, and traced, the "
            "reward is none. A power is arithmetic: drive.reward ** 0.5.",
        },
        "e806fd1a560e67c0",
    ),
    RuleTask(
        "11/rule",
        "Write a rule of your own that a reward gates: no reward, no change, and blame does the "
        "opposite of praise. It has to do something that no built-in rule does.",
        (silent, causal, learns, gated, mirrored, differs, lives),
        (
            "MSTDP is gated because the reward is a factor of dw: k.gamma * drive.reward * xi.",
            "Now change what it multiplies. What about pairs in one order only, or strong ones?",
            'For example: return new, k.gamma * drive.reward * maximum(new["xi"], 0.0)',
        ),
    ),
)
