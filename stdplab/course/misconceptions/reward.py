"""What is believed about reward: that it strengthens, is needed, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ...core.experiment import Experiment
from ...rules.mstdp import MSTDP
from ...rules.mstdpet import MSTDPET
from ...rules.stdp import STDP
from .base import Misconception, Numbers, final, one

FLORIAN = presets.FLORIAN_2007
PRAISED = one(MSTDP(), pre=(60,), post=(50,), reward=((0, 1.0),))
DRY = one(STDP(), pre=(50,), post=(55,), reward=())
STOPPED = one(
    MSTDPET(), pre=(10,), post=(15,), reward=((0, 1.0), (50, 0.0)), duration=1000.0
)  # fmt: skip


def delayed(tau_z: float) -> float:
    """By how much a pair changes the weight whose reward comes 100 ms later, for 10 ms."""
    reward = ((0, 0.0), (115, 1.0), (125, 0.0))
    return final(one(MSTDPET(tau_z=tau_z), pre=(10,), post=(15,), reward=reward)) - 0.2


def blamed(*times: float) -> Experiment:
    """A pair praised until 25 ms, and at each of ``times`` blamed for 10 ms."""
    blame = [segment for at in times for segment in ((at, -1.0), (at + 10, 0.0))]
    reward = ((0, 1.0), (25, 0.0), *blame)
    return one(MSTDPET(), pre=(10,), post=(15,), reward=reward, duration=600.0)


def _stopped() -> Numbers:
    w = STOPPED.run()["MSTDPET"]["w"]
    return {"then": float(w[50]), "late": float(w[-1])}


def _undone() -> Numbers:
    left = {"never": blamed(), "soon": blamed(30), "late": blamed(400)}
    return {word: final(experiment) - 0.2 for word, experiment in left.items()}


ITEMS = (
    Misconception(
        "strengthens",
        "Reward strengthens synapses.",
        "Rewarded behaviour becomes more frequent, so the synapses behind it seem to grow.",
        "One pair, post 10 ms before pre, reward +1 throughout, under MSTDP; w(0) = 0.2.",
        lambda: {"final": final(PRAISED)},
        lambda n: n["final"] < 0.2,
        "The weight falls from 0.2 to {final:.4f}: reward multiplies what the timing says, and "
        "this timing says weaker.",
        PRAISED,
    ),
    Misconception(
        "needed",
        "STDP needs a reward.",
        "In a course about reward it is easily read into every rule.",
        "One pair, post 5 ms after pre, no reward at all, under STDP and under MSTDP.",
        lambda: {"stdp": final(DRY), "mstdp": final(replace(DRY, rules=(MSTDP(),)))},
        lambda n: n["stdp"] != 0.2,
        "STDP takes the weight from 0.2 to {stdp:.4f}; MSTDP, which multiplies by the reward, "
        "leaves it at {mstdp:.4f}.",
        DRY,
    ),
    Misconception(
        "longer",
        "A longer eligibility trace is always better.",
        "Too short a trace does forget a pair before its reward comes.",
        "One pair, its reward 100 ms later for 10 ms, under MSTDPET with tau_z = 10, 100, 1000 ms.",
        lambda: {"short": delayed(10), "fit": delayed(100), "long": delayed(1000)},
        lambda n: n["short"] < n["fit"] > n["long"],
        "The weight gains {short:.6f}, {fit:.6f} and {long:.6f}: a long trace holds every pair, "
        "each of them weakly. The best one is about as long as the delay.",
        one(MSTDPET(tau_z=100), pre=(10,), post=(15,), reward=((0, 0.0), (115, 1.0), (125, 0.0))),
    ),
    Misconception(
        "forgetting",
        "Without reward a synapse forgets what it has learned.",
        "The eligibility trace fades, and it looks like the thing that is learned.",
        "One rewarded pair under MSTDPET; the reward ends at 50 ms, the run goes on to 1000 ms.",
        _stopped,
        lambda n: n["then"] == n["late"],
        "The weight is {then:.4f} at 50 ms and {late:.4f} at 1000 ms: what fades is the chance to "
        "change it, not the weight.",
        STOPPED,
    ),
    Misconception(
        "undoes",
        "Punishment undoes learning.",
        "Reward and punishment have opposite signs, so they should cancel.",
        "A pair under MSTDPET, praised until 25 ms, then blamed for 10 ms: from 30 or from 400 ms.",
        _undone,
        lambda n: 0 < n["soon"] < n["never"] and n["never"] - n["late"] < 0.001 * n["never"],
        "Of a gain of {never:.4f} the early blame leaves {soon:.4f} and the late one {late:.4f}: "
        "blame reaches only what is still eligible.",
        blamed(400),
    ),
    Misconception(
        "moment",
        "Everybody means the same by the reward at time t.",
        "Equations are written in continuous time, where the next step does not exist.",
        "The demonstration: r(t) meets the trace of its own step, or that of the step before.",
        lambda: {
            word: replace(FLORIAN, lag=lag).run()["MSTDPET"].final
            for word, lag in (("same", 0), ("before", 1))
        },
        lambda n: abs(n["same"] - n["before"]) > 0.001,
        "MSTDPET ends at {same:.4f} or at {before:.4f}: both are in use, and two programs that "
        "differ in the third digit may both be right.",
        replace(FLORIAN, lag=1),
    ),
)  # fmt: skip
