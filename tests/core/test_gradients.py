"""A run can be differentiated, and what is recorded of it changes no gradient."""

import pytest
import torch

from stdplab import MSTDP, MSTDPET, STDP, Drive, Hard, Multiplicative, Protocol, Soft, simulate


def population(steps=20):
    source = torch.Generator().manual_seed(4)
    pre, post = ((torch.rand(steps, n, generator=source) < 0.3).double() for n in (3, 2))
    return pre, post, torch.rand(steps, generator=source).double()


def gradient(of, source):
    (found,) = torch.autograd.grad(of.sum(), source)
    return found


@pytest.mark.parametrize("record", [None, (), ("x",)])
def test_a_weight_that_stops_at_its_bound_has_no_gradient_whatever_is_recorded(record):
    pair = torch.zeros(10, 1, dtype=torch.double)
    pre, post = pair.clone(), pair.clone()
    pre[2], post[4] = 1, 1
    w0 = torch.tensor([[0.95]], dtype=torch.double, requires_grad=True)
    drive = Drive(pre, post, torch.ones(10).double())
    final = simulate(STDP(), drive, w0, bounds=Hard(0, 1), record=record).weight
    assert final.item() == 1
    assert gradient(final, w0).item() == 0


@pytest.mark.parametrize("rule", [STDP(), MSTDP(), MSTDPET()], ids=lambda rule: rule.name)
@pytest.mark.parametrize("bounds", [None, Hard(0.1, 0.9), Soft(0, 1, 0.5), Multiplicative(0, 1)])
def test_gradients_are_the_same_with_and_without_a_record(rule, bounds):
    pre, post, reward = population()
    found = []
    for record in (None, ()):
        r = reward.clone().requires_grad_()
        w0 = torch.full((3, 2), 0.4, dtype=torch.double, requires_grad=True)
        final = simulate(rule, Drive(pre, post, r), w0, bounds=bounds, record=record).weight
        gradients = [gradient(final, w0)] if rule.name == "STDP" else (
            torch.autograd.grad(final.sum(), (w0, r)))  # fmt: skip
        found.append(gradients)
    for one, other in zip(*found, strict=True):
        assert torch.equal(one, other)
        assert bool(one.isfinite().all())
        assert bool((one != 0).any())


@pytest.mark.parametrize("mu", [0.0, 0.05, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("start", [0.0, 1.0])
def test_the_gradient_is_finite_at_a_soft_bound(mu, start):
    """After one pair, w = w0 + rise (1 - w0)^mu away from the bound that it moves towards."""
    w0 = torch.tensor(start, dtype=torch.double, requires_grad=True)
    result = simulate(STDP(), Protocol((5,), (7,), duration=10), w0, bounds=Soft(0, 1, mu=mu))
    slope = gradient(result.weight, w0).item()
    if start == 0:
        rise = result.weight.item()
        assert slope == pytest.approx(1 - mu * rise, abs=1e-12)
    assert abs(slope) < 1e3


def test_a_learning_rate_is_differentiated_like_a_difference_quotient():
    protocol = Protocol((5, 12), (7, 12), duration=20)
    rates = [torch.tensor(0.1 + h, dtype=torch.double, requires_grad=True) for h in (0, 1e-6)]
    one, other = (simulate(STDP(gamma=rate), protocol, bounds=Soft()).weight for rate in rates)
    assert gradient(one, rates[0]).item() == pytest.approx((other - one).item() / 1e-6, rel=1e-4)


def test_vmap_over_a_learning_rate_gives_each_run():
    rates = torch.tensor([0.05, 0.1, 0.4], dtype=torch.double)
    protocol = Protocol((5, 12), (7, 12), ((0, 1.0),), duration=20)
    for bounds in (None, Hard(0, 0.3), Soft()):

        def run(gamma, bounds=bounds):
            return simulate(MSTDPET(gamma=gamma), protocol, bounds=bounds).weight

        singles = torch.stack([run(rate) for rate in rates])
        torch.testing.assert_close(torch.func.vmap(run)(rates), singles, rtol=0, atol=1e-14)
        slopes = torch.func.vmap(torch.func.grad(run))(rates)
        assert bool(slopes.isfinite().all())


def test_vmap_over_start_weights_and_drives_of_nearest_pairs():
    pre, post, reward = population()
    weights = torch.rand(4, 3, 2, dtype=torch.double)

    def run(w0, reward):
        return simulate(
            MSTDP(nearest=True), Drive(pre, post, reward), w0, bounds=Hard(0, 1), record=()
        ).weight

    rewards = torch.stack([reward * k for k in range(4)])
    singles = torch.stack([run(w0, r) for w0, r in zip(weights, rewards, strict=True)])
    torch.testing.assert_close(torch.func.vmap(run)(weights, rewards), singles)


@pytest.mark.filterwarnings("ignore:.torch.jit.script. is deprecated:DeprecationWarning")
def test_a_forward_gradient_is_the_backward_one_whatever_is_recorded():
    pre, post, reward = population()
    w0 = torch.full((3, 2), 0.4, dtype=torch.double)
    for record in (None, ()):

        def run(r, record=record):
            return simulate(MSTDP(), Drive(pre, post, r), w0, record=record).weight.sum()

        _, slope = torch.func.jvp(run, (reward,), (torch.ones_like(reward),))
        assert slope.item() == pytest.approx(torch.func.grad(run)(reward).sum().item(), abs=1e-12)
        assert slope.item() != 0
