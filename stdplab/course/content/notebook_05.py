"""The items of notebook 05, eligibility and credit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import torch

from ... import presets
from ...core.experiment import Experiment
from ...core.protocol import Protocol
from ...core.simulate import simulate
from ...rules.mstdpet import MSTDPET
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.experiment_conditions import only_changed, unchanged
from ..items.goal import Goal
from ..items.numeric import Numeric
from ..items.prediction import Prediction
from ..items.result_conditions import near_best

LATE = replace(presets.LATE_REWARD.protocol, reward=((85, 1.0), (105, 0.0)))
LATER = Experiment(
    replace(LATE, reward=((115, 1.0), (135, 0.0))), (MSTDPET(gamma=1.0, tau_z=10.0),)
)


def _gain(protocol: Protocol, *tau_z: float) -> list[float]:
    """The weight gain in a protocol, for each tau_z (ms)."""
    values: Any = torch.tensor(tau_z, dtype=torch.float64)
    gain: list[float] = simulate(MSTDPET(gamma=1.0, tau_z=values), protocol, 0.0).final.tolist()
    return gain


def _early_share() -> float:
    """The gain of a pair 50 ms earlier, as a fraction of the right pair's; tau_z is 50 ms."""
    right, early = (
        _gain(Protocol((t,), (t + 5,), ((140, 1.0), (160, 0.0))), 50.0)[0] for t in (90, 40)
    )
    return early / right


ITEMS = (
    Prediction(
        "05/memory",
        "How does the weight gain depend on tau_z, from 5 to 200 ms? Draw the gain.",
        ReferenceCurve(
            _gain(LATE, *(float(tau) for tau in range(5, 201))),
            5.0,
            200.0,
            "tau_z",
            "ms",
            "gain",
            "the gain",
            (0.0, 0.15),
        ),
    ),
    Numeric(
        "05/part",
        "tau_z is 50 ms, and the other pair came 50 ms before the right pair. What fraction of "
        "the right pair's gain does the other pair get, from 0 to 1?",
        _early_share,
        0.01,
        hint_wrong="Both traces decay with the same time constant, one of them for 50 ms longer.",
    ),
    Choice(
        "05/between",
        "The other pair comes between the right pair and the reward. Which of the two pairs gains "
        "more?",
        {
            "the right one": "Its trace has decayed for longer when the reward comes.",
            "the other one, with every tau_z": "Right: a trace that only decays always favours "
            "the most recent pair.",
            "it depends on tau_z": "Compare exp(-20/tau_z) and exp(-50/tau_z), for a small tau_z "
            "and for a large one. Which is larger?",
            "both the same": "That would hold for a trace that does not decay. This trace decays.",
        },
        "ea6706ce59311ae3",
    ),
    Goal(
        "05/goal",
        "The reward comes 80 ms after the pair. Change only tau_z, until the weight gains at "
        "least 99 % of the largest possible gain.",
        (
            unchanged(LATER, "pre", "post", "reward", "w0", "lag", "bounds"),
            only_changed(LATER, "MSTDPET", "tau_z"),
            near_best("MSTDPET", "tau_z", 0.99),
        ),
        (
            "With tau_z = 10 ms the trace is gone when the reward comes; with 200 ms it is small.",
            "For a single reward the best tau_z is about as long as the delay of the reward.",
            "The middle of the reward pulse is 80 ms after the pair. Set tau_z to about 80 ms.",
        ),
    ),
)
