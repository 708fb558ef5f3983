"""Spikes by Poisson, pairing and jitter: right in number and place, and the same for a seed."""

import itertools
import statistics

import pytest

from stdplab.core.time_grid import snap

ROOM = {"dt": 1, "duration": 10_000}


@pytest.fixture
def call_generator(node):
    """Calls a function of the generators' module."""
    return lambda name, *args: node.call("controls/spike_generators", name, *args)


def assert_fit(times, dt, duration):
    """In order, one in a step at most, inside the protocol, and as Python would snap them."""
    assert all(a < b for a, b in itertools.pairwise(times))
    assert all(0 < time <= duration and time == snap(time, dt) for time in times)


def mixed(bits):
    """MurmurHash3's finalizer, written a second time."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        bits = (bits ^ (bits >> shift)) * factor % 2**32
    return bits


@pytest.mark.parametrize(("row", "number"), [("pre", 1), ("post", 2)])
def test_the_random_numbers_are_those_of_the_published_recurrence(call_generator, row, number):
    """A Poisson row of one expected spike a step tells each number's size by the gap it makes."""
    count = mixed(7) ^ mixed(number)
    gaps = []
    for k in range(1, 51):
        uniform = (mixed((count + k * 0x9E3779B9) % 2**32) + 0.5) / 2**32
        step = 1
        while uniform < 0.5**step:  # half of all steps have a spike
            step += 1
        gaps.append(step)
    times = call_generator("poisson", {"rate": 500, "seed": 7}, row, ROOM)
    assert times[:50] == list(itertools.accumulate(gaps))


def test_a_seed_decides_and_each_row_has_its_own_spikes(call_generator):
    first = call_generator("poisson", {"rate": 30, "seed": 1}, "pre", ROOM)
    assert first == call_generator("poisson", {"rate": 30, "seed": 1}, "pre", ROOM)
    others = [
        call_generator("poisson", {"rate": 30, "seed": 1}, "post", ROOM),
        call_generator("poisson", {"rate": 30, "seed": 2}, "pre", ROOM),
    ]
    for other in others:  # by chance 3 in 100 spikes meet
        assert len(set(first) & set(other)) < 0.1 * len(first)


@pytest.mark.parametrize(("rate", "dt"), [(5, 1), (40, 1), (40, 0.1), (300, 0.5)])
def test_poisson_has_the_rate_and_the_spread_that_it_says(call_generator, rate, dt):
    room = {"dt": dt, "duration": 2000}
    rows = [
        call_generator("poisson", {"rate": rate, "seed": seed}, "pre", room) for seed in range(400)
    ]
    chance = rate * dt / 1000
    mean, variance = 2000 / dt * chance, 2000 / dt * chance * (1 - chance)
    counts = [len(row) for row in rows]
    assert abs(statistics.mean(counts) - mean) < 4 * (variance / 400) ** 0.5
    # The variance of 400 counts is known to about 7 in 100.
    assert 0.7 < statistics.variance(counts) / variance < 1.3
    gaps = [b - a for row in rows for a, b in itertools.pairwise([0, *row])]
    memory = statistics.correlation(gaps[:-1], gaps[1:])
    assert abs(memory) < 4 / len(gaps) ** 0.5
    for row in rows:
        assert_fit(row, dt, 2000)


def test_the_highest_rate_fills_every_step(call_generator):
    room = {"dt": 0.5, "duration": 20}
    times = call_generator("poisson", {"rate": 2000, "seed": 3}, "pre", room)
    assert times == [step * 0.5 for step in range(1, 41)]


@pytest.mark.parametrize("sd", [0, 2, 10])
def test_jitter_has_the_spread_that_it_says(call_generator, sd):
    times = list(range(100, 10_000, 200))
    moves = []
    for seed in range(40):
        moved = call_generator("jitter", {"sd": sd, "seed": seed}, "pre", times, ROOM)
        assert_fit(moved, 1, 10_000)
        assert len(moved) == len(times)
        moves += [b - a for a, b in zip(times, moved, strict=True)]
    spread = (sd**2 + 1 / 12) ** 0.5 if sd else 0  # whole steps round each move
    assert abs(statistics.mean(moves)) <= 4 * spread / len(moves) ** 0.5
    assert statistics.pstdev(moves) == pytest.approx(spread, rel=0.06)


def test_jitter_finds_a_free_step_for_each_spike_and_leaves_none_outside(call_generator):
    room = {"dt": 0.5, "duration": 10}
    every = [step * 0.5 for step in range(1, 21)]
    assert call_generator("jitter", {"sd": 10, "seed": 1}, "post", every, room) == every
    for seed in range(50):
        moved = call_generator("jitter", {"sd": 10, "seed": seed}, "post", [0.5, 1, 9.5, 10], room)
        assert_fit(moved, 0.5, 10)
        assert len(moved) == 4


@pytest.mark.parametrize(("interval", "first"), [(10, 10), (-7, 10), (0, 10), (35, 5)])
def test_pairs_have_their_interval_and_their_period(call_generator, interval, first):
    asked = {"interval": interval, "pairs": 5, "period": 40}
    rows = call_generator("regularPairs", asked, {"dt": 1, "duration": 200})
    assert {post - pre for pre, post in zip(rows["pre"], rows["post"], strict=True)} == {interval}
    for row in rows.values():
        assert_fit(row, 1, 200)
        assert [b - a for a, b in itertools.pairwise(row)] == [40] * 4
    assert min(rows["pre"] + rows["post"]) == first
