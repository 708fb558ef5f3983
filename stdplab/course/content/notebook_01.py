"""The items of notebook 01, spikes and traces."""

from __future__ import annotations

import math

from ...core.protocol import Protocol
from ...core.simulate import simulate
from ...labs.traces_lab import TRACES
from ...rules.stdp import STDP
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.experiment_conditions import unchanged
from ..items.goal import Goal
from ..items.numeric import Numeric
from ..items.prediction import Prediction
from ..items.result_conditions import reaches_value

THREE_SPIKES = Protocol(pre=(20, 80, 92), duration=160)
TRACE = ReferenceCurve(
    simulate(STDP(), THREE_SPIKES).array("x").tolist(), 0, THREE_SPIKES.duration, "time", "ms",
    "x", "the presynaptic trace", (0.0, 2.0), "pre",
)  # fmt: skip

ITEMS = (
    Prediction(
        "01/trace",
        "Three pre spikes, at 20, 80 and 92 ms. Draw the trace x.",
        TRACE,
    ),
    Numeric(
        "01/half",
        "With tau_plus = 20 ms, how long does a trace take to decay to one half?",
        lambda: STDP().tau_plus * math.log(2),
        0.5,
        "ms",
        hint_wrong="Find the t at which exp(\u2212t/tau_plus) is one half.",
    ),
    Choice(
        "01/nearest",
        "The pre spike at 92 ms comes 12 ms after the previous one. To what value does it raise x "
        "under the nearest pairing scheme?",
        {
            "to 2": "That would be the sum of two spikes without any decay.",
            "to 1.58": "That is the all-to-all sum. In the nearest scheme the spike does not add "
            "to x.",
            "to 1": "Right: the spike sets x to 1, whatever was left of the previous spike.",
            "it does not lift x": "Just before the spike x is below 1. What is x just after it?",
        },
        "05c89fce9a035cf6",
    ),
    Goal(
        "01/goal",
        "There is one spike at 20 ms. Change the time constant until half of the trace is left 50 "
        "ms later.",
        (reaches_value("STDP", "x", 70, 0.5, 0.01), unchanged(TRACES["one spike"], "pre")),
        (
            "The longer the time constant, the slower the trace decays. Which slider sets it?",
            "Move the cursor to 70 ms and read x while you move the slider for the pre trace.",
            "Half of the trace is left after tau_plus ln 2, so tau_plus must be 50 ms / ln 2.",
        ),
    ),
)
