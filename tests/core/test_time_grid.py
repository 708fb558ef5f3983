"""Where times land on the grid: the decimal time decides, whatever binary fractions make of it."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdplab import STDP, Experiment, Protocol, simulate
from stdplab.core import time_grid
from stdplab.stimuli import jittered, pairing, poisson
from stdplab.sweeps.plans.measures import measure
from stdplab.sweeps.plans.reward_delay import delay_limits, with_delay

# Time steps as people write them: up to nine decimals, from 1e-9 ms up.
decimal_steps = st.tuples(st.integers(1, 2500), st.integers(0, 9))


@given(decimal_steps, st.integers(1, 10**6), st.integers(-3, 3))
def test_a_time_half_way_between_two_steps_belongs_to_the_later_one(decimal, step, dust):
    digits, places = decimal
    exact = Fraction(digits, 10**places)
    time, dt = float((step + Fraction(1, 2)) * exact), float(exact)
    for _ in range(abs(dust)):
        time = math.nextafter(time, math.copysign(math.inf, dust))
    assert time_grid.step_at(time, dt) == step + 1
    assert time_grid.snap(time, dt) == float((step + 1) * exact)


@given(decimal_steps, st.integers(0, 10**7))
def test_the_time_of_a_step_is_the_number_nearest_to_its_decimal(decimal, step):
    digits, places = decimal
    exact = Fraction(digits, 10**places)
    assert time_grid.time_of(step, float(exact)) == float(step * exact)


@given(st.floats(1e-9, 1e6), st.integers(0, 10**7))
def test_a_time_on_the_grid_stays_where_it_is(dt, step):
    dt = time_grid.time_of(1, dt)
    time = time_grid.time_of(step, dt)
    assert (time_grid.step_at(time, dt), time_grid.snap(time, dt)) == (step, time)


def test_every_half_time_goes_the_same_way():
    found = [Protocol(pre=[(2 * k + 1) / 20], dt=0.1).pre[0] for k in range(1, 1999)]
    assert found == [(k + 1) / 10 for k in range(1, 1999)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"pre": (1001,), "duration": 1.001 * 1000}, {"pre": (1001,), "duration": 1001}),
        ({"pre": [2.1], "duration": 3 * 0.7, "dt": 0.7}, {"pre": [2], "duration": 2.1, "dt": 0.7}),
        ({"duration": sum([0.1] * 2000), "dt": 0.1}, {"duration": 200, "dt": 0.1}),
        ({"duration": 3, "dt": 0.1 + 0.2}, {"duration": 10 * 0.3, "dt": 0.3}),
        ({"pre": [1 - 2 / 3], "dt": 1 / 3}, {"pre": [0.3], "dt": 1 / 3}),
    ],
)  # fmt: skip
def test_equal_protocols_are_equal_up_to_the_dust_of_their_numbers(one, other):
    one, other = Protocol(**one), Protocol(**other)
    assert (one, hash(one)) == (other, hash(other))
    assert Experiment(one, (STDP(),)).to_json() == Experiment(other, (STDP(),)).to_json()


@pytest.mark.parametrize("dt", [0.1, 0.7, 0.05, 1e-9, 1 / 3, 2**-10])
def test_the_times_of_a_result_are_those_of_the_spikes(dt):
    protocol = Protocol([k * dt for k in (1, 3, 7, 30)], [k * dt for k in (7, 21)], (), 30 * dt, dt)
    result = simulate(STDP(), protocol)
    for series, spikes in (("pre", protocol.pre), ("post", protocol.post)):
        assert tuple(result.t[result[series] == 1].tolist()) == spikes
    assert float(result.t[-1]) == protocol.duration
    assert np.array_equal(result.array("t"), result.t)


def test_a_row_is_found_at_the_time_that_was_given():
    result = simulate(STDP(), Protocol(pre=[0.4], post=[0.7], duration=10, dt=0.1))
    row = result["w"][result.t == 0.7]
    assert row.tolist() == [pytest.approx(0.2 + 0.2 * math.exp(-0.3 / 20), abs=1e-12)]


def test_a_tiny_time_step_takes_onsets_and_spikes():
    protocol = Protocol((4e-10,), (), ((0, 1), (5e-10, -1)), 1e-8, 1e-10)
    assert protocol.pre == (4e-10,)
    assert protocol.reward == ((0.0, 1.0), (5e-10, -1.0))
    assert protocol.columns()[2] == [1.0] * 5 + [-1.0] * 95


def test_two_onsets_in_one_step_are_named():
    with pytest.raises(ValueError) as error:
        Protocol(reward=((0, 1), (100.25, 2), (100.3, 3)), dt=0.1)
    assert str(error.value) == (
        "reward onsets at 100.25 ms and 100.3 ms both fall on 100.3 ms with dt = 0.1 ms: "
        "remove one of them or use a smaller dt"
    )


def test_pairs_keep_their_delay_when_they_move_to_the_grid():
    protocol = pairing(0.1, pairs=20, rate=32, dt=0.1)  # one pair every 31.25 ms
    # 0.2 + 31.25 k ms, halves upwards, in whole tenths of a ms
    steps = [2 + (625 * k + 1) // 2 for k in range(20)]
    assert protocol.pre == tuple(step / 10 for step in steps)
    assert protocol.post == tuple((step + 1) / 10 for step in steps)


@pytest.mark.parametrize("delta", [2.5, -2.5, 0.5])
def test_a_delay_off_the_grid_is_refused(delta):
    with pytest.raises(ValueError, match=r"is not a whole number of steps of 1 ms: use -?[0-3] ms"):
        pairing(delta)


def test_generated_spikes_are_on_the_grid():
    for times in (poisson(400, 50, seed=1, dt=0.1), jittered((5, 9), 2, 50, seed=1, dt=0.1)):
        assert times == Protocol(pre=times, duration=50, dt=0.1).pre


def test_a_sweep_puts_times_where_a_protocol_puts_them():
    protocol = Protocol((), (0.7,), ((0, 0), (1, 1), (2, 0)), 4, 0.1)
    experiment = Experiment(protocol, (STDP(),))
    moved = with_delay(experiment, 0.25)  # 0.95 ms is half-way
    assert moved.protocol.reward == ((0.0, 0.0), (1.0, 1.0), (2.0, 0.0))
    assert delay_limits(experiment) == (-0.6, 2.2)
    assert with_delay(experiment, -0.6).protocol.reward[1] == (0.1, 1.0)
    result = simulate(STDP(), protocol)
    at = measure(experiment, "y at 0.65").extract(result)
    assert float(at) == float(result["y"][7])
