"""Bounds limit a weight, soft ones shrink its changes, and no weight ever leaves them."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from stdplab import STDP, Bounds, Drive, Experiment, Hard, Multiplicative, Soft, presets, simulate

DEMO = presets.FLORIAN_2007.protocol


@given(w=st.floats(0, 1), dw=st.floats(-3, 3), mu=st.floats(0, 2))
@settings(deadline=None)
def test_a_weight_never_leaves_its_bounds(w, dw, mu):
    for bounds in (Hard(), Soft(mu=mu)):
        assert 0 <= bounds.apply(w, dw) <= 1
        tensor = bounds.apply(*torch.tensor([w, dw], dtype=torch.float64))
        assert float(tensor) == pytest.approx(bounds.apply(w, dw), abs=1e-12)


def test_soft_with_mu_zero_is_hard():
    hard = simulate(STDP(gamma=0.5), DEMO, bounds=Hard(0, 0.6))["w"]
    assert torch.equal(hard, simulate(STDP(gamma=0.5), DEMO, bounds=Soft(0, 0.6, mu=0))["w"])
    assert float(hard.max()) == 0.6


def test_soft_scales_a_change_by_the_distance_left():
    assert Soft(0, 2, mu=1).apply(0.5, 0.1) == pytest.approx(0.5 + 0.1 * 0.75)
    assert Soft(0, 2, mu=1).apply(0.5, -0.1) == pytest.approx(0.5 - 0.1 * 0.25)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Hard(1, 1), r"\[1, 1\].*low must be below high"),
        (lambda: Hard(0, float("inf")), "bounds.high is inf"),
        (lambda: Soft(mu=-1), "bounds.mu is -1.*zero or more"),
        (lambda: Soft(mu_minus=-0.5), r"bounds.mu_minus is -0\.5.*zero or more"),
        (lambda: Soft(mu_plus="1"), "bounds.mu_plus is '1', which is not a number"),
    ],
)
def test_impossible_bounds_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_a_weight_outside_the_bounds_of_its_synapse_is_refused():
    bounds = Hard(torch.zeros(3, 1), torch.ones(3, 1))
    drive = Drive(torch.ones(5, 3), torch.ones(5, 2), torch.ones(5))
    w0 = torch.full((3, 2), 0.5)
    w0[2, 1] = 1.5
    with pytest.raises(ValueError, match=r"w0 = 1\.5 is outside its bounds.*start inside"):
        simulate(STDP(), drive, w0, bounds=bounds)


def test_no_kind_of_bounds_is_another_kind():
    for bounds in (Hard(), Soft(), Multiplicative()):
        assert isinstance(bounds, Bounds)
        kinds = [kind for kind in (Hard, Soft, Multiplicative) if isinstance(bounds, kind)]
        assert kinds == [type(bounds)]
    with pytest.raises(TypeError, match="abstract"):
        Bounds()
    with pytest.raises(ValueError, match=r"bounds is .*it must be Hard\(low, high\)"):
        Experiment(DEMO, (STDP(),), bounds=(0, 1))
