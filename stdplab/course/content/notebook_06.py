"""Bounds, competition, triplets: what notebook 06 asks."""

from __future__ import annotations

from ...core.bounds import Soft
from ...core.simulate import simulate
from ...rules.stdp import STDP
from ...stimuli import pairing
from ...widgets.prediction.curve import ReferenceCurve
from ..items.pairing_conditions import PairingGoal, nears
from ..items.prediction import Prediction
from ..items.questions import Choice

PAIRS, INTERVAL = 40, 200  # ms
PROTOCOL = pairing(10, pairs=PAIRS, rate=1000 / INTERVAL)
SOFT = simulate(STDP(gamma=0.1), PROTOCOL, w0=0.2, bounds=Soft(0, 1, mu=1)).array("w")

ITEMS = (
    Prediction(
        "06/soft",
        "40 pairs, post 10 ms after pre. Draw the weight with soft bounds, from 0.2 on.",
        ReferenceCurve(
            SOFT[: PAIRS * INTERVAL + 1 : INTERVAL].tolist(),
            0,
            PAIRS,
            "pairs",
            symbol="w",
            label="the weight",
        ),
    ),
    Choice(
        "06/rate",
        "One network learns with inputs of 10 Hz, another one with inputs of 40 Hz. At the end, "
        "how much faster does the second neuron fire?",
        {
            "about four times": "That is what it does in the beginning. Then the weights answer.",
            "less than twice": "Right: a faster neuron weakens its inputs until it is slow again.",
            "not at all": "Nearly, but some of the difference stays. Look at the table.",
        },
        "dabf5d5566927876",
    ),
    Choice(
        "06/mu",
        "Soft bounds brake a weight before it reaches the end. What does \u03bc = 0.1 do to the "
        "competition?",
        {
            "it makes it sharper": "To win means to reach a bound. Who is braked before that?",
            "it makes it slower, with the same end": "The brake does not wait, it holds. Where do "
            "rises and falls balance?",
            "it ends it": "Right: all weights gather between the bounds, and nobody wins.",
        },
        "d42845a1344b6f9a",
    ),
    Choice(
        "06/fast",
        "60 pairs, post 10 ms before pre, but 50 pairs in a second. What was measured?",
        {
            "the weight falls": "So says the pair rule, and so it is at 10 Hz. See what came out.",
            "it stays as it is": "It does not. See what came out.",
            "it rises": "Right: at high rates both orders strengthen.",
        },
        "2e00f03b38da9c79",
    ),
    PairingGoal(
        "06/goal",
        "Give the pair rule its best chance: with its own sliders, bring STDP nearer to the data "
        "than 0.25.",
        (nears("STDP", 0.25),),
        (
            "At 50 Hz both orders are to rise. Which trace has to gather when pairs come quickly?",
            "Raise tau_plus as far as it goes and lower A_plus; depression may be short.",
            "Try tau_plus = 100, A_plus = 0.4, tau_minus = 20 and A_minus = \u22120.95.",
        ),
    ),
)
