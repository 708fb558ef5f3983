"""What STDP, MSTDP and MSTDPET share: two spike traces and the pairing they make.

    x(t)  = exp(-dt/tau_plus)  x(t-dt) + pre(t)
    y(t)  = exp(-dt/tau_minus) y(t-dt) + post(t)
    xi(t) = A_plus x(t) post(t) + A_minus y(t) pre(t)

Both traces already contain the current step's spike, so a coincident pair acts both ways.
With ``nearest`` a spike sets its trace to 1 instead of adding 1 (spikes are then 0 or 1).
Source: Florian 2007, doi 10.1162/neco.2007.19.6.1468; signed amplitudes, times in ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import exp
from ..core.rule import Axes, Rule, State, knob


@dataclass(frozen=True)
class PairRule(Rule):
    """Parameters and constants of the pair rules; no rule by itself.

    A_plus, A_minus        signed amplitudes at post and at pre spikes
    tau_plus, tau_minus    time constants of the pre and the post trace, ms
    gamma                  learning rate
    nearest                pair with the nearest earlier spike only
    """

    series: ClassVar[dict[str, Axes]] = {"x": "pre", "y": "post", "xi": "synapse"}

    A_plus: float = knob(1.0, -2, 2, step=0.05, tex="A_+", label="LTP amplitude")
    A_minus: float = knob(-1.0, -2, 2, step=0.05, tex="A_-", label="LTD amplitude")
    tau_plus: float = knob(20.0, 1, 100, tex=r"\tau_+", label="Pre trace", unit="ms", positive=True)
    tau_minus: float = knob(
        20.0, 1, 100, tex=r"\tau_-", label="Post trace", unit="ms", positive=True
    )
    gamma: float = knob(0.2, 0, 1, step=0.01, tex=r"\gamma", label="Learning rate")
    nearest: bool = knob(False, tex="", label="Nearest spikes only", kw_only=True)

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of the two traces over one step."""
        return {
            "decay_plus": exp(-dt / self.tau_plus),
            "decay_minus": exp(-dt / self.tau_minus),
        }


def pair(state: State, drive: Any, k: Any) -> State:
    """The traces and the pairing after this step's spikes."""
    pre, post = drive.pre, drive.post
    x = k.decay_plus * state["x"] * (1 - k.nearest * pre) + pre
    y = k.decay_minus * state["y"] * (1 - k.nearest * post) + post
    return {"x": x, "y": y, "xi": k.A_plus * x * post + k.A_minus * y * pre}
