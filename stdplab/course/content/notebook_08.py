"""The items of notebook 08, target firing rates."""

from __future__ import annotations

import math

from ...networks import stored
from ...networks.target_rates import N_NEURONS
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.numeric import Numeric
from ..items.prediction import Prediction
from ..items.training_conditions import TrainingGoal, at_least, min_networks, study_with


def _efficacy(name: str) -> ReferenceCurve:
    """The mean efficacy of a stored run, untrained and after each second."""
    run = stored(name)
    before = float(run.untrained["efficacy"].mean())
    values = (before, *run.curves["efficacy"].mean.tolist())
    return ReferenceCurve(
        values, last=run.study.epochs, axis="time", unit="s", symbol="E",
        limits=(-0.1, 1.0), label="the efficacy E",
    )  # fmt: skip


def _rms_distance() -> float:
    """The final root mean square distance of a rate from its target (Hz)."""
    distance = stored("rates-0-mstdp").curves["distance"].mean[-1]
    return float(distance) / math.sqrt(N_NEURONS)


ITEMS = (
    Prediction(
        "08/efficacy",
        "Draw the efficacy E under MSTDP over 25 s. E is 0 before training and 1 at the targets.",
        _efficacy("rates-0-mstdp"),
    ),
    Numeric(
        "08/near",
        "After 25 s with MSTDP, how far is the rate of a neuron from its target? Take the root "
        "mean square over the 100 neurons.",
        _rms_distance,
        0.1,
        "Hz",
        hint_wrong="d is the root of a sum of 100 squares. What is the root of their mean?",
    ),
    Prediction(
        "08/baseline",
        "A baseline of 1 is added to every reward: +2 for closer, 0 for farther. What does the "
        "efficacy under MSTDPET do?",
        _efficacy("rates-1-mstdpet"),
        how="say",
    ),
    Choice(
        "08/why",
        "Read the three numbers. To which rule is MSTDPET almost equal under a constant reward?",
        {
            "STDP with the same gamma": "Right: the whole area under z is multiplied by the same "
            "reward, 1.",
            "MSTDP with its gamma of 0.001": "Compare the two numbers: they differ by a factor of "
            "50.",
            "no rule: nothing changes": "A constant reward carries no information, but it is not "
            "zero.",
        },
        "cecc53843390e82a",
    ),
    TrainingGoal(
        "08/goal",
        "Keep MSTDPET and the baseline of 1. Change tau_z until the efficacy with plasticity off "
        "is at least 0.8.",
        (
            study_with(rule="MSTDPET", baseline=1.0, delay=0),
            min_networks(4),
            at_least("frozen", 0.8),
        ),
        (
            "The baseline multiplies the whole area under z; the informative sign, only one step.",
            "A shorter tau_z makes that area smaller, if gamma stays at 0.002 tau_z.",
            'Write rates("MSTDPET", baseline=1.0, seeds=4, tau_z=5, gamma=0.01); train, test.',
        ),
    ),
)
