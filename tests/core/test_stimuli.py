"""Generated spike trains: on the grid, inside the protocol, the same for the same seed."""

import numpy as np
import pytest

from stdplab import Protocol
from stdplab.stimuli import bursts, jittered, pairing, poisson, regular


def test_regular_spikes_keep_their_interval():
    assert regular(50, 100) == (20, 40, 60, 80, 100)
    assert regular(100, 35, first=3) == (3, 13, 23, 33)


def test_poisson_spikes_have_their_rate_and_their_seed():
    train = poisson(20, 200_000, seed=1)
    assert len(train) == pytest.approx(4000, rel=0.05)
    intervals = np.diff(train)
    assert intervals.std() / intervals.mean() == pytest.approx(1, abs=0.05)
    assert poisson(20, 1000, seed=1) != poisson(20, 1000, seed=2)
    # numpy promises its streams: these are the times on every machine
    assert poisson(10, 500, seed=7) == (7.0, 38.0, 115.0)


@pytest.mark.parametrize("dt", [1.0, 0.1])
def test_jittered_spikes_stay_on_the_grid_and_inside(dt):
    train = jittered(regular(100, 200), 30, 200, seed=3, dt=dt)
    assert Protocol(pre=train, duration=200, dt=dt).pre == train
    assert 0 < train[0] < train[-1] <= 200


def test_a_jittered_spike_that_meets_another_moves_to_the_nearest_free_step():
    assert jittered((5, 5.2, 4.9), 0, 10, seed=1) == (4, 5, 6)
    assert jittered((0.5, 1, 1), 0, 3, seed=1, dt=1.0) == (1, 2, 3)
    crowded = jittered(tuple(range(1, 41)), 30, 40, seed=2)
    assert crowded == tuple(range(1, 41))


@pytest.mark.parametrize(
    ("times", "sd", "message"),
    [
        ((5,), -1, "sd is -1 ms: it must be from 0 to 10 ms"),
        ((5,), 11, "sd is 11 ms"),
        ((11,), 1, "a spike at 11 ms lies outside the protocol: use times from 1 to 10 ms"),
        ((5,) * 11, 1, "11 spikes do not fit into 10 steps"),
    ],
)
def test_jitter_without_an_end_is_refused(times, sd, message):
    with pytest.raises(ValueError, match=message):
        jittered(times, sd, 10, seed=1)


def test_bursts_have_their_spikes_and_intervals():
    assert bursts(10, 200, spikes=3, interval=5) == (100, 105, 110, 200)


def test_the_pairing_protocol_has_its_pairs_and_its_delay():
    protocol = pairing(-7, pairs=4, rate=10)
    assert len(protocol.pre) == len(protocol.post) == 4
    assert {post - pre for pre, post in zip(protocol.pre, protocol.post, strict=True)} == {-7}
    assert np.diff(protocol.pre).tolist() == [100] * 3


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: regular(0, 100), "rate is 0"),
        (
            lambda: poisson(2000, 100, seed=1),
            "2000 Hz, which needs more than one spike in a step of 1 ms",
        ),
        (lambda: poisson(-1, 100, seed=1), "rate is -1 Hz: it must be zero or more"),
        (lambda: pairing(5, pairs=0), "pairs is 0: it must be 1 or more"),
    ],
)
def test_impossible_trains_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
