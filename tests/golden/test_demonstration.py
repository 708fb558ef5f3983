"""The demonstration agrees with other simulators, series by series."""

import json
from pathlib import Path

import pytest
import torch

from stdplab import MSTDP, MSTDPET, STDP, presets, simulate

HERE = Path(__file__).parent
SEED = json.loads((HERE / "golden_seed.json").read_text())
LAG = json.loads((HERE / "golden_florian_lag.json").read_text())
PROTOCOL = presets.FLORIAN_2007.protocol
GAMMA = 0.2


def assert_agrees(ours, theirs, tolerance=1e-6):
    theirs = torch.tensor(theirs, dtype=torch.float64)
    assert ours.shape == theirs.shape
    assert float((ours - theirs).abs().max()) < tolerance


@pytest.mark.parametrize(
    ("series", "rule", "name", "factor"),
    [
        ("time", STDP, "t", 1),
        ("reward", STDP, "reward", 1),
        ("presyn_trace", STDP, "x", GAMMA),
        ("postsyn_trace", STDP, "y", -GAMMA),
        ("elig_trace", MSTDPET, "z", GAMMA),
        ("w_stdp", STDP, "w", 1),
        ("w_mstdp", MSTDP, "w", 1),
        ("w_mstdpet", MSTDPET, "w", 1),
    ],
)
def test_every_series_of_the_reference(series, rule, name, factor):
    result = simulate(rule(), PROTOCOL, w0=0.2)
    assert_agrees(factor * (result.t if name == "t" else result[name]), SEED[series])


@pytest.mark.parametrize("amplitude", ["A_plus", "A_minus"])
def test_each_half_of_the_eligibility(amplitude):
    """elig_post holds what post spikes leave and elig_pre what pre spikes leave."""
    other = {"A_plus": "A_minus", "A_minus": "A_plus"}[amplitude]
    z = simulate(MSTDPET(**{other: 0.0}), PROTOCOL)["z"]
    half = {"A_plus": "elig_post", "A_minus": "elig_pre"}[amplitude]
    assert_agrees(GAMMA * z * (1 if amplitude == "A_plus" else -1), SEED[half])


@pytest.mark.parametrize("library", ["bindsnet", "spikingjelly"])
@pytest.mark.parametrize("rule", [STDP, MSTDP, MSTDPET])
def test_reward_lag_one_agrees_with_two_libraries(library, rule):
    theirs = LAG[library][LAG["rules"].index(rule.__name__.lower())]
    assert_agrees(simulate(rule(), PROTOCOL, w0=0.2, lag=1)["w"], theirs, tolerance=5e-6)
