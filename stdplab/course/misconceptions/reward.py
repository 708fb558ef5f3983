"""Misconceptions about reward: that it strengthens, is needed, and can be undone."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ...core.experiment import Experiment
from ...rules.mstdp import MSTDP
from ...rules.mstdpet import MSTDPET
from ...rules.stdp import STDP
from .base import Misconception, Numbers, final_weight, single_synapse

FLORIAN = presets.FLORIAN_2007
REWARDED_POST_FIRST = single_synapse(MSTDP(), pre=(60,), post=(50,), reward=((0, 1.0),))
WITHOUT_REWARD = single_synapse(STDP(), pre=(50,), post=(55,), reward=())
REWARD_ENDS = single_synapse(
    MSTDPET(), pre=(10,), post=(15,), reward=((0, 1.0), (50, 0.0)), duration=1000.0
)  # fmt: skip


def delayed_reward(tau_z: float) -> Experiment:
    """One pair whose reward comes 100 ms later and lasts 10 ms."""
    reward = ((0, 0.0), (115, 1.0), (125, 0.0))
    return single_synapse(MSTDPET(tau_z=tau_z), pre=(10,), post=(15,), reward=reward)


def gain(experiment: Experiment) -> float:
    """The weight gain under the first rule."""
    return final_weight(experiment) - experiment.w0


def punished(*times: float) -> Experiment:
    """One pair, rewarded until 25 ms and punished for 10 ms from each of ``times`` on (ms)."""
    punishment = [segment for at in times for segment in ((at, -1.0), (at + 10, 0.0))]
    reward = ((0, 1.0), (25, 0.0), *punishment)
    return single_synapse(MSTDPET(), pre=(10,), post=(15,), reward=reward, duration=600.0)


def _reward_ends() -> Numbers:
    w = REWARD_ENDS.run()["MSTDPET"]["w"]
    return {"then": float(w[50]), "late": float(w[-1])}


def _undone() -> Numbers:
    experiments = {"never": punished(), "soon": punished(30), "late": punished(400)}
    return {word: gain(experiment) for word, experiment in experiments.items()}


ITEMS = (
    Misconception(
        "strengthens",
        "Reward strengthens synapses.",
        "Rewarded behaviour becomes more frequent, so the synapses behind it seem to grow.",
        "One pair, post 10 ms before pre, reward +1 throughout, under MSTDP; w(0) = 0.2.",
        lambda: {"final": final_weight(REWARDED_POST_FIRST)},
        lambda n: n["final"] < 0.2,
        "The weight falls from 0.2 to {final:.4f}. The reward multiplies the change that the spike "
        "order gives, and post before pre gives a decrease.",
        REWARDED_POST_FIRST,
    ),
    Misconception(
        "needed",
        "STDP needs a reward.",
        "A course about reward makes it easy to assume a reward in every rule.",
        "One pair, post 5 ms after pre, no reward at all, under STDP and under MSTDP.",
        lambda: {
            "stdp": final_weight(WITHOUT_REWARD),
            "mstdp": final_weight(replace(WITHOUT_REWARD, rules=(MSTDP(),))),
        },
        lambda n: n["stdp"] != 0.2,
        "Under STDP the weight goes from 0.2 to {stdp:.4f}. MSTDP multiplies every change by the "
        "reward, so its weight stays at {mstdp:.4f}.",
        WITHOUT_REWARD,
    ),
    Misconception(
        "longer",
        "A longer eligibility trace is always better.",
        "A trace that is too short has decayed before the reward comes.",
        "One pair and a reward 100 ms later for 10 ms, under MSTDPET; tau_z = 10, 100, 1000 ms.",
        lambda: {
            "short": gain(delayed_reward(10)),
            "fit": gain(delayed_reward(100)),
            "long": gain(delayed_reward(1000)),
        },
        lambda n: n["short"] < n["fit"] > n["long"],
        "The weight gains {short:.6f}, {fit:.6f} and {long:.6f}. A long trace lasts, but its "
        "amplitude is small. The best tau_z is about as long as the delay.",
        delayed_reward(100),
    ),
    Misconception(
        "forgetting",
        "Without reward a synapse forgets what it has learned.",
        "The eligibility trace decays, and it is easily mistaken for the weight.",
        "One rewarded pair under MSTDPET; the reward ends at 50 ms, the run goes on to 1000 ms.",
        _reward_ends,
        lambda n: n["then"] == n["late"],
        "The weight is {then:.4f} at 50 ms and {late:.4f} at 1000 ms. The eligibility decays, and "
        "the weight does not.",
        REWARD_ENDS,
    ),
    Misconception(
        "undoes",
        "Punishment undoes learning.",
        "Reward and punishment have opposite signs, so they should cancel.",
        "One pair under MSTDPET, rewarded until 25 ms, then punished for 10 ms from 30 or 400 ms.",
        _undone,
        lambda n: 0 < n["soon"] < n["never"] and n["never"] - n["late"] < 0.001 * n["never"],
        "Without punishment the gain is {never:.4f}, after early punishment {soon:.4f} and after "
        "late punishment {late:.4f}. Punishment acts only until the eligibility has decayed.",
        punished(400),
    ),
    Misconception(
        "moment",
        "The reward at time t means the same in every paper and program.",
        "Equations are written in continuous time, which has no time steps.",
        "The demonstration; r(t) multiplies the trace of the same step or of the step before.",
        lambda: {
            word: replace(FLORIAN, lag=lag).run()["MSTDPET"].final
            for word, lag in (("same", 0), ("before", 1))
        },
        lambda n: abs(n["same"] - n["before"]) > 0.001,
        "MSTDPET ends at {same:.4f} or at {before:.4f}. Both conventions are in use, so two "
        "correct programs may differ in the third digit.",
        replace(FLORIAN, lag=1),
    ),
)  # fmt: skip
