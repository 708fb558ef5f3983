"""Spike-timing-dependent plasticity:  dw(t) = gamma xi(t)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..core.rule import State
from .pair_traces import PairRule, pair


@dataclass(frozen=True)
class STDP(PairRule):
    """Spike pairs change the weight at once; the reward plays no part.

    dw(t) = gamma xi(t), with xi as in `stdplab.rules.pair_traces`.
    """

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:  # noqa: ARG004
        """One step; a rule without a reward has no lag either."""
        new = pair(state, drive, k)
        return new, k.gamma * new["xi"]
