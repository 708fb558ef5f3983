"""Parameter names of papers and simulators become the parameters here, with their numbers."""

import json
from math import exp
from pathlib import Path

import pytest
import torch

from stdplab import MSTDP, MSTDPET, STDP, Dopamine, Hard, Protocol, Soft, Triplet, presets, simulate
from stdplab.core.learning_rule.conventions.convention_tables import CONVENTIONS
from stdplab.core.learning_rule.knob import knobs

SEED = json.loads((Path(__file__).parents[1] / "golden" / "golden_seed.json").read_text())
TRACES = {"tc_post": 20, "tc_pre": 20}
RULES = (STDP, MSTDP, MSTDPET, Dopamine, Triplet)


@pytest.mark.parametrize(
    ("rule", "extra", "series"),
    [
        (STDP, {}, "w_stdp"),
        (MSTDP, {"scale": 1.0}, "w_mstdp"),
        (MSTDPET, {"tc_eligibility": 25}, "w_mstdpet"),
    ],
)
def test_infernos_names_give_infernos_numbers(rule, extra, series):
    named = rule.from_names("inferno", lr_post=0.2, lr_pre=-0.2, **TRACES, **extra)
    w = simulate(named, presets.FLORIAN_2007.protocol)["w"]
    assert float((w - torch.tensor(SEED[series])).abs().max()) < 1e-6


def test_infernos_suffix_names_the_spike_that_triggers():
    rule = STDP.from_names("inferno", lr_post=0.3, lr_pre=-0.1, tc_post=40, tc_pre=10)
    assert (rule.A_plus, rule.A_minus) == (0.3, -0.1)
    assert (rule.tau_plus, rule.tau_minus) == (10, 40)  # lr_post scales the pre trace


@pytest.mark.parametrize(
    ("convention", "given", "expected"),
    [
        ("nest_dopamine", {"A_plus": 2, "A_minus": 1.5, "tau_c": 500}, (2, -1.5, 500, 500)),
        ("nest_dopamine", {"tau_c": 1000}, (1, -1, 1000, 1000)),
        ("nest_dopamine", {}, (1, -1, 25, 25)),
        ("brian2", {"dApre": 0.01, "dApost": -0.0105}, (0.01, -0.0105, 1, 25)),
        ("gerstner", {"A_minus": -2, "eta": 0.5, "tau_e": 30}, (1, -2, 0.5, 30)),
        ("florian", {"gamma": 0.1, "tau_z": 10}, (1, -1, 0.1, 10)),
    ],
)
def test_the_names_of_each_convention(convention, given, expected):
    rule = MSTDPET.from_names(convention, **given)
    assert (rule.A_plus, rule.A_minus, rule.gamma, rule.tau_z) == expected


def run_pair(rule, delay, w0, **options):
    """The final weight after one pair, post ``delay`` ms after pre."""
    early, late = 10, 10 + abs(delay)
    pre, post = (early, late) if delay > 0 else (late, early)
    return simulate(rule, Protocol((pre,), (post,), ((0, 1.0),)), w0=w0, **options).final


def test_nests_pair_rule_by_hand():
    """With mu = 0 a pair changes w by lambda Wmax exp(-5/20) or -alpha lambda Wmax exp(-5/30)."""
    rule = STDP.from_names("nest", lambda_=0.01, alpha=1.05, tau_plus=20, tau_minus=30, Wmax=100)
    assert (rule.gamma, rule.A_plus, rule.A_minus) == (1.0, 1.0, -1.05)
    bounds = Hard(0, 100)
    assert run_pair(rule, 5, 50.0, bounds=bounds) == pytest.approx(50.778801, abs=1e-6)
    assert run_pair(rule, -5, 50.0, bounds=bounds) == pytest.approx(49.111194, abs=1e-6)
    in_units_of_wmax = STDP.from_names("nest", lambda_=0.01, alpha=1.05)
    assert (in_units_of_wmax.gamma, in_units_of_wmax.A_minus) == (0.01, -1.05)


def test_nests_default_is_multiplicative_which_soft_bounds_give():
    """mu = 1: a pair changes w by lambda (Wmax - w) exp(-5/20) or -alpha lambda w exp(-5/20)."""
    rule = STDP.from_names("nest", lambda_=0.01, alpha=1.0, tau_plus=20, tau_minus=20, Wmax=100)
    bounds = Soft(0, 100, mu=1)
    assert run_pair(rule, 5, 20.0, bounds=bounds) == pytest.approx(20.623041, abs=1e-6)
    assert run_pair(rule, -5, 20.0, bounds=bounds) == pytest.approx(19.844240, abs=1e-6)


def nest_dopamine_weight(times, pulse, end, *, tau_c=1000.0, tau_n=200.0):
    """NEST's w, from 1: c jumps by exp(-5/20) at a pair, n by 1/tau_n at the dopamine pulse."""
    c = exp(-5 / 20) * exp(-(pulse - times[1]) / tau_c)
    rate = 1 / tau_c + 1 / tau_n
    return 1 + c / tau_n / rate * (1 - exp(-rate * (end - pulse)))


def test_nests_dopamine_synapse_by_its_equations():
    """A pair at 10 and 15 ms, dopamine at 100 ms: by 600 ms w is 1.566436."""
    expected = nest_dopamine_weight((10, 15), 100, 600)
    assert expected == pytest.approx(1.566436, abs=1e-6)
    rule = MSTDPET.from_names(
        "nest_dopamine", A_plus=1, A_minus=1.5, tau_plus=20, tau_minus=20, tau_c=1000
    )
    errors = []
    for dt in (1.0, 0.5):
        onsets = [100 + k * dt for k in range(round(500 / dt))]
        reward = ((0, 0.0), *((t, exp(-(t + dt / 2 - 100) / 200) / 200) for t in onsets))
        protocol = Protocol((10,), (15,), reward, 600, dt)
        errors.append(abs(simulate(rule, protocol, w0=1.0).final - expected))
    assert errors[0] < 5e-4
    assert errors[1] < 0.55 * errors[0]


def test_a_constant_dopamine_excess_gives_nests_integral_of_c():
    """n - b = 1 for 200 ms after a pair: tau_c exp(-5/20) (1 - exp(-200/1000)) = 141.1716."""
    rule = MSTDPET.from_names("nest_dopamine", tau_c=1000, tau_plus=20)
    protocol = Protocol((10,), (15,), ((0, 1.0),), 215, 0.1)
    assert simulate(rule, protocol, w0=0.0).final == pytest.approx(141.1716, abs=0.1)


def test_nests_triplet_names_by_hand():
    """Pre at 10 and 30, post at 15 and 35 ms, every change written out."""
    rule = Triplet.from_names(
        "nest_triplet", Aplus=0.01, Aminus=0.02, Aplus_triplet=0.03, Aminus_triplet=0.04,
        tau_plus=10, tau_minus=20, tau_plus_triplet=50, tau_minus_triplet=100,
    )  # fmt: skip
    assert (rule.A_minus, rule.A3_minus, rule.tau_x, rule.tau_y, rule.gamma) == (
        -0.02, -0.04, 50, 100, 1,
    )  # fmt: skip
    first = exp(-0.5) * 0.01
    depression = -exp(-15 / 20) * (0.02 + 0.04 * exp(-20 / 50))
    second = (exp(-2.5) + exp(-0.5)) * (0.01 + 0.03 * exp(-20 / 100))
    w = simulate(rule, Protocol((10, 30), (15, 35)), w0=0.5).final
    assert w == pytest.approx(0.5 + first + depression + second, abs=1e-12)
    assert w == pytest.approx(0.507752, abs=1e-6)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("convention", CONVENTIONS)
def test_every_name_is_explained_with_differences_and_source(convention, rule):
    table = CONVENTIONS[convention]
    if not table.describes(knobs(rule)):
        return
    for name in (*table.names, *table.multiplies):
        if name in table.multiplies or table.names[name][0] in knobs(rule):
            text = rule.explain_aliases(convention, **{name: 2})
            assert f"{name} = 2 is " in text or f"{name} = 2 multiplies " in text
            assert text.endswith(f"source: {table.source}")
            assert text.count("not equal: ") == len(table.differences)


def test_what_is_not_equal_is_said():
    text = STDP.explain_aliases("nest", lambda_=0.01, Wmax=100)
    for fact in ("lambda_ = 0.01 is gamma = 1 ", "mu_plus = mu_minus = 1", "delay"):
        assert fact in text
    assert "tau_c = 1000 multiplies gamma: gamma = 1000 " in MSTDPET.explain_aliases(
        "nest_dopamine", tau_c=1000
    )


@pytest.mark.parametrize(
    ("call", "facts"),
    [
        (lambda: STDP.from_names("neuron"), ("'neuron'", "Available: florian", "nest_triplet")),
        (
            lambda: STDP.from_names("inferno", tc_eligibility=25),
            ("'tc_eligibility'", "STDP", "Available: lr_post, lr_pre"),
        ),
        (lambda: MSTDPET.from_names("nest", tau_c=9), ("stdp_synapse", "MSTDPET", "nest_dopamine")),
        (lambda: Triplet.from_names("nest"), ("stdp_synapse", "Triplet", "nest_triplet")),
        (lambda: STDP.from_names("nest", mu_plus=0), ("mu_plus", "bounds=Soft(0, Wmax, mu_plus=")),
        (lambda: MSTDPET.from_names("nest_dopamine", b=1), ("r(t) = n(t) - b",)),
    ],
)
def test_a_name_that_does_not_fit_is_refused_with_what_does(call, facts):
    with pytest.raises(ValueError) as error:
        call()
    for fact in facts:
        assert fact in str(error.value)


def test_values_may_be_text_as_a_parameter_file_has_them():
    given = {"lambda_": "0.01", "alpha": " 1.05", "Wmax": "1e2"}
    numbers = {name: float(text) for name, text in given.items()}
    assert STDP.from_names("nest", **given) == STDP.from_names("nest", **numbers)
    assert STDP.explain_aliases("nest", **given) == STDP.explain_aliases("nest", **numbers)
    for bad in ("1,05", "", "much", "nan"):
        with pytest.raises(ValueError, match="alpha is "):
            STDP.from_names("nest", alpha=bad)


@pytest.mark.parametrize(("name", "scheme"), [("symm", 0), ("pre_centered", 1), ("restr", 2)])
def test_nests_nearest_models_give_its_pairs(name, scheme):
    """NEST's own example: pre at 10 and 20, post at 20 pair as 10 and 20 only."""
    rule = STDP.from_names(f"nest_nn_{name}", lambda_=0.01, alpha=1, Wmax=100)
    assert (rule.nearest, rule.scheme, rule.read_before) == (True, scheme, True)
    protocol = Protocol((10, 20), (20,), duration=30)
    final = simulate(rule, protocol, w0=50.0, bounds=Hard(0, 100)).final
    assert final == pytest.approx(50 + exp(-10 / 20), abs=1e-12)


@pytest.mark.parametrize("convention", [name for name in CONVENTIONS if name.startswith("nest")])
def test_nest_discards_spikes_at_the_same_time(convention):
    kind = next(rule for rule in RULES if CONVENTIONS[convention].describes(knobs(rule)))
    both = Protocol((10,), (10,), ((0, 1.0),), duration=11)
    assert simulate(kind.from_names(convention), both, w0=0.3).final == 0.3
