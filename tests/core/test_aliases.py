"""The names a reader knows from elsewhere become the parameters here, and back to the numbers."""

import json
from pathlib import Path

import pytest
import torch

from stdplab import MSTDP, MSTDPET, STDP, presets, simulate
from stdplab.core.aliases import COLUMNS

SEED = json.loads((Path(__file__).parents[1] / "golden" / "golden_seed.json").read_text())
OTHERS = {"tc_post": 20, "tc_pre": 20}


@pytest.mark.parametrize(
    ("rule", "extra", "series"),
    [
        (STDP, {}, "w_stdp"),
        (MSTDP, {"scale": 1.0}, "w_mstdp"),
        (MSTDPET, {"tc_eligibility": 25}, "w_mstdpet"),
    ],
)
def test_infernos_names_give_infernos_numbers(rule, extra, series):
    named = rule.from_names("inferno", lr_post=0.2, lr_pre=-0.2, **OTHERS, **extra)
    w = simulate(named, presets.FLORIAN_2007.protocol)["w"]
    assert float((w - torch.tensor(SEED[series])).abs().max()) < 1e-6


def test_infernos_suffix_names_the_spike_that_triggers():
    rule = STDP.from_names("inferno", lr_post=0.3, lr_pre=-0.1, tc_post=40, tc_pre=10)
    assert (rule.A_plus, rule.A_minus) == (0.3, -0.1)
    assert (rule.tau_plus, rule.tau_minus) == (10, 40)  # lr_post scales the pre trace


@pytest.mark.parametrize(
    ("column", "given", "wanted"),
    [
        ("nest", {"lambda_": 0.1, "alpha": 1.05, "tau_c": 500}, (1, -1.05, 0.1, 500)),
        ("brian2", {"dApre": 0.01, "dApost": -0.0105}, (0.01, -0.0105, 1, 25)),
        ("gerstner", {"A_minus": -2, "eta": 0.5, "tau_e": 30}, (1, -2, 0.5, 30)),
        ("florian", {"gamma": 0.1, "tau_z": 10}, (1, -1, 0.1, 10)),
    ],
)
def test_other_columns(column, given, wanted):
    rule = MSTDPET.from_names(column, **given)
    assert (rule.A_plus, rule.A_minus, rule.gamma, rule.tau_z) == wanted


@pytest.mark.parametrize("column", COLUMNS)
def test_every_name_is_explained(column):
    for name in COLUMNS[column]:
        if COLUMNS[column][name][0] in {"A_plus", "A_minus", "tau_plus", "tau_minus", "gamma"}:
            assert f"{name} = 2 is " in STDP.explain_names(column, **{name: 2})


def test_unknown_names_list_the_known_ones():
    with pytest.raises(ValueError, match="unknown names 'neuron'"):
        STDP.from_names("neuron")
    with pytest.raises(ValueError, match="inferno has no 'tc_eligibility' for STDP: it has lr"):
        STDP.from_names("inferno", tc_eligibility=25)
