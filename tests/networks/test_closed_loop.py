"""Neurons in a closed loop with synapses that learn."""

import math

import pytest
import torch

from stdplab import MSTDPET, STDP, Drive, Hard, simulate
from stdplab.neurons import LIF, ForcedSpikes, LinearPoisson, dale_bounds, simulate_closed_loop
from stdplab.stimuli import poisson

STRONG = LIF(threshold=-69.0)  # one spike of 2 mV makes it fire


def trains(n, steps=200, rate=60, seed=0):
    """Poisson trains as (steps, n)."""
    pre = torch.zeros(steps, n, dtype=torch.float64)
    for i in range(n):
        pre[[round(t) - 1 for t in poisson(rate, steps, seed=seed + i)], i] = 1
    return pre


def full(value, *shape):
    return torch.full(shape, value, dtype=torch.float64)


def test_a_presynaptic_spike_arrives_one_step_later_and_leaks():
    pre = full(0.0, 6, 1)
    pre[1] = 1
    run = simulate_closed_loop(LIF(), STDP(), pre, full(3.0, 1, 1), learning=False)
    leak = math.exp(-1 / 20)
    expected = [-70, -70, -67, -70 + 3 * leak, -70 + 3 * leak**2, -70 + 3 * leak**3]
    assert run.potential.flatten().tolist() == pytest.approx(expected)
    assert float(run.spikes.sum()) == 0


def test_at_threshold_it_fires_and_is_reset():
    pre = full(0.0, 4, 2)
    pre[0] = 1
    run = simulate_closed_loop(LIF(reset=-75), STDP(), pre, full(8.0, 2, 1), learning=False)
    assert run.spikes.flatten().tolist() == [0, 1, 0, 0]
    assert float(run.potential[1]) == -75


def test_the_loop_learns_as_the_same_forced_spikes_do():
    pre, w0 = trains(5), full(6.0, 5, 3)
    for lag in (0, 1):
        run = simulate_closed_loop(LIF(), MSTDPET(gamma=0.05), pre, w0, lag=lag, bounds=Hard(0, 8))
        assert run.spikes.sum() > 5
        forced = Drive(pre, run.spikes, run.reward)
        same = simulate(MSTDPET(gamma=0.05), forced, w0, lag=lag, bounds=Hard(0, 8))
        torch.testing.assert_close(run.w, same.final)
        torch.testing.assert_close(run.state["z"], same.state["z"])


def test_forced_neurons_in_the_loop_learn_as_forced_spikes_do():
    pre, post, w0 = trains(4), trains(3, seed=50), full(0.3, 4, 3)
    run = simulate_closed_loop(ForcedSpikes(post), MSTDPET(), pre, w0, reward=0.5)
    forced = simulate(MSTDPET(), Drive(pre, post, full(0.5, 200)), w0, lag=1)
    torch.testing.assert_close(run.w, forced.final)
    assert torch.equal(run.spikes, post)
    with pytest.raises(ValueError, match=r"has 150 steps.* give one row for each step"):
        simulate_closed_loop(ForcedSpikes(post[:150]), MSTDPET(), pre, w0)


def test_a_batch_equals_its_networks_one_by_one():
    batch = torch.stack([trains(4, seed=s) for s in (1, 7, 13)], dim=1)
    w0 = full(7.0, 4, 2)
    together = simulate_closed_loop(LIF(), MSTDPET(), batch, w0)
    for i in range(3):
        alone = simulate_closed_loop(LIF(), MSTDPET(), batch[:, i], w0)
        torch.testing.assert_close(together.w[i], alone.w)
        assert torch.equal(together.spikes[:, i], alone.spikes)


def test_the_reward_follows_the_spikes_it_is_computed_from():
    pre = full(0.0, 6, 1)
    pre[1] = 1
    run = simulate_closed_loop(
        STRONG, STDP(), pre, full(2.0, 1, 1), reward=lambda spikes: -spikes.sum(-1)
    )
    assert run.spikes.flatten().tolist() == [0, 0, 1, 0, 0, 0]
    assert run.reward.tolist() == [0, 0, 0, -1, 0, 0]


def test_frozen_weights_stay_and_a_presynaptic_neuron_keeps_its_sign():
    pre, signs = trains(6), torch.tensor([1, -1, 1, -1, 1, -1])
    w0 = signs[:, None].double() * 3
    frozen = simulate_closed_loop(STRONG, STDP(), pre, w0, learning=False)
    assert torch.equal(frozen.w, w0)
    bound = dale_bounds(signs, 5.0)
    learned = simulate_closed_loop(STRONG, STDP(gamma=2.0), pre, w0, bounds=bound)
    assert not torch.equal(learned.w, w0)
    assert bool((learned.w * signs[:, None] >= 0).all())
    assert float(learned.w.abs().max()) <= 5
    with pytest.raises(ValueError, match=r"a vector of \+1 and -1"):
        dale_bounds(torch.tensor([1, 0]), 5.0)


def test_a_linear_poisson_neuron_fires_at_its_rate_and_repeats_with_its_seed():
    silent, w0 = full(0.0, 20_000, 1), full(0.1, 1, 50)
    run = simulate_closed_loop(
        LinearPoisson(base_rate=5.0), STDP(), silent, w0, learning=False, seed=3
    )
    assert float(run.spikes.mean()) == pytest.approx(0.005, rel=0.05)
    driven = simulate_closed_loop(
        LinearPoisson(base_rate=0.0), STDP(), silent[:5000] + 1, w0, learning=False
    )
    assert float(driven.spikes[1:].mean()) == pytest.approx(0.1, rel=0.02)
    again = simulate_closed_loop(
        LinearPoisson(base_rate=5.0), STDP(), silent[:2000], w0, learning=False, seed=3
    )
    assert torch.equal(run.spikes[:2000], again.spikes)
    first = run.spikes[:200].nonzero()[:4].tolist()
    assert first == FIRST  # torch promises its CPU streams: these come on every machine


FIRST = [[0, 32], [4, 46], [9, 24], [14, 48]]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: LIF(tau=0), "LIF.tau is 0"),
        (lambda: LIF(threshold=-80), "LIF.threshold is -80 mV: it must be above rest"),
        (lambda: LinearPoisson(base_rate=-1), "LinearPoisson.base_rate is -1"),
        (
            lambda: simulate_closed_loop(LIF(), STDP(), full(0.0, 5, 3), full(0.0, 2, 2)),
            r"w0 has shape \(2, 2\)",
        ),
        (lambda: simulate_closed_loop(LIF(), STDP(), full(0.0, 0, 2), full(0.0, 2, 2)), "no steps"),
        (
            lambda: simulate_closed_loop(LIF(), STDP(), full(0.0, 5, 2), full(0.0, 2, 2).int()),
            "int32",
        ),
    ],
)
def test_wrong_input_is_refused_with_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
