"""Laws that every registered rule obeys, for any protocol, lag and bounds."""

import dataclasses
from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from stdplab import (
    MSTDP,
    MSTDPET,
    RULES,
    STDP,
    Drive,
    Hard,
    Multiplicative,
    Protocol,
    Soft,
    presets,
    simulate,
)
from stdplab.core.learning_rule.knob import knobs

DEMO = presets.FLORIAN_2007.protocol
REWARDED = sorted(
    name for name, rule in RULES.items()
    if simulate(rule(), DEMO).final != simulate(rule(), replace(DEMO, reward=((0, 0.5),))).final
)  # fmt: skip
PAIRS = {"STDP": STDP, "MSTDP": MSTDP, "MSTDPET": MSTDPET}

every_rule = pytest.mark.parametrize("rule", list(RULES.values()), ids=list(RULES))
often = settings(max_examples=20, deadline=None)

times = st.sets(st.integers(1, 60), max_size=12).map(sorted).map(tuple)
levels = st.floats(-2, 2)
protocols = st.builds(
    lambda pre, post, early, late, flip: Protocol(pre, post, ((0, early), (flip, late)), 60),
    times, times, levels, levels, st.integers(1, 59),
)  # fmt: skip
lags = st.sampled_from([0, 1])
bounds = st.sampled_from(
    [None, Hard(0.1, 0.3), Soft(0, 0.4, mu=0.5), Soft(-1, 1), Multiplicative(0, 0.5)]
)


@st.composite
def rules_of_kind(draw, rule):
    """A rule of this class with parameters anywhere inside their knobs' ranges."""
    values = {}
    for name, knob in knobs(rule).items():
        values[name] = draw(values_of(knob, getattr(rule(), name)))
    return rule(**values)


def values_of(knob, default):
    """What a parameter can be: an option, on or off, or a number in its range."""
    if knob.options:
        return st.integers(0, len(knob.options) - 1)
    return st.booleans() if isinstance(default, bool) else st.floats(knob.low, knob.high)


def has_vector_traces(rule):
    """Whether each trace is one number for each neuron, as engines with low rank need it."""
    return all(rule.series[name].axes != "synapse" for name in ("x", "y") if name in rule.series)


def assert_close(a, b, atol=1e-12):
    """Equal to rounding, relative to how large the series gets."""
    torch.testing.assert_close(a, b, rtol=1e-12, atol=atol * max(1.0, float(b.abs().max())))


@every_rule
@given(data=st.data(), protocol=protocols, lag=lags)
@often
def test_without_spikes_the_weight_stays(rule, data, protocol, lag):
    silent = replace(protocol, pre=(), post=())
    w = simulate(data.draw(rules_of_kind(rule)), silent, w0=0.37, lag=lag)["w"]
    assert bool((w == 0.37).all())


@every_rule
@given(data=st.data(), protocol=protocols, lag=lags, bound=bounds)
@often
def test_tensors_agree_with_numbers(rule, data, protocol, lag, bound):
    value = data.draw(rules_of_kind(rule))
    numbers = simulate(value, protocol, lag=lag, bounds=bound)
    tensors = simulate(value, protocol.drive(), lag=lag, bounds=bound, dt=protocol.dt)
    for name in numbers:
        assert_close(numbers[name], tensors[name])


@every_rule
@given(data=st.data(), protocol=protocols, cut=st.integers(1, 59), lag=lags)
@often
def test_an_edit_leaves_everything_before_it_untouched(rule, data, protocol, cut, lag):
    value = data.draw(rules_of_kind(rule))
    early = replace(
        protocol,
        pre=tuple(t for t in protocol.pre if t <= cut),
        post=tuple(t for t in protocol.post if t <= cut),
    )
    before, after = (simulate(value, p, lag=lag) for p in (protocol, early))
    for name in before:
        assert torch.equal(before[name][: cut + 1], after[name][: cut + 1])


@every_rule
@given(data=st.data(), protocol=protocols, cut=st.integers(1, 59), lag=lags, bound=bounds)
@often
def test_a_run_in_two_halves_is_the_whole_run_bit_for_bit(rule, data, protocol, cut, lag, bound):
    value, options = data.draw(rules_of_kind(rule)), {"lag": lag, "bounds": bound}
    drive = protocol.drive()
    whole = simulate(value, drive, **options)
    parts = [Drive(d.pre[s], d.post[s], d.reward[s]) for d in [drive] for s in halves(cut)]
    first = simulate(value, parts[0], **options)
    second = simulate(value, parts[1], start=first, **options)
    for name in ("w", *value.series):
        assert torch.equal(whole[name], torch.cat([first[name], second[name][1:]]))


def halves(cut):
    return slice(None, cut), slice(cut, None)


@every_rule
@given(data=st.data(), protocol=protocols, lag=lags, bound=bounds)
@often
def test_a_batch_is_its_settings_one_by_one(rule, data, protocol, lag, bound):
    values = [data.draw(rules_of_kind(rule)) for _ in range(3)]
    options = {"lag": lag, "bounds": bound}
    parameters = {
        name: torch.tensor([getattr(v, name) for v in values], dtype=torch.float64)
        for name in knobs(rule)
        if isinstance(getattr(values[0], name), float)
    }
    nearest = {n: v for n, v in dataclasses.asdict(values[0]).items() if isinstance(v, int)}
    batch = simulate(rule(**parameters, **nearest), protocol, **options)
    for i, value in enumerate(values):
        assert_close(
            batch["w"][:, i], simulate(replace(value, **nearest), protocol, **options)["w"]
        )


@every_rule
@given(data=st.data(), protocol=protocols, lag=lags, factor=st.floats(0.1, 5))
@often
def test_the_change_is_linear_in_the_learning_rate(rule, data, protocol, lag, factor):
    value = replace(data.draw(rules_of_kind(rule)), gamma=0.1)
    single = simulate(value, protocol, w0=0.0, lag=lag)["w"]
    scaled = simulate(replace(value, gamma=0.1 * factor), protocol, w0=0.0, lag=lag)["w"]
    assert_close(scaled, factor * single)


@every_rule
@given(data=st.data(), protocol=protocols, lag=lags, factor=st.floats(-3, 3))
@often
def test_the_change_is_linear_in_the_amplitudes(rule, data, protocol, lag, factor):
    value = data.draw(rules_of_kind(rule))
    sizes = {n: factor * getattr(value, n) for n in knobs(rule) if n.startswith("A")}
    single = simulate(value, protocol, w0=0.0, lag=lag)["w"]
    assert_close(simulate(replace(value, **sizes), protocol, w0=0.0, lag=lag)["w"], factor * single)


@every_rule
@given(data=st.data(), protocol=protocols, shift=st.integers(1, 40), lag=lags)
@often
def test_a_protocol_that_starts_later_gives_the_same_change_later(rule, data, protocol, shift, lag):
    value = data.draw(rules_of_kind(rule))
    zeros = torch.zeros(shift, dtype=torch.float64)
    drive = protocol.drive()
    late = Drive(*(torch.cat([zeros, v]) for v in (drive.pre, drive.post, drive.reward)))
    early_w, late_w = simulate(value, drive, lag=lag)["w"], simulate(value, late, lag=lag)["w"]
    assert_close(late_w[shift:], early_w)


@every_rule
@given(data=st.data(), protocol=protocols, lag=lags, bound=bounds.filter(bool))
@often
def test_a_weight_never_leaves_its_bounds(rule, data, protocol, lag, bound):
    w = simulate(data.draw(rules_of_kind(rule)), protocol, w0=0.2, lag=lag, bounds=bound)["w"]
    assert bound.low <= float(w.min()) <= float(w.max()) <= bound.high


@pytest.mark.parametrize("name", REWARDED)
@given(data=st.data(), protocol=protocols, lag=lags)
@often
def test_a_mirrored_reward_mirrors_the_change(name, data, protocol, lag):
    value = data.draw(rules_of_kind(RULES[name]))
    mirrored = replace(protocol, reward=tuple((t, -r) for t, r in protocol.reward))
    up, down = (simulate(value, p, w0=0.0, lag=lag)["w"] for p in (protocol, mirrored))
    assert_close(up, -down)


@given(data=st.data(), protocol=protocols)
@often
def test_reward_one_makes_mstdp_equal_stdp(data, protocol):
    value = data.draw(rules_of_kind(STDP))
    always = replace(protocol, reward=((0, 1.0),))
    modulated = MSTDP(**dataclasses.asdict(value))
    assert torch.equal(simulate(modulated, always)["w"], simulate(value, always)["w"])


@pytest.mark.parametrize("rule", PAIRS.values(), ids=PAIRS)
@given(data=st.data())
@often
def test_a_coincident_pair_acts_both_ways(rule, data):
    value = replace(data.draw(rules_of_kind(rule)), read_before=False)
    both = Protocol(pre=(5,), post=(5,), reward=((0, 1.0),), duration=10)
    xi = simulate(value, both)["xi"][5]
    assert float(xi) == pytest.approx(value.A_plus + value.A_minus, abs=1e-12)


def test_the_rules_that_depend_on_the_reward_are_found():
    assert REWARDED == ["Dopamine", "MSTDP", "MSTDPET"]


@every_rule
def test_halving_dt_halves_the_error(rule):
    """First order at least: with spikes and reward on the coarse grid, errors fall with dt."""
    finals = [simulate(rule(), DEMO, w0=0.0, dt=dt).final for dt in (1, 0.5, 0.25)]
    first, second = abs(finals[0] - finals[1]), abs(finals[1] - finals[2])
    assert second <= 0.55 * first + 1e-12
