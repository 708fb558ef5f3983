"""The two spike traces and the pairing that STDP, MSTDP and MSTDPET share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import exp
from ..core.learning_rule.knob import knob
from ..core.learning_rule.rule import Rule, State
from ..core.learning_rule.series import Series

PRE_TRACE = Series(
    "pre", "x", "Pre trace", colour="pre", limits=(-0.4, 0.4), panel="traces", folded=True
)
POST_TRACE = Series(
    "post", "y", "Post trace", colour="post", limits=(-0.4, 0.4), panel="traces", folded=True,
    mirrored=True, dashed=True,
)  # fmt: skip
PAIRING = Series("synapse", r"\xi", "Pairing", panel="none")
"""The traces and the pairing of pair rules, as figures draw them."""


@dataclass(frozen=True)
class PairRule(Rule):
    """Parameters, traces and pairing of the rules that pair one pre with one post spike.

        x(t)  = exp(-dt/tau_plus)  x(t-dt) + pre(t)
        y(t)  = exp(-dt/tau_minus) y(t-dt) + post(t)
        xi(t) = A_plus x(t) post(t) + A_minus y(t) pre(t)

    Both traces already contain the spike of the same step, so a coincident pair acts both ways.
    This class has no ``step`` and is not a rule by itself: derive from it, and call
    `update_traces` in the step.

    Parameters
    ----------
    A_plus : float
        Amplitude of the change at a post spike after a pre spike, signed.
    A_minus : float
        Amplitude of the change at a pre spike after a post spike, signed; negative for
        depression.
    tau_plus : float
        Time constant of the presynaptic trace x, ms.
    tau_minus : float
        Time constant of the postsynaptic trace y, ms.
    gamma : float
        Learning rate.
    nearest : bool
        Pair each spike with the nearest earlier spike of the other side only.

    Attributes
    ----------
    series : dict of str to Series
        Recorded quantities: ``x``, presynaptic trace (axis pre); ``y``, postsynaptic trace (post);
        ``xi``, pairing (synapse).

    References
    ----------
    Florian 2007, doi 10.1162/neco.2007.19.6.1468
    """

    series: ClassVar[dict[str, Any]] = {"x": PRE_TRACE, "y": POST_TRACE, "xi": PAIRING}

    A_plus: float = knob(1.0, -2, 2, step=0.05, tex="A_+", label="LTP amplitude")
    A_minus: float = knob(-1.0, -2, 2, step=0.05, tex="A_-", label="LTD amplitude")
    tau_plus: float = knob(20.0, 1, 100, tex=r"\tau_+", label="Pre trace", unit="ms", positive=True)
    tau_minus: float = knob(
        20.0, 1, 100, tex=r"\tau_-", label="Post trace", unit="ms", positive=True
    )
    gamma: float = knob(0.2, 0, 1, step=0.01, tex=r"\gamma", label="Learning rate")
    nearest: bool = knob(False, tex="", label="Nearest spikes only", kw_only=True)

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of the two traces over one step.

        Parameters
        ----------
        dt : float
            The time step, ms.

        Returns
        -------
        dict of str to float
            ``decay_plus`` and ``decay_minus``.
        """
        return {
            "decay_plus": exp(-dt / self.tau_plus),
            "decay_minus": exp(-dt / self.tau_minus),
        }


def update_traces(state: State, drive: Any, k: Any) -> State:
    """The traces x and y and the pairing xi after the spikes of one step.

        x(t)  = exp(-dt/tau_plus)  x(t-dt) + pre(t)
        y(t)  = exp(-dt/tau_minus) y(t-dt) + post(t)
        xi(t) = A_plus x(t) post(t) + A_minus y(t) pre(t)

    With ``k.nearest`` a spike sets its trace to 1 instead of adding 1; spikes must then be 0 or 1.

    Parameters
    ----------
    state : dict
        The state before the step, with ``x`` and ``y``.
    drive : DriveAt
        The spikes of the step.
    k : Constants
        The parameters and decay factors of a `PairRule`.

    Returns
    -------
    dict
        ``x``, ``y`` and ``xi`` after the step.
    """
    pre, post = drive.pre, drive.post
    x = k.decay_plus * state["x"] * (1 - k.nearest * pre) + pre
    y = k.decay_minus * state["y"] * (1 - k.nearest * post) + post
    return {"x": x, "y": y, "xi": k.A_plus * x * post + k.A_minus * y * pre}
