"""What is believed about spikes: together, in order, one at a time."""

from __future__ import annotations

from dataclasses import replace

from ... import presets
from ...core.bounds import Hard
from ...pairings import FrequencyDependence
from ...rules.mstdp import MSTDP
from ...rules.mstdpet import MSTDPET
from ...rules.stdp import STDP
from .base import Misconception, Numbers, final, one

FLORIAN = presets.FLORIAN_2007
NEAREST = replace(FLORIAN, rules=tuple(kind(nearest=True) for kind in (STDP, MSTDP, MSTDPET)))
PRE_ONLY = one(MSTDPET(), pre=(10, 50, 90), reward=((0, 1.0),))
MANY = one(STDP(), pre=range(10, 2000, 50), post=range(15, 2000, 50), duration=2000.0)


def pair(delay: float) -> float:
    """The weight after one pair, t_post - t_pre = ``delay``."""
    return final(one(STDP(), pre=(100,), post=(100 + delay,)))


def _pre_only() -> Numbers:
    result = PRE_ONLY.run()["MSTDPET"]
    return {"x": float(result["x"].max()), "z": float(result["z"].abs().max())}


def _rates() -> Numbers:
    series = FrequencyDependence().run().series
    at = {"slow": 0, "fast": -1}
    return {
        **{f"pair_{word}": float(series["STDP -10 ms"][i]) for word, i in at.items()},
        **{f"triplet_{word}": float(series["Triplet -10 ms"][i]) for word, i in at.items()},
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
        "It is Hebb's idea in seven words, and they leave out his order: the one takes part in "
        "firing the other.",
        "One pair under STDP, w(0) = 0.2: post 10 ms after pre, both at once, post 10 ms before.",
        lambda: {"after": pair(10), "same": pair(0), "before": pair(-10)},
        lambda n: n["after"] > 0.2 >= n["same"] > n["before"],
        "The weight becomes {after:.4f}, {same:.4f} and {before:.4f}: the order decides, and a "
        "coincident pair acts both ways, which cancel here.",
        one(STDP(), pre=(100,), post=(100,)),
    ),
    Misconception(
        "memory",
        "An eligibility trace is the memory of a spike.",
        "Both fade exponentially after a spike, and both are called traces.",
        "Three pre spikes, no post spike, reward 1 throughout, under MSTDPET.",
        _pre_only,
        lambda n: n["x"] > 0 and n["z"] == 0,
        "The trace of the spikes, x, reaches {x:.4f}; the eligibility z stays at {z:.4f}. It "
        "remembers pairs, and there was none.",
        PRE_ONLY,
    ),
    Misconception(
        "neighbours",
        "Each spike pairs with its neighbour only.",
        "Figures show one pair at a time, and some models do count nearest spikes alone.",
        "The demonstration under STDP, all pairs counted, then the nearest ones only.",
        lambda: {"every": final(FLORIAN), "nearest": final(NEAREST)},
        lambda n: abs(n["every"] - n["nearest"]) > 0.01,
        "It ends at {every:.4f} with all pairs and at {nearest:.4f} with the nearest: which pairs "
        "count is part of a model, and has to be said.",
        NEAREST,
    ),
    Misconception(
        "range",
        "Weights stay in range by themselves.",
        "In a short run they do, and real synapses cannot grow without end.",
        "Forty pairs, post 5 ms after pre, 20 a second, under STDP: free, then bounded to [0, 1].",
        lambda: {
            "free": final(MANY),
            "bounded": final(replace(MANY, bounds=Hard(0.0, 1.0))),
        },
        lambda n: n["free"] > 1 >= n["bounded"],
        "The weight ends at {free:.4f} without bounds and at {bounded:.4f} with them: nothing in "
        "the rule stops it.",
        MANY,
    ),
    Misconception(
        "frequency",
        "A window of pairs explains what happens at every rate.",
        "The window was measured pair by pair, at low rates, and describes those.",
        "Sixty pairs, post 10 ms before pre, at 0.1 and at 50 Hz, pair rule and triplet rule.",
        _rates,
        lambda n: n["pair_fast"] < 0 < n["triplet_fast"],
        "At 0.1 Hz both weaken ({pair_slow:+.2f} and {triplet_slow:+.2f}). At 50 Hz the synapses "
        "of the experiment grew; the pair rule gives {pair_fast:+.2f}, the triplet rule "
        "{triplet_fast:+.2f}.",
    ),
    Misconception(
        "step",
        "The time step of a simulation does not matter.",
        "For STDP with given spikes it does not: spikes fall on steps, and decay is exact.",
        "The demonstration with dt = 1, 0.5 and 0.1 ms.",
        _steps,
        lambda n: abs(n["one"] - n["tenth"]) > 0.001 > abs(n["stdp_one"] - n["stdp_tenth"]),
        "MSTDPET ends at {one:.4f}, {half:.4f} and {tenth:.4f}: it adds r z dt step by step, which "
        "is first order in dt. STDP ends at {stdp_one:.4f} each time.",
        replace(FLORIAN, protocol=replace(FLORIAN.protocol, dt=0.1)),
    ),
)
