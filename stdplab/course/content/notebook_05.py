"""Eligibility and credit: what notebook 05 asks."""

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
from ..items.experiment_conditions import best, turned
from ..items.goal import Goal, kept
from ..items.prediction import Prediction
from ..items.questions import Choice, Numeric

LATE = replace(presets.LATE_REWARD.protocol, reward=((85, 1.0), (105, 0.0)))
LATER = Experiment(
    replace(LATE, reward=((115, 1.0), (135, 0.0))), (MSTDPET(gamma=1.0, tau_z=10.0),)
)


def _gain(protocol: Protocol, *tau_z: float) -> list[float]:
    """What one protocol does to the weight with each memory."""
    every: Any = torch.tensor(tau_z, dtype=torch.float64)
    gain: list[float] = simulate(MSTDPET(gamma=1.0, tau_z=every), protocol, 0.0).final.tolist()
    return gain


def _part() -> float:
    """What a pair 50 ms too early gets of the right one's gain when tau_z is 50 ms."""
    right, early = (
        _gain(Protocol((t,), (t + 5,), ((140, 1.0), (160, 0.0))), 50.0)[0] for t in (90, 40)
    )
    return early / right


ITEMS = (
    Prediction(
        "05/memory",
        "How much does the weight gain with a tau_z from 5 to 200 ms? Draw the gain.",
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
        "tau_z is 50 ms, and the other pair came 50 ms before the right one. What part of the "
        "right pair's gain does it get, as a number between 0 and 1?",
        _part,
        0.01,
        near="Both traces fade at the same pace; one of them for 50 ms longer.",
    ),
    Choice(
        "05/between",
        "The other pair falls between the right one and the reward. Which of the two gains more?",
        {
            "the right one": "Its trace has faded for longer when the reward comes.",
            "the other one, with every tau_z": "Right: a trace that only fades always favours "
            "what came last.",
            "it depends on tau_z": "Compare exp(-20/tau_z) and exp(-50/tau_z), for a small tau_z "
            "and for a large one. Which is larger?",
            "both the same": "So it would be with an endless memory. This one fades.",
        },
        "ea6706ce59311ae3",
    ),
    Goal(
        "05/goal",
        "The reward comes 80 ms after the pair. With tau_z alone, give the weight at least 99 % "
        "of the most that it can gain.",
        (
            kept(LATER, "pre", "post", "reward", "w0", "lag", "bounds"),
            turned(LATER, "MSTDPET", "tau_z"),
            best("MSTDPET", "tau_z", 0.99),
        ),
        (
            "With 10 ms the trace is gone when the reward comes. With 200 ms it is small.",
            "The best memory for one reward is as long as the reward is late.",
            "From the pair to the middle of the pulse it is 80 ms: turn tau_z to about that.",
        ),
    ),
)
