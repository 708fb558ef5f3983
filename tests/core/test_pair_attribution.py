"""A weight change, attributed to the spike pairs behind it."""

from dataclasses import replace

import pytest
import torch

from stdplab import MSTDP, MSTDPET, STDP, Hard, Protocol, presets, simulate
from tests.helpers.pair_attribution import attribution

DEMO = presets.FLORIAN_2007.protocol


@pytest.mark.parametrize("rule", [STDP(), MSTDP(), MSTDPET()])
@pytest.mark.parametrize("lag", [0, 1])
def test_the_shares_sum_to_the_change(rule, lag):
    shares = attribution(rule, DEMO, 0.3, lag=lag)
    assert shares.shape == (4, 4, 201)
    change = simulate(rule, DEMO, 0.3, lag=lag)["w"] - 0.3
    torch.testing.assert_close(shares.sum((0, 1)), change, rtol=0, atol=1e-12)


def test_a_share_is_the_stdp_window_at_the_delay_of_the_pair():
    shares = attribution(STDP(), DEMO)
    for i, pre in enumerate(DEMO.pre):
        for j, post in enumerate(DEMO.post):
            delay = post - pre
            window = 0.2 * torch.exp(torch.tensor(-abs(delay) / 20)) * (1 if delay > 0 else -1)
            assert float(shares[i, j, -1]) == pytest.approx(float(window), rel=1e-5)
    assert shares[2, 2, 114] == 0  # nothing before both have fired
    assert shares[2, 2, 115] < 0


def test_with_bounds_the_shares_do_not_sum_to_the_change():
    bounds = Hard(0.0, 0.3)
    change = simulate(STDP(), DEMO, 0.2, bounds=bounds)["w"] - 0.2
    shares = attribution(STDP(), DEMO, bounds=bounds)
    assert float((shares.sum((0, 1)) - change).abs().max()) > 0.01


def test_no_spikes_make_no_pairs_and_too_many_are_refused():
    assert attribution(STDP(), replace(DEMO, post=())).shape == (4, 0, 201)
    many = tuple(range(1, 401))
    protocol = Protocol(pre=many, post=many, duration=400)
    with pytest.raises(
        ValueError, match="400 pre and 400 post spikes over 400 steps make more than 5,000,000"
    ):
        attribution(STDP(), protocol)
