"""Misconceptions about spike timing, pairs of spikes, bounds and time steps."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ...core.bounds import Hard
from ...pairings import FrequencyDependence
from ...rules.mstdp import MSTDP
from ...rules.mstdpet import MSTDPET
from ...rules.stdp import STDP
from .base import Misconception, Numbers, final_weight, single_synapse

FLORIAN = presets.FLORIAN_2007
NEAREST = replace(FLORIAN, rules=tuple(kind(nearest=True) for kind in (STDP, MSTDP, MSTDPET)))
PRE_SPIKES_ONLY = single_synapse(MSTDPET(), pre=(10, 50, 90), reward=((0, 1.0),))
FORTY_PAIRS = single_synapse(
    STDP(), pre=range(10, 2000, 50), post=range(15, 2000, 50), duration=2000.0
)


def weight_after_pair(delay: float) -> float:
    """The weight after one spike pair with t_post - t_pre = ``delay`` (ms)."""
    return final_weight(single_synapse(STDP(), pre=(100,), post=(100 + delay,)))


def _pre_spikes_only() -> Numbers:
    result = PRE_SPIKES_ONLY.run()["MSTDPET"]
    return {"x": float(result["x"].max()), "z": float(result["z"].abs().max())}


def _rates() -> Numbers:
    series = FrequencyDependence().run().series
    places = {"slow": 0, "fast": -1}
    return {
        **{f"pair_{word}": float(series["STDP -10 ms"][i]) for word, i in places.items()},
        **{f"triplet_{word}": float(series["Triplet -10 ms"][i]) for word, i in places.items()},
    }


def _steps() -> Numbers:
    finals: dict[str, float] = {}
    for word, dt in (("one", 1.0), ("half", 0.5), ("tenth", 0.1)):
        results = replace(FLORIAN, protocol=replace(FLORIAN.protocol, dt=dt)).run()
        finals |= {word: results["MSTDPET"].final, f"stdp_{word}": results["STDP"].final}
    return finals


ITEMS = (
    Misconception(
        "together",
        "Neurons that fire together wire together.",
        "It is Hebb's idea in six words, but they leave out the order: in his postulate one cell "
        "takes part in firing the other.",
        "One pair under STDP, w(0) = 0.2: post 10 ms after pre, both at once, post 10 ms before.",
        lambda: {
            "after": weight_after_pair(10),
            "same": weight_after_pair(0),
            "before": weight_after_pair(-10),
        },
        lambda n: n["after"] > 0.2 >= n["same"] > n["before"],
        "The weight becomes {after:.4f}, {same:.4f} and {before:.4f}. The spike order sets the "
        "sign. A coincident pair both raises and lowers the weight, which cancels here.",
        single_synapse(STDP(), pre=(100,), post=(100,)),
    ),
    Misconception(
        "memory",
        "An eligibility trace is the memory of a spike.",
        "Spike traces and eligibility traces are both called traces, and both decay exponentially.",
        "Three pre spikes, no post spike, reward 1 throughout, under MSTDPET.",
        _pre_spikes_only,
        lambda n: n["x"] > 0 and n["z"] == 0,
        "The spike trace x reaches {x:.4f}, and the eligibility trace z stays at {z:.4f}. Only a "
        "spike pair changes z, and there was none.",
        PRE_SPIKES_ONLY,
    ),
    Misconception(
        "neighbours",
        "Each spike pairs with its neighbour only.",
        "Figures show one pair at a time, and some models do use the nearest pairing scheme.",
        "The demonstration under STDP with all-to-all pairing, then with nearest pairing.",
        lambda: {"every": final_weight(FLORIAN), "nearest": final_weight(NEAREST)},
        lambda n: abs(n["every"] - n["nearest"]) > 0.01,
        "The weight ends at {every:.4f} with all-to-all pairing and at {nearest:.4f} with nearest "
        "pairing. The pairing scheme is part of a model and must be stated.",
        NEAREST,
    ),
    Misconception(
        "range",
        "Weights stay in range by themselves.",
        "In a short run they do, and real synapses cannot grow without limit.",
        "Forty pairs at 20 Hz, post 5 ms after pre, under STDP: without bounds, then in [0, 1].",
        lambda: {
            "free": final_weight(FORTY_PAIRS),
            "bounded": final_weight(replace(FORTY_PAIRS, bounds=Hard(0.0, 1.0))),
        },
        lambda n: n["free"] > 1 >= n["bounded"],
        "The weight ends at {free:.4f} without bounds and at {bounded:.4f} with them. The rule "
        "itself does not limit it.",
        FORTY_PAIRS,
    ),
    Misconception(
        "frequency",
        "The STDP window of single pairs predicts the weight change at every rate.",
        "The window was measured with pairs at low rates, and it describes them well.",
        "Sixty pairs, post 10 ms before pre, at 0.1 and 50 Hz, under the pair and triplet rules.",
        _rates,
        lambda n: n["pair_fast"] < 0 < n["triplet_fast"],
        "At 0.1 Hz the weight falls under both rules ({pair_slow:+.2f} and {triplet_slow:+.2f}). "
        "At 50 Hz the measured synapses grew. The pair rule gives {pair_fast:+.2f}, the triplet "
        "rule {triplet_fast:+.2f}.",
    ),
    Misconception(
        "step",
        "The time step of a simulation does not matter.",
        "For STDP with given spikes this is true: spikes fall on steps, and the decay is exact.",
        "The demonstration with dt = 1, 0.5 and 0.1 ms.",
        _steps,
        lambda n: abs(n["one"] - n["tenth"]) > 0.001 > abs(n["stdp_one"] - n["stdp_tenth"]),
        "MSTDPET ends at {one:.4f}, {half:.4f} and {tenth:.4f}: it sums gamma r z dt over the "
        "steps, with an error of order dt. STDP ends at {stdp_one:.4f} each time.",
        replace(FLORIAN, protocol=replace(FLORIAN.protocol, dt=0.1)),
    ),
)
