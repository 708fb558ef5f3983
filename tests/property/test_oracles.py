"""The stepped rules agree with the same mathematics written without steps."""

from dataclasses import replace
from math import exp

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from stdplab import MSTDP, STDP, Experiment, Protocol, Triplet, simulate
from stdplab.pairings.window_curves import closed_window
from tests.helpers.measured_window import measured_window
from tests.helpers.spike_pairs import contribution, spike_pairs

from .oracles import pair_sum, whole_series
from .test_laws import PAIRS, lags, often, protocols, rules_of_kind

each_pair_rule = pytest.mark.parametrize("rule", PAIRS.values(), ids=PAIRS)


@each_pair_rule
@given(data=st.data(), protocol=protocols, lag=lags)
@often
def test_the_whole_series_formula(rule, data, protocol, lag):
    value = replace(data.draw(rules_of_kind(rule)), nearest=False)
    ours = simulate(value, protocol, w0=0.0, lag=lag)["w"]
    torch.testing.assert_close(ours, whole_series(value, protocol, lag), rtol=1e-9, atol=1e-9)


@given(data=st.data(), protocol=protocols)
@often
def test_the_double_sum_over_spike_pairs(data, protocol):
    value = replace(data.draw(rules_of_kind(STDP)), scheme=0, read_before=False)
    ours = simulate(value, protocol, w0=0.0).final
    assert ours == pytest.approx(pair_sum(value, protocol), abs=1e-9)


@each_pair_rule
@given(data=st.data(), protocol=protocols)
@often
def test_every_pairing_is_attributed_to_its_spikes(rule, data, protocol):
    value = data.draw(rules_of_kind(rule))
    pairs = spike_pairs(Experiment(protocol, (value,)), value.name)
    xi = torch.zeros(protocol.steps + 1, dtype=torch.float64)
    for pair in pairs:
        assert pair.pre in protocol.pre
        assert pair.post in protocol.post
        xi[round(pair.at / protocol.dt)] += pair.xi
    torch.testing.assert_close(xi, simulate(value, protocol)["xi"], rtol=1e-9, atol=1e-9)


@each_pair_rule
@given(data=st.data(), protocol=protocols, lag=lags)
@often
def test_the_contributions_of_all_pairs_make_the_weight(rule, data, protocol, lag):
    experiment = Experiment(protocol, (data.draw(rules_of_kind(rule)),), w0=0.0, lag=lag)
    name = experiment.names[0]
    total = torch.zeros(protocol.steps + 1, dtype=torch.float64)
    for pair in spike_pairs(experiment, name):
        total += contribution(experiment, name, pair)
    torch.testing.assert_close(total, experiment.run()[name]["w"], rtol=1e-9, atol=1e-9)


@given(data=st.data(), protocol=protocols)
@often
def test_the_triplet_rule_is_a_sum_over_pairs_and_triplets(data, protocol):
    value = replace(data.draw(rules_of_kind(Triplet)), nearest=False)

    def sum_before(times, at, tau, *, own=False):
        return sum(exp((t - at) / tau) for t in times if t < at or (own and t == at))

    wanted = 0.0
    for at in protocol.post:
        slow = sum_before(protocol.post, at, value.tau_y)
        fast = sum_before(protocol.pre, at, value.tau_plus, own=not value.read_before)
        wanted += fast * (value.A_plus + value.A3_plus * slow)
    for at in protocol.pre:
        slow = sum_before(protocol.pre, at, value.tau_x)
        fast = sum_before(protocol.post, at, value.tau_minus, own=not value.read_before)
        wanted += fast * (value.A_minus + value.A3_minus * slow)
    final = simulate(value, protocol, w0=0.0).final
    assert final == pytest.approx(value.gamma * wanted, abs=1e-9)


@pytest.mark.parametrize(
    ("scheme", "plus", "minus"),
    [
        # (post, pre) of each potentiation, (pre, post) of each depression, after Morrison,
        # Diesmann and Gerstner 2008, figure 7; NEST's example is the last post spike: it does not
        # pair with the pre spike of its own step.
        (0, [(20, 12), (26, 12), (40, 34)], [(34, 26), (40, 26)]),
        (1, [(20, 10), (20, 12), (40, 34)], [(34, 26), (40, 26)]),
        (2, [(20, 12), (40, 34)], [(34, 26)]),
    ],
)
def test_the_pairs_of_each_nearest_scheme_by_hand(scheme, plus, minus):
    protocol = Protocol((10, 12, 34, 40), (20, 26, 40), duration=50)
    rule = STDP(1.0, -0.5, 20.0, 30.0, 0.1, nearest=True, scheme=scheme, read_before=True)
    rise = sum(exp((pre - post) / 20) for post, pre in plus)
    fall = sum(exp((post - pre) / 30) for pre, post in minus)
    final = simulate(rule, protocol, w0=0.0).final
    assert final == pytest.approx(0.1 * (rise - 0.5 * fall), abs=1e-12)


def test_a_scheme_matters_only_for_nearest_pairs():
    spikes = Protocol((10, 12, 34, 40), (20, 26, 40), duration=50)
    every = {simulate(STDP(scheme=scheme), spikes).final for scheme in range(3)}
    assert len(every) == 1


@pytest.mark.parametrize("kind", [*PAIRS.values(), Triplet])
@pytest.mark.parametrize("nearest", [False, True])
def test_traces_read_before_the_spikes_let_none_of_one_step_pair(kind, nearest):
    rule = kind(nearest=nearest, read_before=True)
    both = Protocol((10,), (10,), ((0, 1.0),), duration=11)
    assert simulate(rule, both, w0=0.3).final == 0.3 != simulate(kind(A_plus=2), both, 0.3).final


def test_only_pair_rules_have_pairs():
    experiment = Experiment(Protocol(), (Triplet(), MSTDP()))
    for name in ("Triplet", "BCM"):
        with pytest.raises(ValueError, match=f"no pair rule '{name}'. Available: MSTDP"):
            spike_pairs(experiment, name)


@each_pair_rule
@pytest.mark.parametrize("dt", [1.0, 0.5])
def test_the_measured_window_is_the_closed_form(rule, dt):
    delays = [-60, -10, -1, 0, 1, 10, 60]
    value = rule(A_plus=0.8, A_minus=-1.1, tau_plus=15, tau_minus=30)
    measured = measured_window(value, delays, dt=dt)
    assert measured == pytest.approx(closed_window(value, delays, dt=dt), abs=1e-12)
    sixty = measured_window(value, delays[:3], pairs=60, dt=dt)  # at 1 Hz pairs hardly interact
    assert sixty == pytest.approx(measured[:3], abs=1e-9)
