"""The items of notebook 02, the STDP window."""

from __future__ import annotations

from ...pairings.window_curves import closed_window
from ...rules.stdp import STDP
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.numeric import Numeric
from ..items.pairing_conditions import PairingGoal, balanced_areas, window_ratio
from ..items.prediction import Prediction

MAX_DELAY = 60  # ms
WINDOW = ReferenceCurve(
    closed_window(STDP(), range(-MAX_DELAY, MAX_DELAY + 1)), -MAX_DELAY, MAX_DELAY,
    "t_post \u2212 t_pre", "ms", "W", "the weight change of a pair", (-0.2, 0.2),
)  # fmt: skip


ITEMS = (
    Prediction(
        "02/window",
        "Draw the weight change by one spike pair, for every t_post \u2212 t_pre.",
        WINDOW,
    ),
    Choice(
        "02/reads",
        "A presynaptic spike arrives. Which trace does the rule read at that moment?",
        {
            "x, of the presynaptic spikes": "This spike adds to x, and the rule reads x at the "
            "next post spike.",
            "y, of the postsynaptic spikes": "Right: y measures how long ago the postsynaptic "
            "neuron fired.",
            "both": "Then two pre spikes would change the weight without any post spike.",
        },
        "0b13959aabc329db",
    ),
    Numeric(
        "02/together",
        "Both spikes fall in the same time step. With A_plus = 1, A_minus = \u22120.4 and gamma = "
        "0.2, by how much does the weight change?",
        lambda: closed_window(STDP(A_minus=-0.4), [0])[0],
        0.002,
        hint_wrong="Both traces already contain the spike of this step. Which terms of xi are not "
        "zero?",
    ),
    Choice(
        "02/sign",
        "A paper writes \u0394t = t_pre \u2212 t_post and finds strengthening at \u0394t = "
        "\u221210 ms. How does this compare with the window here?",
        {
            "it is the same finding": "Right: the pre spike comes first there too. Only the axis "
            "is reversed.",
            "it is the opposite": "Work out which spike comes first at \u0394t = \u221210 ms in "
            "that paper.",
            "it cannot be told": "It can be told: the definition of \u0394t says which spike "
            "comes first.",
        },
        "43560da11c69aecc",
    ),
    PairingGoal(
        "02/goal",
        "Give depression twice the time constant of potentiation, with equal areas under both "
        "lobes.",
        (window_ratio(2), balanced_areas()),
        (
            "The time constant sets how far a lobe reaches, and the amplitude sets its height.",
            "The area is amplitude times time constant. If one doubles, what must the other do?",
            "Double tau_minus and halve A_minus without changing its sign.",
        ),
    ),
)
