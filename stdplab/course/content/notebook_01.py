"""Spikes and traces: what notebook 01 asks."""

from __future__ import annotations

import math

from ...core.protocol import Protocol
from ...core.simulate import simulate
from ...labs.traces_lab import TRACES
from ...rules.stdp import STDP
from ...widgets.prediction.curve import ReferenceCurve
from ..items.goal import Goal, kept, reaches
from ..items.prediction import Prediction
from ..items.questions import Choice, Numeric

THREE = Protocol(pre=(20, 80, 92), duration=160)
TRACE = ReferenceCurve(
    simulate(STDP(), THREE).array("x").tolist(), 0, THREE.duration, "time", "ms",
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
        "With tau_plus = 20 ms, how long does a trace take to fade to one half?",
        lambda: STDP().tau_plus * math.log(2),
        0.5,
        "ms",
        near="Look for the t at which exp(\u2212t/tau_plus) is one half.",
    ),
    Choice(
        "01/nearest",
        "The pre spike at 92 ms comes 12 ms after the one before. With nearest pairing, "
        "where does it lift x?",
        {
            "to 2": "That would be two spikes without any fading, added up.",
            "to 1.58": "That is what adding gives. With nearest the spike does not add.",
            "to 1": "Right: the spike sets x to 1, whatever was left of the one before.",
            "it does not lift x": "Just before, x has fallen below 1. Where does it stand after?",
        },
        "05c89fce9a035cf6",
    ),
    Goal(
        "01/goal",
        "One spike at 20 ms. Turn the time constant until half of the trace is left 50 ms later.",
        (reaches("STDP", "x", 70, 0.5, 0.01), kept(TRACES["one spike"], "pre")),
        (
            "The longer the time constant, the slower the trace fades. Which slider is its own?",
            "Move the cursor to 70 ms and read x while you turn the slider of the pre trace.",
            "A half is reached after tau_plus ln 2, so tau_plus has to be 50 ms divided by ln 2.",
        ),
    ),
)
