"""The items of notebook 09, distal reward."""

from __future__ import annotations

import math
from dataclasses import replace

from ...networks import stored
from ...sweeps import stored_sweep
from ...widgets.prediction.curve import ReferenceCurve
from ..items.numeric import Numeric
from ..items.prediction import Prediction
from ..items.training_conditions import TrainingGoal, at_least, at_most, min_networks, study_with


def _target() -> ReferenceCurve:
    """The final weight of the rewarded synapse against log10 of tau_z in s."""
    target = stored_sweep("distal-mean").at(measure="target", condition="frozen")
    first, last = (math.log10(target.coords["rule.tau_z"][i] / 1000) for i in (0, -1))
    return ReferenceCurve(
        tuple(target.values.tolist()),
        first,
        last,
        "log10 of tau_z in s",
        "",
        "weight",
        "the weight of the rewarded synapse",
    )


TARGET = _target()
RISING = tuple(sorted(TARGET.values))


def _others() -> ReferenceCurve:
    """The mean weight of the other synapses if nothing is subtracted from dopamine."""
    run = stored("distal-nothing")
    before = float(run.untrained["others"].mean())
    values = (before, *run.curves["others"].mean.tolist())
    return ReferenceCurve(
        values, last=20 * run.study.epochs, axis="time", unit="s", symbol="weight",
        label="the mean of the other weights",
    )  # fmt: skip


ITEMS = (
    Prediction(
        "09/memory",
        "Reward comes 1 to 3 s late. How does the final weight of the rewarded synapse depend on "
        "tau_z, from 0.1 s at the left to 10 s at the right?",
        TARGET,
        how="choose",
        options={
            "it rises all the way": replace(TARGET, values=RISING),
            "it falls all the way": replace(TARGET, values=RISING[::-1]),
            "it rises and falls again": TARGET,
        },
    ),
    Numeric(
        "09/left",
        "What percentage of z is left 2 s after a pair, if tau_z is 1 s?",
        lambda: 100 * math.exp(-2),
        0.5,
        "%",
        hint_wrong="z decays as exp(-t / tau_z).",
    ),
    Prediction(
        "09/mean",
        "The mean of dopamine is not subtracted, so the reward is never negative. What does the "
        "mean of the 49 other weights do over 1800 s?",
        _others(),
        how="say",
    ),
    TrainingGoal(
        "09/goal",
        "The reward comes exactly 1 s late. Choose tau_z and gamma so that the target weight "
        "reaches 0.9 and the other weights stay below 0.35, in 8 networks with plasticity off.",
        (
            study_with(delay_low=1000.0, delay_high=1000.0, subtract="mean"),
            min_networks(8),
            at_least("frozen", 0.9, "target"),
            at_most("frozen", 0.35, "others"),
        ),
        (
            "How much of a trace with tau_z = 100 ms is left after 1 s?",
            "Try a tau_z as long as the delay, and keep gamma / tau_z at 0.00006.",
            "Write tau_z=1000, gamma=0.06 in the lab's cell, run both cells, train and test.",
        ),
    ),
)
