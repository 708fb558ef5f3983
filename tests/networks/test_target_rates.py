"""Target firing rates, reduced: two networks, a few seconds."""

import pytest
import torch

from stdplab import MSTDP
from stdplab.networks import TargetRates, Training


@pytest.fixture(scope="module")
def training():
    begun = Training(TargetRates.from_paper("MSTDP", seeds=2, epochs=8))
    while not begun.done:
        begun.advance()
    return begun


def test_a_few_seconds_bring_the_rates_closer_and_frozen_ones_stay_there(training):
    """Over seeds 0 to 3 the efficacy after 8 s lay between .27 and .40; it begins at 0."""
    reached = training.history["efficacy"][-1]
    assert training.untrained["efficacy"].abs().max() < 0.1
    assert reached.min() > 0.2
    assert training.test()["efficacy"].mean() > 0.15


def test_a_reward_of_the_wrong_sign_drives_them_away():
    study = TargetRates(MSTDP(gamma=-0.001), seeds=2, epochs=3)
    lost = Training(study)
    while not lost.done:
        lost.advance()
    assert lost.history["efficacy"][-1].max() < -0.05


def test_the_reward_says_whether_the_last_step_came_closer(training):
    network = training.network
    held = network.tensors()
    before = network.distance.clone()
    network.step_and_reward(torch.zeros(2, 100), 0.25, learning=False)
    rates_after = network.rates
    assert torch.allclose(network.distance, (rates_after - network.targets).norm(dim=-1))
    assert torch.equal(network.pending_rewards[0], torch.sign(before - network.distance) + 0.25)
    network.load(held)


def test_a_baseline_that_is_not_a_number_is_refused():
    with pytest.raises(ValueError, match=r"baseline.*'a'"):
        TargetRates.from_paper("MSTDP", baseline="a")


def test_a_reward_comes_late_by_the_delay():
    network = Training(TargetRates.from_paper("MSTDP", seeds=2, delay=3)).network
    steps = [network.pending_rewards[0].clone()]
    given = []
    for _ in range(6):
        before = network.distance.clone()
        network.step_and_reward(torch.zeros(2, 100), 0.5, learning=False)
        given.append(torch.sign(before - network.distance) + 0.5)
        steps.append(network.pending_rewards[0].clone())
    for k, reward in enumerate(given[:3]):  # a step after it is known, and three more
        assert torch.equal(steps[k + 4], reward)


def test_a_delay_below_zero_is_refused():
    with pytest.raises(ValueError, match="delay must be a whole number from 0 to 60,000, got -1"):
        TargetRates.from_paper("MSTDP", delay=-1)
