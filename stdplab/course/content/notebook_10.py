"""The items of notebook 10, sweeps."""

from __future__ import annotations

from functools import cache

from ... import presets
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.experiment_conditions import only_changed, same_reward_levels, unchanged
from ..items.goal import Goal
from ..items.numeric import Numeric
from ..items.prediction import Prediction
from ..items.sweep_conditions import widest_range

FLORIAN = presets.FLORIAN_2007
FIRST_TAU, LAST_TAU = 5, 200
COUNTED_TAUS = range(FIRST_TAU, LAST_TAU + 1, 5)


@cache
def _finals(rule: str) -> tuple[float, ...]:
    """The final weight under a rule at every tau_z from FIRST_TAU to LAST_TAU."""
    from ...sweeps import sweep  # noqa: PLC0415 - importing sweeps is slow

    result = sweep(FLORIAN, {"tau_z": range(FIRST_TAU, LAST_TAU + 1)})
    return tuple(result.at(rule=rule).values.tolist())


def _longest_tau_z() -> float:
    """The longest tau_z (ms) with which MSTDPET ends above STDP."""
    pairs = zip(_finals("MSTDPET"), _finals("STDP"), strict=True)
    return float(max(tau for tau, (mstdpet, stdp) in enumerate(pairs, FIRST_TAU) if mstdpet > stdp))


ITEMS = (
    Prediction(
        "10/memory",
        "How does the final weight under MSTDPET depend on tau_z, from 5 to 200 ms? Draw it. At "
        "25 ms it is 0.334.",
        ReferenceCurve(
            _finals("MSTDPET"),
            FIRST_TAU,
            LAST_TAU,
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
        _longest_tau_z,
        5.0,
        unit="ms",
        hint_wrong="Sweep more values of tau_z between the two rows where MSTDPET falls below "
        "STDP.",
    ),
    Choice(
        "10/gamma",
        "The learning rate gamma of all rules is doubled. What happens to the range of tau_z in "
        "which MSTDPET ends above STDP?",
        {
            "it gets wider": "Both rules change the weight more. Does that alter which one changes "
            "it more?",
            "it gets narrower": "A larger gamma makes the changes under both rules larger. "
            "Compare them with each other.",
            "it stays the same": "Right: gamma multiplies every weight change of both rules by "
            "the same factor.",
        },
        "c6f34d0144846033",
    ),
    Choice(
        "10/knobs",
        "Someone sets tau_z so that MSTDPET ends highest, keeps this value, and then finds the "
        "best moment for the reward to switch. Is that the highest weight that the two knobs can "
        "give?",
        {
            "yes, each knob is at its best": "Each knob was at its best for one value of the "
            "other knob. Look at the row of a shorter tau_z in "
            "the next map.",
            "no, the best tau_z depends on the moment": "Right: after a change of the second knob "
            "the first one is no longer at its best.",
            "no, because nobody can try all moments": "That is not the reason. Suppose that all "
            "moments were tried.",
        },
        "1c3f2521d91b5805",
    ),
    Goal(
        "10/goal",
        "Choose the moment at which the reward switches so that MSTDPET ends above STDP at as "
        "many values of tau_z, from 5 to 200 ms, as possible. Change nothing else.",
        (
            unchanged(FLORIAN, "pre", "post", "w0", "lag", "bounds"),
            same_reward_levels(FLORIAN),
            only_changed(FLORIAN, "MSTDPET", "tau_z"),
            widest_range(
                FLORIAN,
                "MSTDPET",
                "STDP",
                axis=("tau_z", COUNTED_TAUS),
                candidates=("onset[1]", range(5, 200, 5)),
                share=0.95,
            ),
        ),
        (
            "All values of tau_z count, not only the board's. The red and blue map shows them.",
            "Each column of that map is one moment. Inside the line MSTDPET ends above STDP.",
            "Find the column where the line is highest, a little before 100 ms, and switch there.",
        ),
    ),
)
