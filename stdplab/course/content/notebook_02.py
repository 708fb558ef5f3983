"""The STDP window: what notebook 02 asks."""

from __future__ import annotations

from ...core.stdp_window import closed_window
from ...rules.stdp import STDP
from ...widgets.prediction.curve import ReferenceCurve
from ..items.pairing_conditions import PairingGoal, balanced, farther
from ..items.prediction import Prediction
from ..items.questions import Choice, Numeric

FAR = 60
WINDOW = ReferenceCurve(
    closed_window(STDP(), range(-FAR, FAR + 1)), -FAR, FAR, "t_post \u2212 t_pre", "ms",
    "W", "the weight change of a pair", (-0.2, 0.2),
)  # fmt: skip

ITEMS = (
    Prediction(
        "02/window",
        "One pair of spikes. Draw how much it changes the weight, for every t_post \u2212 t_pre.",
        WINDOW,
    ),
    Choice(
        "02/reads",
        "A presynaptic spike comes. Which trace does the synapse read then?",
        {
            "x, of the presynaptic spikes": "That spike adds to x. Its use comes at the next post "
            "spike.",
            "y, of the postsynaptic spikes": "Right: y tells how long ago the other side fired.",
            "both": "Then a pre spike after a pre spike would change the weight, without a pair.",
        },
        "0b13959aabc329db",
    ),
    Numeric(
        "02/together",
        "Both spikes fall into the same step. With A_plus = 1, A_minus = \u22120.4 and "
        "gamma = 0.2, by how much does the weight change?",
        lambda: closed_window(STDP(A_minus=-0.4), [0])[0],
        0.002,
        near="Both traces hold the spike of this very step already. Which terms act?",
    ),
    Choice(
        "02/sign",
        "A paper writes \u0394t = t_pre \u2212 t_post and finds strengthening at \u0394t = "
        "\u221210 ms. How does that go with the window here?",
        {
            "it is the same finding": "Right: pre comes first there, too. Only the axis is turned.",
            "it is the opposite": "Write down which spike comes first at \u221210 ms there.",
            "it cannot be told": "It can: the definition says which spike comes first.",
        },
        "43560da11c69aecc",
    ),
    PairingGoal(
        "02/goal",
        "Let depression reach twice as far as potentiation, with equal areas under both lobes.",
        (farther(2), balanced()),
        (
            "How far a lobe reaches is its time constant; how high it is, its amplitude.",
            "The area under a lobe is amplitude times time constant. Double one factor, and?",
            "Double tau_minus, and halve A_minus; it keeps its sign.",
        ),
    ),
)
