"""MSTDPET with dopamine as a reward prediction error: only what was not expected teaches.

    m(t)  = exp(-dt/tau_m) m(t-dt) + (1 - exp(-dt/tau_m)) r(t)     running mean of the reward
    dw(t) = gamma dt (r(t) - m(t-dt)) z(t)

The dopamine of the distal reward problem (Izhikevich 2007, doi 10.1093/cercor/bhl152), with
the mean subtracted so that a reward that always comes teaches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import exp, where
from ..core.rule import Axes, State, knob
from .mstdpet import MSTDPET
from .pair_traces import pair


@dataclass(frozen=True)
class Dopamine(MSTDPET):
    """An eligibility trace meets the reward minus its own running mean.

    tau_m    time constant of the mean, ms; the longer, the slower a reward gets expected
    """

    series: ClassVar[dict[str, Axes]] = {**MSTDPET.series, "m": "network"}

    tau_m: float = knob(
        1000.0, 10, 30000, step=10, tex=r"\tau_m", label="Expectation", unit="ms", positive=True
    )

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of the traces and of the mean over one step."""
        return {**super().constants(dt), "decay_m": exp(-dt / self.tau_m)}

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:
        """One step: what arrives is compared with the mean of what came before."""
        new = pair(state, drive, k)
        new["z"] = k.decay_z * state["z"] + new["xi"] / k.tau_z
        new["m"] = k.decay_m * state["m"] + (1 - k.decay_m) * drive.reward
        surprise = drive.reward - state["m"]
        return new, k.gamma * dt * surprise * where(k.lag, state["z"], new["z"])
