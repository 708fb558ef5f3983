"""Laws that every registered rule keeps, on numbers and on tensors alike."""

from dataclasses import dataclass, fields, replace
from typing import ClassVar

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from stdplab import MSTDP, MSTDPET, RULES, STDP, Drive, Protocol, Rule, knob, presets, simulate

DEMO = presets.FLORIAN_2007.protocol
ONES = replace(DEMO, reward=((0, 1.0),))
every_rule = pytest.mark.parametrize("rule", list(RULES.values()), ids=list(RULES))

times = st.sets(st.integers(1, 60), max_size=12).map(sorted).map(tuple)
levels = st.floats(-2, 2)
protocols = st.builds(
    lambda pre, post, early, late, flip: Protocol(pre, post, ((0, early), (flip, late)), 60),
    times, times, levels, levels, st.integers(1, 59),
)  # fmt: skip


@every_rule
def test_without_spikes_the_weight_stays(rule):
    w = simulate(rule(), Protocol(reward=((0, 1),)), w0=0.37)["w"]
    assert bool((w == 0.37).all())


@every_rule
@given(protocol=protocols, lag=st.sampled_from([0, 1]), nearest=st.booleans())
@settings(max_examples=25, deadline=None)
def test_tensors_agree_with_numbers(rule, protocol, lag, nearest):
    value = rule(nearest=nearest)
    numbers = simulate(value, protocol, lag=lag)
    tensors = simulate(value, protocol.drive(), lag=lag, dt=protocol.dt)
    for name in numbers:
        torch.testing.assert_close(numbers[name], tensors[name], rtol=0, atol=1e-12)


@every_rule
@given(protocol=protocols, cut=st.integers(1, 59))
@settings(max_examples=25, deadline=None)
def test_an_edit_leaves_everything_before_it_untouched(rule, protocol, cut):
    early = replace(
        protocol,
        pre=tuple(t for t in protocol.pre if t <= cut),
        post=tuple(t for t in protocol.post if t <= cut),
    )
    before, after = simulate(rule(), protocol), simulate(rule(), early)
    for name in before:
        assert torch.equal(before[name][: cut + 1], after[name][: cut + 1])


def test_reward_one_makes_mstdp_equal_stdp():
    assert torch.equal(simulate(MSTDP(), ONES)["w"], simulate(STDP(), ONES)["w"])
    assert not torch.equal(simulate(MSTDP(), DEMO)["w"], simulate(STDP(), DEMO)["w"])


@pytest.mark.parametrize("rule", [MSTDP(), MSTDPET()], ids=lambda rule: rule.name)
def test_mirrored_reward_mirrors_the_change(rule):
    mirrored = replace(DEMO, reward=tuple((t, -r) for t, r in DEMO.reward))
    up, down = simulate(rule, DEMO, w0=0.0)["w"], simulate(rule, mirrored, w0=0.0)["w"]
    torch.testing.assert_close(up, -down, rtol=0, atol=1e-15)
    assert float(up.abs().max()) > 0.1


def test_a_coincident_pair_acts_both_ways():
    both = Protocol(pre=(5,), post=(5,), duration=10)
    assert simulate(STDP(A_plus=1.5, A_minus=-0.5), both, w0=0).final == pytest.approx(0.2)


def test_stdp_is_the_sum_over_spike_pairs():
    rule = STDP(A_plus=0.8, A_minus=-1.1, tau_plus=17.0, tau_minus=34.0)
    total = sum(
        rule.A_plus * torch.exp(torch.tensor((pre - post) / rule.tau_plus)) * (post >= pre)
        + rule.A_minus * torch.exp(torch.tensor((post - pre) / rule.tau_minus)) * (pre >= post)
        for pre in DEMO.pre
        for post in DEMO.post
    )
    change = simulate(rule, DEMO, w0=0.0).final
    assert change == pytest.approx(rule.gamma * float(total), abs=1e-6)


def test_nearest_pairing_sets_the_trace_instead_of_adding():
    pairs = Protocol(pre=(5, 6, 7), post=(8,), duration=10)
    assert float(simulate(STDP(nearest=True), pairs)["x"].max()) == 1.0
    assert float(simulate(STDP(), pairs)["x"].max()) > 2.5


def test_mstdpet_converges_as_dt_shrinks():
    finals = [simulate(MSTDPET(), DEMO, dt=dt).final for dt in (1, 0.5, 0.1)]
    assert finals == pytest.approx([0.3342, 0.3355, 0.3365], abs=5e-5)


def test_a_matrix_of_synapses_equals_its_synapses_one_by_one():
    seed = torch.Generator().manual_seed(3)
    spikes = [(torch.rand(40, n, generator=seed) < 0.2).double() for n in (3, 2)]
    reward = torch.randn(40, generator=seed).double()
    w0 = torch.rand(3, 2, generator=seed).double()
    whole = simulate(MSTDPET(), Drive(*spikes, reward), w0)
    assert whole["x"].shape == (41, 3)
    assert whole["y"].shape == (41, 2)
    assert whole["z"].shape == whole["w"].shape == (41, 3, 2)
    for i in range(3):
        for j in range(2):
            drive = Drive(spikes[0][:, i], spikes[1][:, j], reward)
            one = simulate(MSTDPET(), drive, w0[i, j])
            torch.testing.assert_close(whole["w"][:, i, j], one["w"])
            torch.testing.assert_close(whole["z"][:, i, j], one["z"])


def test_a_tensor_parameter_is_a_sweep():
    taus = torch.tensor([5.0, 25.0, 80.0], dtype=torch.float64)
    swept = simulate(MSTDPET(tau_z=taus), DEMO)
    singly = [simulate(MSTDPET(tau_z=float(tau)), DEMO).final for tau in taus]
    assert swept["w"].shape == (201, 3)
    assert swept["w"][-1].tolist() == pytest.approx(singly, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: simulate(STDP, DEMO), "is not a rule with parameters: pass one"),
        (lambda: simulate(STDP(), "demo"), "neither a Protocol nor a Drive"),
        (lambda: simulate(STDP(), DEMO, lag=2), "lag is 2"),
        (lambda: simulate(STDP(), DEMO, w0=float("nan")), "w0 is nan"),
        (lambda: STDP(tau_plus=-20), "STDP.tau_plus is -20: it has to be above zero"),
        (lambda: MSTDPET(tau_z=0), "MSTDPET.tau_z is 0"),
        (lambda: STDP(gamma="fast"), "STDP.gamma is 'fast', which is not a number"),
        (lambda: Drive(torch.ones(3), torch.ones(4), torch.ones(3)), "drive.post has shape (4,)"),
        (lambda: Drive(torch.ones(3), torch.ones(3), torch.ones(2)), "drive.reward has shape (2,)"),
        (lambda: Drive(*[torch.ones(0)] * 3), "the drive has no steps"),
    ],
)
def test_bad_calls_are_refused_with_a_sentence(call, sentence):
    with pytest.raises(ValueError) as error:
        call()
    assert sentence in str(error.value)


def test_a_rule_of_ones_own_is_one_class():
    @dataclass(frozen=True)
    class Leak(Rule):
        """dw = -rate w, written as a trace of its own so that it has something to record."""

        series: ClassVar = {"spent": "synapse"}
        rate: float = knob(0.1, 0, 1, tex="k", label="Rate")

        @staticmethod
        def step(state, drive, k, dt):
            spent = state["spent"] + k.rate * dt * drive.pre
            return {"spent": spent}, -k.rate * dt * drive.pre

    try:
        assert RULES["Leak"] is Leak
        result = simulate(Leak(rate=0.05), DEMO, w0=1.0)
        assert result.final == pytest.approx(0.8)
        assert result["spent"][-1] == pytest.approx(0.2)
        assert [f.name for f in fields(Leak)] == ["rate"]
    finally:
        del RULES["Leak"]
