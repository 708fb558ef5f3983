"""MSTDPET whose reward is measured from its own running mean, a baseline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.arithmetic import exp, where
from ..core.learning_rule.knob import knob
from ..core.learning_rule.rule import State
from ..core.learning_rule.series import Series
from .mstdpet import MSTDPET
from .pair_traces import update_traces


@dataclass(frozen=True)
class Dopamine(MSTDPET):
    """MSTDPET with a baseline: the eligibility trace meets the reward minus its running mean.

        m(t) = exp(-dt/tau_m) m(t-dt) + (1 - exp(-dt/tau_m)) r(t)
        lag 0:  dw(t) = gamma dt (r(t) - m(t-dt)) z(t)
        lag 1:  dw(t) = gamma dt (r(t) - m(t-dt)) z(t-dt)

    z is the eligibility trace of `MSTDPET`, r the reward. A constant reward ends up changing
    nothing. The running mean is a baseline (Fremaux et al. 2010). It is not a reward prediction
    error or TD error: it does not predict the reward from any input or state. Izhikevich 2007
    multiplies the trace by dopamine itself and subtracts nothing.

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
    tau_m : float
        Time constant of the running mean m, ms. The longer, the slower the baseline follows.
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
        ``xi``, pairing (synapse); ``z``, eligibility trace, per ms (synapse);
        ``m``, running mean of the reward (network).

    References
    ----------
    Fremaux, Sprekeler and Gerstner 2010, doi 10.1523/JNEUROSCI.6249-09.2010 (the baseline)

    Izhikevich 2007, doi 10.1093/cercor/bhl152 (dopamine and an eligibility trace)

    Examples
    --------
    >>> from stdplab import Dopamine, presets, simulate
    >>> simulate(Dopamine(), presets.FLORIAN_2007.protocol).names
    ('w', 'x', 'y', 'xi', 'z', 'm', 'pre', 'post', 'reward')
    """

    series: ClassVar[dict[str, Any]] = {
        **MSTDPET.series,
        "m": Series("network", "m", "Mean reward", colour="reward", limits=(-1.5, 1.5)),
    }

    tau_m: float = knob(
        1000.0, 10, 30000, step=10, tex=r"\tau_m", label="Mean reward", unit="ms", positive=True
    )

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of the traces and of the mean over one step; see `PairRule.constants`."""
        return {**super().constants(dt), "decay_m": exp(-dt / self.tau_m)}

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:
        """One step, as in `Rule.step`: the baseline is the mean of the rewards before it."""
        new = update_traces(state, drive, k)
        new["z"] = k.decay_z * state["z"] + new["xi"] / k.tau_z
        new["m"] = k.decay_m * state["m"] + (1 - k.decay_m) * drive.reward
        above_baseline = drive.reward - state["m"]
        return new, k.gamma * dt * above_baseline * where(k.lag, state["z"], new["z"])
