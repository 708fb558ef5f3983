"""Sweeps, from one core to a cluster: what notebook 10 asks."""

from __future__ import annotations

from functools import cache

from ... import presets
from ...widgets.prediction.curve import ReferenceCurve
from ..items.experiment_conditions import levels, turned
from ..items.goal import Goal, kept
from ..items.prediction import Prediction
from ..items.questions import Choice, Numeric
from ..items.sweep_conditions import widest

FLORIAN = presets.FLORIAN_2007
FIRST, LAST = 5, 200
COARSE = range(FIRST, LAST + 1, 5)


@cache
def _finals(rule: str) -> tuple[float, ...]:
    """The final weight under a rule at every tau_z from FIRST to LAST."""
    from ...sweeps import sweep  # noqa: PLC0415 - a sweep brings what a question alone need not

    found = sweep(FLORIAN, {"tau_z": range(FIRST, LAST + 1)})
    return tuple(found.at(rule=rule).values.tolist())


def _border() -> float:
    """The longest memory with which MSTDPET ends above STDP."""
    pairs = zip(_finals("MSTDPET"), _finals("STDP"), strict=True)
    return float(max(tau for tau, (one, other) in enumerate(pairs, FIRST) if one > other))


ITEMS = (
    Prediction(
        "10/memory",
        "Where does MSTDPET end with a tau_z from 5 to 200 ms? Draw the final weight. "
        "At 25 ms it is 0.334.",
        ReferenceCurve(
            _finals("MSTDPET"),
            FIRST,
            LAST,
            "tau_z",
            "ms",
            "w",
            "the final weight",
            (0.1, 0.4),
        ),
    ),
    Numeric(
        "10/border",
        "What is the longest tau_z with which MSTDPET still ends above STDP?",
        _border,
        5.0,
        unit="ms",
        near="Ask for more values between the two rows where MSTDPET goes below STDP.",
    ),
    Choice(
        "10/gamma",
        "All rules get twice the learning rate gamma. What becomes of the range of tau_z in which "
        "MSTDPET ends above STDP?",
        {
            "it gets wider": "Both rules change the weight more. Does that alter which one changes "
            "it more?",
            "it gets narrower": "A larger gamma enlarges the changes of both. Compare them to one "
            "another.",
            "it stays the same": "Right: gamma multiplies every change of both rules alike.",
        },
        "c6f34d0144846033",
    ),
    Choice(
        "10/knobs",
        "Somebody turns tau_z until MSTDPET ends highest, leaves it there, and then finds the best "
        "moment for the reward to turn. Is that the highest weight that the two knobs can give?",
        {
            "yes, each knob is at its best": "Each was at its best while the other stood where it "
            "stood. Look at the row of a shorter tau_z in the next map.",
            "no, the best tau_z depends on the moment": "Right: after the second knob the first "
            "one is not at its best any more.",
            "no, because nobody can try all moments": "Nobody has to. Suppose all of them were "
            "tried.",
        },
        "1c3f2521d91b5805",
    ),
    Goal(
        "10/goal",
        "Choose the moment at which the reward turns so that MSTDPET ends above STDP with as many "
        "values of tau_z, from 5 to 200 ms, as possible. All else stays.",
        (
            kept(FLORIAN, "pre", "post", "w0", "lag", "bounds"),
            levels(FLORIAN),
            turned(FLORIAN, "MSTDPET", "tau_z"),
            widest(
                FLORIAN,
                "MSTDPET",
                "STDP",
                over=("tau_z", COARSE),
                moved=("onset[1]", range(5, 200, 5)),
                share=0.95,
            ),
        ),
        (
            "All values of tau_z count, not the one on the board: the red and blue map has them.",
            "Each column of that map is one moment. Inside the line MSTDPET is above STDP.",
            "Find the column in which the line is highest, a little before 100 ms, and turn there.",
        ),
    ),
)
