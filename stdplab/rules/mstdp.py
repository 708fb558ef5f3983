"""Reward-modulated STDP:  dw(t) = gamma r(t) xi(t), or gamma r(t) xi(t-dt) with lag 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import where
from ..core.learning_rule.rule import State
from ..core.learning_rule.series import Series
from ..core.weight_change import Terms
from .pair_traces import PairRule, update_pairing


@dataclass(frozen=True)
class MSTDP(PairRule):
    """Reward-modulated STDP: the reward of the moment scales and signs each spike pair.

        lag 0:  dw(t) = gamma r(t) xi(t)
        lag 1:  dw(t) = gamma r(t) xi(t-dt)    (Florian 2007, eqs 2.7-2.8)

    xi is the pairing of `stdplab.rules.PairRule`, r the reward.

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
    scheme : int
        Which nearest spikes pair; see `stdplab.rules.PairRule`.
    read_before : bool
        Whether a spike reads the traces as they were before the spikes of its step; spikes of
        one step then do not pair.

    Attributes
    ----------
    series : dict of str to Series
        Recorded quantities: ``x``, presynaptic trace (axis pre); ``y``, postsynaptic trace (post);
        ``xi``, pairing (synapse); ``xi_plus`` and ``xi_minus``, its terms at post and
        at pre spikes (synapse).

    References
    ----------
    Florian 2007, doi 10.1162/neco.2007.19.6.1468

    Examples
    --------
    >>> from stdplab import MSTDP, presets, simulate
    >>> simulate(MSTDP(), presets.FLORIAN_2007.protocol)
    Result(MSTDP, 200 steps, w 0.2000 -> 0.2033)
    """

    series: ClassVar[dict[str, Any]] = {
        **PairRule.series,
        "xi_plus": Series("synapse", r"\xi_+", "Pairing at post spikes", panel="none"),
        "xi_minus": Series("synapse", r"\xi_-", "Pairing at pre spikes", panel="none"),
    }

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:  # noqa: ARG004
        """One step, as in `Rule.step`: the reward meets the pairing of this step or the last."""
        new, (new["xi_plus"], new["xi_minus"]) = update_pairing(state, drive, k)
        plus = where(k.lag, state["xi_plus"], new["xi_plus"])
        minus = where(k.lag, state["xi_minus"], new["xi_minus"])
        whole = where(k.lag, state["xi"], new["xi"])
        return new, Terms(k.gamma * drive.reward, (plus, minus), whole)
