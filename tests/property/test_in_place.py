"""A population updated in place gives the same result as the same step on tensors."""

from dataclasses import dataclass
from typing import ClassVar
from unittest.mock import patch

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from stdplab import RULES, Drive, Hard, Rule, Soft, simulate
from stdplab.core.engines import compiled, forced_spikes, in_place

from .test_laws import every_rule, has_vector_traces, lags, often, rules_of_kind


@pytest.fixture(autouse=True)
def short_chunks(monkeypatch):
    """Thirty steps then cover several chunks and the borders between them."""
    monkeypatch.setattr(forced_spikes, "CHUNK_STEPS", 7)
    monkeypatch.setattr(in_place, "CACHE_BYTES", 64)  # a row or two at a time


def population(seed, steps=30, n_pre=4, n_post=3):
    source = torch.Generator().manual_seed(seed)
    pre, post = ((torch.rand(steps, n, generator=source) < 0.3).double() for n in (n_pre, n_post))
    reward = torch.randn(steps, generator=source).double().round()  # zero now and then
    return Drive(pre, post, reward), torch.rand(n_pre, n_post, generator=source).double()


def assert_same(unrecorded, recorded):
    """The final weight and state, which an in-place run has without having recorded them."""
    torch.testing.assert_close(unrecorded.final, recorded.final, rtol=1e-12, atol=1e-12)
    for name, value in recorded.state.items():
        torch.testing.assert_close(unrecorded.state[name].expand(value.shape), value)


@every_rule
@given(data=st.data(), seed=st.integers(0, 99), lag=lags, bounded=st.booleans())
@often
def test_every_rule_every_lag_with_and_without_bounds(rule, data, seed, lag, bounded):
    drive, w0 = population(seed)
    value = data.draw(rules_of_kind(rule))
    options = {"lag": lag, "bounds": Hard(0.2, 0.7) if bounded else None}
    w0 = w0.clamp(0.2, 0.7)
    with patch.object(
        in_place.InPlaceEngine, "step", autospec=True, side_effect=in_place.InPlaceEngine.step
    ) as spy:
        bare = simulate(value, drive, w0, record=("x",) if "x" in value.series else (), **options)
        if has_vector_traces(value):
            assert spy.call_count == drive.steps  # every step was done in place
    whole = simulate(value, drive, w0, **options)
    assert_same(bare, whole)
    if "x" in bare.names:
        torch.testing.assert_close(bare["x"], whole["x"])


@every_rule
def test_a_run_continues_in_place(rule):
    drive, w0 = population(5)
    parts = [
        Drive(drive.pre[s], drive.post[s], drive.reward[s]) for s in (slice(13), slice(13, None))
    ]
    for lag in (0, 1):
        first = simulate(rule(), parts[0], w0, lag=lag, record=())
        kept = {name: value.clone() for name, value in first.state.items()}
        second = simulate(rule(), parts[1], start=first, lag=lag, record=())
        assert_same(second, simulate(rule(), drive, w0, lag=lag))
        for name, value in kept.items():  # the first result is still what it was
            assert torch.equal(first.state[name], value)


@pytest.mark.parametrize("compiler", [True, False])
@pytest.mark.parametrize("lag", [0, 1])
def test_a_compiled_pass_gives_the_same_numbers_with_and_without_a_compiler(
    compiler, lag, monkeypatch
):
    monkeypatch.setattr(compiled, "BREAK_EVEN", 0)
    if not compiler:
        monkeypatch.setattr(compiled, "compiled_kernel", lambda _: None)
    drive, w0 = population(8)
    options = {"lag": lag, "bounds": Hard(0.3, 0.6)}
    engine = compiled.CompiledEngine
    with patch.object(engine, "_as_pending", autospec=True, return_value=None) as spy:
        simulate(RULES["MSTDPET"](), drive, w0.clamp(0.3, 0.6), record=(), **options)
        assert spy.call_count == drive.steps  # it is this engine that runs
    for rule in (RULES["MSTDPET"](gamma=0.5), RULES["STDP"]()):
        bare = simulate(rule, drive, w0.clamp(0.3, 0.6), record=(), **options)
        assert_same(bare, simulate(rule, drive, w0.clamp(0.3, 0.6), **options))


def test_a_step_without_low_rank_form_runs_on_tensors():
    drive, w0 = population(6)
    soft = simulate(RULES["STDP"](), drive, w0, bounds=Soft(), record=())
    assert_same(soft, simulate(RULES["STDP"](), drive, w0, bounds=Soft()))

    @dataclass(frozen=True)
    class Homeostatic(Rule):
        """A matrix times a row is not a sum of outer products."""

        series: ClassVar = {"c": "synapse"}

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            c = state["c"] * (1 - 0.5 * drive.post) + drive.pre * drive.post
            return {"c": c}, 0.1 * c

    assert_same(simulate(Homeostatic(), drive, w0, record=()), simulate(Homeostatic(), drive, w0))


def test_a_step_that_needs_tensors_late_starts_again_from_the_beginning():
    @dataclass(frozen=True)
    class TensorsAfterPunishment(Rule):
        """Outer products until a punishment, then a matrix times a row."""

        series: ClassVar = {"c": "synapse"}

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            c = 0.9 * state["c"] + drive.pre * drive.post
            return {"c": c}, 0.1 * (c if drive.reward >= 0 else c * drive.post)

    drive, w0 = population(9)
    late = torch.ones(drive.steps).double()
    late[20] = -1
    drive = Drive(drive.pre, drive.post, late)
    for bound in (None, Hard()):
        whole = simulate(TensorsAfterPunishment(), drive, w0, bounds=bound)
        assert_same(simulate(TensorsAfterPunishment(), drive, w0, bounds=bound, record=()), whole)


@pytest.mark.parametrize("reward", [0.0, 1.0])
def test_w0_is_not_modified(reward):
    drive, w0 = population(7)
    before = w0.clone()
    simulate(
        RULES["MSTDPET"](), Drive(drive.pre, drive.post, drive.reward * 0 + reward), w0, record=()
    )
    assert torch.equal(w0, before)
