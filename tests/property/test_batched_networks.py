"""Many networks at once give the same final weights and traces as `simulate`."""

from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from stdplab import RULES, Drive, Hard, Multiplicative, Rule, Soft, simulate, where
from stdplab.core.engines import batched_networks, outer_product_buffer
from stdplab.core.engines.batched_networks import BatchedSynapses

from .test_laws import every_rule, has_vector_traces, lags, often, rules_of_kind

STEPS, NETWORKS, N_PRE, N_POST = 40, 9, 4, 2

bounds = st.sampled_from([None, Hard(0.2, 0.7), Soft(0, 0.8, mu=0.5), Multiplicative(0, 1)])


def batch(seed):
    source = torch.Generator().manual_seed(seed)
    sizes = (N_PRE, N_POST)
    shape = (STEPS, NETWORKS)
    pre, post = ((torch.rand(*shape, n, generator=source) < 0.3).double() for n in sizes)
    reward = torch.randint(-1, 2, shape, generator=source).double()
    reward *= torch.rand(shape, generator=source) < 0.1  # most networks have none in most steps
    return Drive(pre, post, reward), torch.rand(NETWORKS, *sizes, generator=source).double()


def run(value, drive, w0, lag, bounds, *, stop=None):
    synapses = BatchedSynapses(value, w0.clone(), lag=lag, bounds=bounds)
    for k, (pre, post, reward) in enumerate(zip(drive.pre, drive.post, drive.reward, strict=True)):
        if k == stop:
            synapses.load(synapses.state())
        synapses.step(pre, post, reward)
    return synapses


@contextmanager
def as_if_large(large=True):
    """Networks are selected and outer products are buffered, as with large matrices."""
    with pytest.MonkeyPatch.context() as patch:
        if large:
            patch.setattr(batched_networks, "FULL_UPDATE_BELOW", 0)
            patch.setattr(outer_product_buffer, "MIN_SYNAPSES", 0)
        yield


def assert_same(ended, value, drive, w0, lag, bounds):
    whole = simulate(value, drive, w0, lag=lag, bounds=bounds)
    torch.testing.assert_close(ended.w, whole["w"][-1], rtol=1e-12, atol=1e-12)
    for name, series in whole.state.items():
        value = ended.state()[name].reshape(series.shape)
        torch.testing.assert_close(value, series, rtol=1e-12, atol=1e-12)


@every_rule
@given(
    data=st.data(), seed=st.integers(0, 99), lag=lags, bounds=bounds,
    stop=st.sampled_from([None, 11]), large=st.booleans(),
)  # fmt: skip
@often
def test_every_rule_every_lag_bounded_and_continued(rule, data, seed, lag, bounds, stop, large):
    drive, w0 = batch(seed)
    value = data.draw(rules_of_kind(rule))
    w0 = w0.clamp(0.2, 0.7)
    with as_if_large(large):
        ended = run(value, drive, w0, lag, bounds, stop=stop)
    assert bool(ended._low_rank) == has_vector_traces(value)  # to the end
    assert_same(ended, value, drive, w0, lag, bounds)


def test_bounds_by_presynaptic_neuron_hold_at_every_step():
    drive, w0 = batch(5)
    low = torch.tensor([[0.0], [-1.0], [0.0], [-1.0]]).double()
    bounds = Hard(low, low + 1)
    w0 = low + w0
    value = RULES["MSTDPET"](gamma=5.0)
    with as_if_large():
        ended = run(value, drive, w0, 1, bounds)
    assert_same(ended, value, drive, w0, 1, bounds)
    assert bool(((ended.w == low) | (ended.w == low + 1)).any())


def test_a_rule_that_needs_tensors_gets_them_from_its_first_step_on():
    @dataclass(frozen=True)
    class Squared(Rule):
        series: ClassVar = {"z": "synapse"}

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            z = 0.9 * state["z"] + drive.pre * drive.post
            return {"z": z}, 0.1 * drive.reward * where(z > 0.5, z * z, z)

    drive, w0 = batch(3)
    ended = run(Squared(), drive, w0, 0, None)
    assert_same(ended, Squared(), drive, w0, 0, None)


def test_without_reward_the_weights_are_not_touched():
    drive, w0 = batch(1)
    silent = Drive(drive.pre, drive.post, drive.reward * 0)
    for drives, expected in ((silent, False), (drive, True)):
        written = []
        ended = BatchedSynapses(RULES["MSTDP"](), w0.clone())
        ended._add_to_weights = lambda *_, written=written: written.append(True)
        for k in range(STEPS):
            with as_if_large():
                ended.step(drives.pre[k], drives.post[k], drives.reward[k])
        assert bool(written) is expected


def test_pending_products_are_applied_before_they_underflow():
    """A trace that decays within a step or two, over more steps than the buffer holds."""
    drive, w0 = batch(7)
    value = RULES["MSTDPET"](tau_z=0.01)
    with as_if_large():
        assert_same(run(value, drive, w0, 0, None), value, drive, w0, 0, None)
