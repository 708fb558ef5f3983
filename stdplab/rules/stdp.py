"""Spike-timing-dependent plasticity:  dw(t) = gamma xi(t)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..core.learning_rule.rule import State
from ..core.weight_change import Terms
from .pair_traces import PairRule, update_pairing


@dataclass(frozen=True)
class STDP(PairRule):
    """Spike-timing-dependent plasticity: each spike pair changes the weight at once.

        dw(t) = gamma xi(t)

    xi is the pairing of `stdplab.rules.PairRule`. The reward plays no part, so the lag of the
    reward does not either.

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
        ``xi``, pairing (synapse).

    References
    ----------
    Florian 2007, doi 10.1162/neco.2007.19.6.1468

    Examples
    --------
    >>> from stdplab import STDP, presets, simulate
    >>> simulate(STDP(), presets.FLORIAN_2007.protocol)
    Result(STDP, 200 steps, w 0.2000 -> 0.2690)
    """

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:  # noqa: ARG004
        """One step, as in `Rule.step`: the two terms of the pairing change the weight."""
        new, parts = update_pairing(state, drive, k)
        return new, Terms(k.gamma, parts, new["xi"])
