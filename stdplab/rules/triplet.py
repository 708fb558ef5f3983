"""The triplet rule of Pfister and Gerstner: pairs and triplets of spikes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import exp, where
from ..core.drive import Drive
from ..core.learning_rule.knob import knob
from ..core.learning_rule.rule import Rule, State
from ..core.learning_rule.series import Series
from ..core.weight_change import Terms
from .pair_traces import POST_TRACE, PRE_TRACE, READ_BEFORE, check_single_spikes


@dataclass(frozen=True)
class Triplet(Rule):
    """The triplet rule: pairs and triplets of spikes; potentiation grows with the firing rate.

        x(t)  = exp(-dt/tau_plus)  x(t-dt)  + pre(t)     x2(t) = exp(-dt/tau_x) x2(t-dt) + pre(t)
        y(t)  = exp(-dt/tau_minus) y(t-dt)  + post(t)    y2(t) = exp(-dt/tau_y) y2(t-dt) + post(t)

        dw = gamma [ post x (A_plus + A3_plus y2-) + pre y (A_minus + A3_minus x2-) ]

    A spike reads the slow trace of its own side, x2- or y2-, as it was just before the spike. The
    defaults are the minimal all-to-all set for visual cortex. The reward plays no part.

    Parameters
    ----------
    A_plus, A_minus : float
        Pair amplitudes, signed (A2+ and -A2- in the paper).
    A3_plus, A3_minus : float
        Triplet amplitudes, signed (A3+ and -A3- in the paper).
    tau_plus, tau_minus : float
        Time constants of the fast traces x and y, ms.
    tau_x, tau_y : float
        Time constants of the slow traces x2 and y2, ms.
    gamma : float
        Learning rate, a factor on all four amplitudes.
    nearest : bool
        A spike sets its traces to 1 instead of adding 1.
    read_before : bool
        Whether a spike reads the fast trace too as it was before the spikes of its step; spikes
        of one step then do not pair.

    Attributes
    ----------
    series : dict of str to Series
        Recorded quantities: ``x``, ``x2``, fast and slow presynaptic traces (axis pre); ``y``,
        ``y2``, fast and slow postsynaptic traces (post).

    References
    ----------
    Pfister and Gerstner 2006, doi 10.1523/JNEUROSCI.1425-06.2006

    Examples
    --------
    >>> from stdplab import Triplet, simulate
    >>> from stdplab.stimuli import pairing
    >>> simulate(Triplet(), pairing(10, rate=20), w0=0.5)
    Result(Triplet, 3022 steps, w 0.5000 -> 0.7278)
    """

    series: ClassVar[dict[str, Any]] = {
        "x": PRE_TRACE,
        "x2": Series("pre", "x_2", "Slow pre trace", colour="pre", limits=(0.0, 1.0)),
        "y": POST_TRACE,
        "y2": Series(
            "post", "y_2", "Slow post trace", colour="post", limits=(0.0, 1.0), dashed=True
        ),
    }

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
    read_before: bool = knob(False, tex="", label=READ_BEFORE, kw_only=True)

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of the four traces over one step; see `Rule.constants`."""
        taus = {"plus": self.tau_plus, "minus": self.tau_minus, "x": self.tau_x, "y": self.tau_y}
        return {f"decay_{name}": exp(-dt / tau) for name, tau in taus.items()}

    def check_drive(self, drive: Drive) -> None:
        """Raise ValueError for counts of spikes under ``nearest``; see `Rule.check_drive`."""
        check_single_spikes(drive, nearest=self.nearest)

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:  # noqa: ARG004
        """One step, as in `Rule.step`; slow traces are read before this step's spike is added."""
        pre, post = drive.pre, drive.post
        carry_x, carry_y = 1 - k.nearest * pre, 1 - k.nearest * post
        slow_x, slow_y = k.decay_x * state["x2"], k.decay_y * state["y2"]
        before_x, before_y = k.decay_plus * state["x"], k.decay_minus * state["y"]
        x, y = before_x * carry_x + pre, before_y * carry_y + post
        read_x, read_y = where(k.read_before, before_x, x), where(k.read_before, before_y, y)
        potentiation = read_x * (post * (k.A_plus + k.A3_plus * slow_y))
        depression = read_y * (pre * (k.A_minus + k.A3_minus * slow_x))
        new = {"x": x, "x2": slow_x * carry_x + pre, "y": y, "y2": slow_y * carry_y + post}
        parts = (potentiation, depression)
        return new, Terms(k.gamma, parts, potentiation + depression)
