"""Target firing rates: what notebook 08 asks."""

from __future__ import annotations

import math

from ...networks import stored
from ...networks.target_rates import NEURONS
from ...widgets.prediction.curve import ReferenceCurve
from ..items.prediction import Prediction
from ..items.questions import Choice, Numeric
from ..items.training_conditions import TrainingGoal, networks, reaches, studies


def _efficacy(name: str) -> ReferenceCurve:
    """Untrained and after each second."""
    run = stored(name)
    before = float(run.untrained["efficacy"].mean())
    values = (before, *run.curves["efficacy"].mean.tolist())
    return ReferenceCurve(
        values, last=run.study.epochs, axis="time", unit="s", symbol="E",
        limits=(-0.1, 1.0), label="the efficacy E",
    )  # fmt: skip


def _near() -> float:
    """How far a neuron is from its target in the end, Hz, as a root mean square."""
    distance = stored("rates-0-mstdp").curves["distance"].mean[-1]
    return float(distance) / math.sqrt(NEURONS)


ITEMS = (
    Prediction(
        "08/efficacy",
        "Draw the efficacy E under MSTDP over 25 s: 0 is untrained, 1 is at the targets.",
        _efficacy("rates-0-mstdp"),
    ),
    Numeric(
        "08/near",
        "After 25 s with MSTDP, how far is one neuron from its target? Take the root mean square "
        "over the 100 neurons.",
        _near,
        0.1,
        "Hz",
        near="d is the root of a sum of 100 squares. What is the root of their mean?",
    ),
    Prediction(
        "08/baseline",
        "Every reward is 1 higher: +2 for closer, 0 for further. What does the efficacy under "
        "MSTDPET do?",
        _efficacy("rates-1-mstdpet"),
        how="say",
    ),
    Choice(
        "08/why",
        "Read the three numbers. Under a constant reward, MSTDPET is about the same as which rule?",
        {
            "STDP with the same gamma": "Right: the whole area under z is multiplied by 1.",
            "MSTDP with its gamma of 0.001": "Compare the two: a factor of 50 lies between.",
            "no rule: nothing changes": "The reward says nothing, but it is not zero.",
        },
        "cecc53843390e82a",
    ),
    TrainingGoal(
        "08/goal",
        "Keep MSTDPET and the baseline of 1. Change its memory until the efficacy with plasticity "
        "off is at least 0.8.",
        (studies(rule="MSTDPET", baseline=1.0, delay=0), networks(4), reaches("frozen", 0.8)),
        (
            "The baseline multiplies the whole area under z, the useful sign one step of it.",
            "A shorter tau_z makes that area smaller. Keep gamma at 0.002 tau_z.",
            'Write rates("MSTDPET", baseline=1.0, seeds=4, tau_z=5, gamma=0.01); train, test.',
        ),
    ),
)
