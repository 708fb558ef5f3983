"""The items of notebook 06, bounds, competition and triplets."""

from __future__ import annotations

from ...core.bounds import Soft
from ...core.simulate import simulate
from ...rules.stdp import STDP
from ...stimuli import pairing
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.pairing_conditions import PairingGoal, misfit_below
from ..items.prediction import Prediction

N_PAIRS, INTERVAL = 40, 200  # ms
PROTOCOL = pairing(10, pairs=N_PAIRS, rate=1000 / INTERVAL)
SOFT = simulate(STDP(gamma=0.1), PROTOCOL, w0=0.2, bounds=Soft(0, 1, mu=1)).array("w")

ITEMS = (
    Prediction(
        "06/soft",
        "The synapse gets 40 spike pairs, post 10 ms after pre. Draw the weight with soft bounds, "
        "starting at 0.2.",
        ReferenceCurve(
            SOFT[: N_PAIRS * INTERVAL + 1 : INTERVAL].tolist(),
            0,
            N_PAIRS,
            "pairs",
            symbol="w",
            label="the weight",
        ),
    ),
    Choice(
        "06/rate",
        "One neuron learns with inputs of 10 Hz, another one with inputs of 40 Hz. After "
        "learning, how much faster does the second neuron fire?",
        {
            "about four times": "It does so before learning. Then its weights change.",
            "less than twice": "Right: when a neuron fires faster, its weights fall until its "
            "rate is low again.",
            "not at all": "Nearly, but some of the difference remains. Look at the table.",
        },
        "dabf5d5566927876",
    ),
    Choice(
        "06/mu",
        "Soft bounds shrink the changes of a weight as it comes close to a bound. What does "
        "\u03bc = 0.1 do to the competition?",
        {
            "it makes it sharper": "The winning weights are those at the upper bound. What do "
            "soft bounds do to them on the way?",
            "it makes it slower, with the same end": "Soft bounds do not slow the outcome, they "
            "change it. At which weights do rises and "
            "falls balance?",
            "it ends it": "Right: all weights gather between the bounds, and none of them wins.",
        },
        "d42845a1344b6f9a",
    ),
    Choice(
        "06/fast",
        "A synapse gets 60 spike pairs, post 10 ms before pre, at 50 pairs per second. What was "
        "measured in the experiment?",
        {
            "the weight falls": "The pair rule predicts this, and at 10 Hz it was measured. Look "
            "at the data at 50 Hz.",
            "it stays as it is": "It does not. Look at the data at 50 Hz.",
            "it rises": "Right: at high rates both spike orders strengthen the synapse.",
        },
        "2e00f03b38da9c79",
    ),
    PairingGoal(
        "06/goal",
        "Fit the pair rule as well as you can: with the sliders of STDP, bring its distance from "
        "the data below 0.25.",
        (misfit_below("STDP", 0.25),),
        (
            "At 50 Hz both orders must raise the weight. Which trace adds up at high rates?",
            "Move tau_plus to the upper end of its slider and lower A_plus. Shorten tau_minus.",
            "Try tau_plus = 100, A_plus = 0.4, tau_minus = 20 and A_minus = \u22120.95.",
        ),
    ),
)
