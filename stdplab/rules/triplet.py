"""The triplet rule of Pfister and Gerstner 2006, doi 10.1523/JNEUROSCI.1425-06.2006.

Two traces a side, a fast one and a slow one; a spike reads the slow trace of its own side
as it stood just before the spike:

    x1 <- exp(-dt/tau_plus)  x1 + pre      x2 <- exp(-dt/tau_x) x2 + pre
    y1 <- exp(-dt/tau_minus) y1 + post     y2 <- exp(-dt/tau_y) y2 + post

    dw = gamma [ post x1 (A_plus + A3_plus y2-) + pre y1 (A_minus + A3_minus x2-) ]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import exp
from ..core.rule import Axes, Rule, State, knob


@dataclass(frozen=True)
class Triplet(Rule):
    """Pairs and triplets of spikes: potentiation that grows with the firing rate.

    A_plus, A_minus      pair amplitudes, signed (A2+ and -A2- in the paper)
    A3_plus, A3_minus    triplet amplitudes, signed
    tau_plus, tau_minus  fast time constants, ms
    tau_x, tau_y         slow time constants of the pre and the post side, ms
    nearest              a spike sets a trace to 1 instead of adding 1

    The defaults are the minimal all-to-all set for visual cortex.
    """

    series: ClassVar[dict[str, Axes]] = {"x": "pre", "x2": "pre", "y": "post", "y2": "post"}

    A_plus: float = knob(0.0, -0.02, 0.02, step=0.0001, tex="A_+", label="Pair LTP")
    A_minus: float = knob(-7.1e-3, -0.02, 0.02, step=0.0001, tex="A_-", label="Pair LTD")
    A3_plus: float = knob(6.5e-3, -0.02, 0.02, step=0.0001, tex="A_{3+}", label="Triplet LTP")
    A3_minus: float = knob(0.0, -0.02, 0.02, step=0.0001, tex="A_{3-}", label="Triplet LTD")
    tau_plus: float = knob(16.8, 1, 100, tex=r"\tau_+", label="Pre trace", unit="ms", positive=True)
    tau_minus: float = knob(
        33.7, 1, 100, tex=r"\tau_-", label="Post trace", unit="ms", positive=True
    )
    tau_x: float = knob(
        101.0, 1, 1000, tex=r"\tau_x", label="Slow pre trace", unit="ms", positive=True
    )
    tau_y: float = knob(
        114.0, 1, 1000, tex=r"\tau_y", label="Slow post trace", unit="ms", positive=True
    )
    gamma: float = knob(1.0, 0, 2, step=0.01, tex=r"\gamma", label="Learning rate")
    nearest: bool = knob(False, tex="", label="Nearest spikes only", kw_only=True)

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of the four traces over one step."""
        taus = {"plus": self.tau_plus, "minus": self.tau_minus, "x": self.tau_x, "y": self.tau_y}
        return {f"decay_{name}": exp(-dt / tau) for name, tau in taus.items()}

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:  # noqa: ARG004
        """One step; the slow traces are read before this step's spike joins them."""
        pre, post = drive.pre, drive.post
        keep_x, keep_y = 1 - k.nearest * pre, 1 - k.nearest * post
        slow_x, slow_y = k.decay_x * state["x2"], k.decay_y * state["y2"]
        x = k.decay_plus * state["x"] * keep_x + pre
        y = k.decay_minus * state["y"] * keep_y + post
        potentiation = x * (post * (k.A_plus + k.A3_plus * slow_y))
        depression = y * (pre * (k.A_minus + k.A3_minus * slow_x))
        new = {"x": x, "x2": slow_x * keep_x + pre, "y": y, "y2": slow_y * keep_y + post}
        return new, k.gamma * (potentiation + depression)
