"""Reward-modulated STDP:  dw(t) = gamma r(t) xi(t), or gamma r(t) xi(t-dt) with lag 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..core.arithmetic import where
from ..core.rule import State
from .pair_traces import PairRule, pair


@dataclass(frozen=True)
class MSTDP(PairRule):
    """The reward of the moment scales and signs each spike pair.

    lag 0:  dw(t) = gamma r(t) xi(t)
    lag 1:  dw(t) = gamma r(t) xi(t-dt)    (Florian 2007, eqs 2.7-2.8)
    """

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:  # noqa: ARG004
        """One step: the reward meets the pairing of this step or of the one before."""
        new = pair(state, drive, k)
        return new, k.gamma * drive.reward * where(k.lag, state["xi"], new["xi"])
