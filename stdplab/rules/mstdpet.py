"""Reward-modulated STDP with an eligibility trace:  dw(t) = gamma dt r(t) z(t)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import exp, where
from ..core.learning_rule.knob import knob
from ..core.learning_rule.rule import State
from ..core.learning_rule.series import Series
from .pair_traces import PairRule, update_traces


@dataclass(frozen=True)
class MSTDPET(PairRule):
    """Reward-modulated STDP with an eligibility trace: a later reward acts on earlier pairs.

        z(t) = exp(-dt/tau_z) z(t-dt) + xi(t)/tau_z
        lag 0:  dw(t) = gamma dt r(t) z(t)
        lag 1:  dw(t) = gamma dt r(t) z(t-dt)    (Florian 2007, eq. 3.9)

    xi is the pairing of `stdplab.rules.PairRule`, r the reward. Since z is divided by tau_z, a
    constant reward gives each pair nearly the same total effect for every tau_z.

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
    tau_z : float
        Time constant of the eligibility trace z, ms.
    nearest : bool
        Pair each spike with the nearest earlier spike of the other side only.
    scheme : int
        Which nearest spikes pair; see `stdplab.rules.PairRule`.
    read_before : bool
        Whether a spike reads the traces as they were before the spikes of its step; spikes of
        one step then do not pair.

    Attributes
    ----------
    series : dict of str to Series
        Recorded quantities: ``x``, presynaptic trace (axis pre); ``y``, postsynaptic trace (post);
        ``xi``, pairing (synapse); ``z``, eligibility trace, per ms (synapse).

    References
    ----------
    Florian 2007, doi 10.1162/neco.2007.19.6.1468

    Examples
    --------
    >>> from stdplab import MSTDPET, presets, simulate
    >>> simulate(MSTDPET(), presets.FLORIAN_2007.protocol)
    Result(MSTDPET, 200 steps, w 0.2000 -> 0.3342)
    """

    series: ClassVar[dict[str, Any]] = {
        **PairRule.series,
        "z": Series(
            "synapse", "z", "Eligibility", "1/ms", "eligibility", limits=(-0.01, 0.01), folded=True
        ),
    }

    tau_z: float = knob(
        25.0, 1, 200, tex=r"\tau_z", label="Eligibility trace", unit="ms", positive=True
    )

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of all three traces over one step; see `PairRule.constants`."""
        return {**super().constants(dt), "decay_z": exp(-dt / self.tau_z)}

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:
        """One step, as in `Rule.step`: the reward meets the trace of this step or the last."""
        new = update_traces(state, drive, k)
        new["z"] = k.decay_z * state["z"] + new["xi"] / k.tau_z
        return new, k.gamma * dt * drive.reward * where(k.lag, state["z"], new["z"])
