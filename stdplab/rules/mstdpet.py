"""Reward-modulated STDP with an eligibility trace:  dw(t) = gamma dt r(t) z(t)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import exp, where
from ..core.rule import Axes, State, knob
from .pair_traces import PairRule, pair


@dataclass(frozen=True)
class MSTDPET(PairRule):
    """Spike pairs leave a fading trace, which a later reward turns into a weight change.

    z(t) = exp(-dt/tau_z) z(t-dt) + xi(t)/tau_z
    lag 0:  dw(t) = gamma dt r(t) z(t)
    lag 1:  dw(t) = gamma dt r(t) z(t-dt)    (Florian 2007, eq. 3.9)

    tau_z    time constant of the eligibility trace, ms; z is per ms
    """

    series: ClassVar[dict[str, Axes]] = {**PairRule.series, "z": "synapse"}

    tau_z: float = knob(
        25.0, 1, 200, tex=r"\tau_z", label="Eligibility trace", unit="ms", positive=True
    )

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of all three traces over one step."""
        return {**super().constants(dt), "decay_z": exp(-dt / self.tau_z)}

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:
        """One step: the reward meets the eligibility of this step or of the one before."""
        new = pair(state, drive, k)
        new["z"] = k.decay_z * state["z"] + new["xi"] / k.tau_z
        return new, k.gamma * dt * drive.reward * where(k.lag, state["z"], new["z"])
