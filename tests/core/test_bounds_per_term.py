"""Soft and multiplicative bounds scale the rise and the fall of one step each by itself."""

import math
from dataclasses import dataclass, replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from stdplab import (
    MSTDP,
    RULES,
    STDP,
    Drive,
    Experiment,
    Hard,
    Multiplicative,
    Protocol,
    Rule,
    Soft,
    Triplet,
    knob,
    simulate,
    where,
)
from stdplab.core.engines.batched_networks import BatchedSynapses
from stdplab.neurons import ForcedSpikes, simulate_closed_loop
from stdplab.tracing import constants, trace

BOTH = Protocol((10,), (10,), ((0, 1.0),), duration=20)
CASES = [
    (BOTH, Soft(0, 1, mu=1), 0.26),
    (BOTH, Multiplicative(0, 1), 0.28),
    (BOTH, Soft(0, 1, mu=0.5), 0.24472),
    (BOTH, Soft(0, 1, mu_plus=0, mu_minus=1), 0.28),  # with no upper term: as multiplicative
    (BOTH, Soft(0, 1, mu_minus=0.5), 0.23528),  # .1 x .8 - .1 x sqrt(.2)
    (Protocol((1, 16), (6, 16), ((0, 1.0),), duration=20), Soft(0, 1, mu=1), 0.32878),
]


def scaled(change, w, bounds):
    """One term as the papers scale it, for bounds 0 and 1."""
    if isinstance(bounds, Multiplicative):
        return change if change > 0 else change * w
    mu = bounds.mu_plus if change > 0 else bounds.mu_minus
    return change * (1 - w if change > 0 else w) ** (bounds.mu if mu is None else mu)


def by_spike_times(rule, protocol, w, bounds, lag=0):
    """The final weight from the spike times alone: no traces, no steps without a change."""
    level = {"STDP": lambda _: 1.0}.get(rule.name, lambda t: level_at(protocol, t))
    for t in range(1, protocol.steps + 1):
        at = t - lag if rule.name == "MSTDP" else t
        rise = at in protocol.post and sum(math.exp((s - at) / rule.tau_plus)
                                           for s in protocol.pre if s <= at)  # fmt: skip
        fall = at in protocol.pre and sum(math.exp((s - at) / rule.tau_minus)
                                          for s in protocol.post if s <= at)  # fmt: skip
        sizes = (rule.A_plus * rise, rule.A_minus * fall)
        w = min(
            max(w + sum(scaled(rule.gamma * level(t) * size, w, bounds) for size in sizes), 0), 1
        )
    return w


def level_at(protocol, t):
    return [level for onset, level in protocol.reward if onset < t][-1]


def every_way(rule, protocol, bounds, lag=0):
    """The final weight by every way that a rule runs."""
    drive = protocol.drive()
    many = Drive(drive.pre[:, None], drive.post[:, None], drive.reward)
    options = {"lag": lag, "bounds": bounds}
    networks = BatchedSynapses(rule, torch.full((2, 1, 1), 0.2, dtype=torch.double), **options)
    for pre, post, reward in zip(many.pre, many.post, many.reward, strict=True):
        networks.step(pre.expand(2, 1), post.expand(2, 1), reward.expand(2))
    assert networks._low_rank
    program, known = trace(rule, bounds), constants(rule, bounds, protocol.dt, lag)
    forced = ForcedSpikes(many.post)
    loop = simulate_closed_loop(
        forced,
        rule,
        many.pre,
        torch.full((1, 1), 0.2, dtype=torch.double),
        reward=many.reward,
        **options,
    )
    return {
        "numbers": simulate(rule, protocol, **options).final,
        "tensors": simulate(rule, drive, **options).final,
        "population": float(simulate(rule, many, 0.2, record=(), **options).final),
        "networks": float(networks.w[1]),
        "program": program.run(known, protocol.drive_steps(), 0.2)["w"][-1],
        "closed loop": float(loop.w),
    }


@pytest.mark.parametrize(("protocol", "bounds", "expected"), CASES)
@pytest.mark.parametrize("kind", [STDP, MSTDP])
def test_a_rise_and_a_fall_in_one_step_are_scaled_each(kind, protocol, bounds, expected):
    rule = kind(gamma=0.1)
    assert by_spike_times(rule, protocol, 0.2, bounds) == pytest.approx(expected, abs=5e-6)
    for way, final in every_way(rule, protocol, bounds).items():
        assert final == pytest.approx(expected, abs=5e-6), way


times = st.sets(st.integers(1, 30), max_size=10).map(sorted).map(tuple)
levels = st.floats(-2, 2)


@given(
    pre=times, post=times, early=levels, late=levels, kind=st.sampled_from([STDP, MSTDP]),
    lag=st.sampled_from([0, 1]), signs=st.tuples(levels, levels),
    bounds=st.sampled_from(
        [Soft(), Soft(mu=0.5), Soft(mu=0.05), Soft(mu_plus=0.4, mu_minus=1.5), Multiplicative()]
    ),
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_every_way_agrees_with_a_sum_over_spike_times(
    pre, post, early, late, kind, lag, signs, bounds
):
    protocol = Protocol(pre, post, ((0, early), (15, late)), duration=31)
    rule = kind(*signs, 12.0, 25.0, gamma=0.3)
    expected = by_spike_times(rule, protocol, 0.2, bounds, lag)
    for way, final in every_way(rule, protocol, bounds, lag).items():
        assert final == pytest.approx(expected, abs=1e-12), way


def test_the_triplet_rule_has_a_term_for_post_and_one_for_pre_spikes():
    rule = Triplet(A_plus=0.1, A_minus=-0.1, A3_plus=0.2, gamma=1)
    protocol = Protocol((10,), (5, 10), duration=20)
    y = math.exp(-5 / rule.tau_minus)
    rise, fall = 0.1 + 0.2 * math.exp(-5 / rule.tau_y), 0.1 * (y + 1)
    expected = 0.2 + rise * 0.8 - fall * 0.2
    for way, final in every_way(rule, protocol, Soft()).items():
        assert final == pytest.approx(expected, abs=1e-12), way


with RULES.restored():

    @dataclass(frozen=True)
    class BothTerms(Rule):
        """A rule that returns its terms, or their sum."""

        rate: float = knob(0.1, tex="k", label="Rate")
        whole: bool = knob(False, tex="", label="One number")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            rise, fall = k.rate * drive.post, -k.rate * drive.pre
            if k.whole is True:
                return {}, rise + fall
            return {}, (rise, fall)


def test_a_rule_of_ones_own_returns_terms_or_one_number():
    networks = BatchedSynapses(
        BothTerms(), torch.full((1, 1, 1), 0.2, dtype=torch.double), bounds=Soft()
    )
    one = torch.ones(1, 1).double()
    networks.step(one, one, one[0])
    program = trace(BothTerms(), Soft()).run(
        constants(BothTerms(), Soft(), 1.0, 0), BOTH.drive_steps(), 0.2
    )
    for final in (
        simulate(BothTerms(), BOTH, bounds=Soft()).final,
        simulate(BothTerms(), BOTH.drive(), bounds=Soft()).final,
        program["w"][-1],
        float(networks.w),
    ):
        assert final == pytest.approx(0.26, abs=1e-12)
    assert simulate(BothTerms(whole=True), BOTH, bounds=Soft()).final == pytest.approx(0.2)
    for bounds in (None, Hard()):
        finals = [simulate(BothTerms(whole=w), BOTH, bounds=bounds)["w"] for w in (True, False)]
        assert torch.equal(*finals)


def test_a_rule_may_compute_with_the_change_of_another_rule():
    @dataclass(frozen=True)
    class Halved(STDP):
        @staticmethod
        def step(state, drive, k, dt):
            new, dw = STDP.step(state, drive, k, dt)
            return new, where(drive.pre > 0, 0.5 * dw, dw / 2)

    protocol = Protocol((10, 14), (10, 12), duration=20)
    half = simulate(STDP(gamma=0.1), protocol).final
    ways = every_way_single(Halved(gamma=0.2), protocol)
    assert ways == pytest.approx([half] * len(ways), abs=1e-12)


def every_way_single(rule, protocol):
    program = trace(rule).run(constants(rule, None, 1.0, 0), protocol.drive_steps(), 0.2)
    results = simulate(rule, protocol), simulate(rule, protocol.drive())
    return [*(result.final for result in results), program["w"][-1]]


@pytest.mark.parametrize("change", [(), [0.1, -0.1]])
def test_terms_that_are_no_tuple_of_numbers_are_refused(change):
    @dataclass(frozen=True)
    class Odd(Rule):
        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {}, change

    with pytest.raises(TypeError, match="Return a number, or a tuple of terms whose sum"):
        simulate(Odd(), BOTH)


def test_without_reward_there_is_no_change_of_any_term():
    silent = Experiment(Protocol((10,), (10,), duration=20), (MSTDP(),), bounds=Soft())
    assert silent.run()["MSTDP"].final == 0.2


def test_with_lag_the_reward_scales_each_term_of_the_step_before():
    """The reward of step 11, .5, meets the pairing of step 10: .2 + .5 x .1 x (.8 - .2) = .23."""
    protocol = Protocol((10,), (10,), ((0, 1.0), (10, 0.5)), duration=20)
    for way, final in every_way(MSTDP(gamma=0.1), protocol, Soft(), lag=1).items():
        assert final == pytest.approx(0.23, abs=1e-12), way
    depression = replace(protocol, pre=(10,), post=(4,))
    expected = 0.2 - 0.5 * 0.1 * math.exp(-6 / 20) * 0.2
    for way, final in every_way(MSTDP(gamma=0.1), depression, Soft(), lag=1).items():
        assert final == pytest.approx(expected, abs=1e-12), way
