"""Distal reward: what notebook 09 asks."""

from __future__ import annotations

import math
from dataclasses import replace

from ...networks import stored, stored_scan
from ...widgets.prediction.curve import ReferenceCurve
from ..items.prediction import Prediction
from ..items.questions import Numeric
from ..items.training_conditions import TrainingGoal, networks, reaches, stays, studies


def _target() -> ReferenceCurve:
    """The rewarded synapse in the end, by the logarithm of the memory."""
    scan = stored_scan("distal-mean")
    first, last = (math.log10(scan.along[i] / 1000) for i in (0, -1))
    means = scan.measures["target"]["frozen"]["mean"]
    return ReferenceCurve(
        means,
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
    """The mean of the other synapses when dopamine is the reward as it is."""
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
        "How much of z is left 2 s after a pair, if tau_z is 1 s? In percent.",
        lambda: 100 * math.exp(-2),
        0.5,
        "%",
        near="z fades as exp(-t / tau_z).",
    ),
    Prediction(
        "09/mean",
        "The mean of dopamine stays in: the reward is never negative. What does the mean of the "
        "49 other weights do over 1800 s?",
        _others(),
        how="say",
    ),
    TrainingGoal(
        "09/goal",
        "The reward comes exactly 1 s late. Choose tau_z and gamma so that the target reaches 0.9 "
        "while the others stay below 0.35, in 8 networks with plasticity off.",
        (
            studies(delay_low=1000.0, delay_high=1000.0, subtract="mean"),
            networks(8),
            reaches("frozen", 0.9, "target"),
            stays("frozen", 0.35, "others"),
        ),
        (
            "After 1 s, what is left of a trace of 100 ms?",
            "Try a tau_z as long as the delay. gamma goes with it: gamma / tau_z stays 0.00006.",
            "Write tau_z=1000, gamma=0.06 in the lab's cell, run both cells, train, test.",
        ),
    ),
)
