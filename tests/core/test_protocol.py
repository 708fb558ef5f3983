"""What a protocol accepts, how it stores it, and the message for everything else."""

import math

import pytest

from stdplab import Protocol


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"pre": (250,)}, "pre spike at 250 ms lies after the end of the protocol (200 ms)"),
        ({"post": (0,)}, "post spike at 0 ms lies before the first step"),
        ({"post": (-3,)}, "move the spike to 1 ms or later"),
        ({"pre": (math.nan,)}, "give a finite number"),
        ({"pre": (math.inf,)}, "give a finite number"),
        ({"pre": ("ten",)}, "'ten', which is not a number"),
        ({"pre": "10, 85"}, "give times in ms"),
        ({"pre": 10}, "give times in ms"),
        ({"pre": (10, 10.3)}, "two pre spikes fall on 10 ms with dt = 1 ms"),
        ({"duration": 0}, "duration is 0: it must be above zero"),
        ({"duration": math.inf}, "give a finite number"),
        ({"duration": 10.5}, "not a whole number of steps of 1 ms: use 11 ms"),
        ({"duration": 0.2}, "use 1 ms or another dt"),
        ({"dt": 0}, "dt is 0: it must be above zero"),
        ({"dt": -1}, "dt is -1"),
        ({"reward": ((100, 1), (0, -1))}, "give the onsets in rising order"),
        (
            {"reward": ((0, 1), (0.2, -1))},
            "onsets at 0 ms and 0.2 ms both fall on 0 ms with dt = 1 ms",
        ),
        ({"reward": ((200, 1),)}, "reward onset at 200 ms lies outside the protocol"),
        ({"reward": ((-1, 1),)}, "reward onset at -1 ms lies outside"),
        ({"reward": ((0, math.nan),)}, "the reward from 0 ms on is nan"),
        ({"reward": ((0, 1, 2),)}, "is not an (onset in ms, level) pair"),
        ({"reward": (5,)}, "is not an (onset in ms, level) pair"),
        ({"reward": 1.0}, "give (onset in ms, level) pairs"),
        ({"reward": ("01",)}, "is not an (onset in ms, level) pair"),
        ({"reward": ((1e308, 1),)}, "reward onset at 1e+308 ms lies outside"),
        ({"pre": (True,)}, "True, which is not a number"),
        ({"pre": ("10",)}, "'10', which is not a number"),
        ({"pre": {"10": 1}}, "give times in ms"),
        ({"pre": (1e308,), "dt": 0.1}, "pre spike at 1e+308 ms lies after the end"),
        ({"duration": 10**400}, "which is not a number"),
        ({"duration": 1e12}, "more than 10,000,000 steps: use a larger dt"),
        ({"dt": 1e-320}, "more than 10,000,000 steps"),
    ],
)
def test_bad_input_is_refused_with_what_is_wrong(wrong, message):
    with pytest.raises(ValueError) as error:
        Protocol(**wrong)
    assert message in str(error.value)


def test_times_are_snapped_sorted_and_equal_by_value():
    assert Protocol(pre=[85, 10.2], dt=1) == Protocol(pre=(10, 85))
    assert hash(Protocol(pre=(10,))) == hash(Protocol(pre=(10.0,)))
    assert Protocol(pre=(0.3,), dt=0.1, duration=1).pre == (0.3,)
    assert Protocol(pre=(3 * 0.1,), dt=0.1, duration=1).pre == (0.3,)


def test_a_spike_may_fall_on_the_last_step():
    pre, post, _ = Protocol(pre=(200,), post=(1,)).columns()
    assert (pre[199], sum(pre), post[0], sum(post)) == (1, 1, 1, 1)


def test_a_reward_holds_after_its_onset_up_to_and_with_the_next():
    _, _, reward = Protocol(reward=((2, 1.0), (4, -1.0)), duration=6).columns()
    assert reward == [0, 0, 1, 1, -1, -1]


def test_no_reward_is_a_level_of_zero_from_the_start():
    assert Protocol().reward == ((0, 0),)
    assert Protocol(reward=((50, 1),)) == Protocol(reward=((0, 0), (50, 1)))


def test_a_finer_clock_keeps_times_and_levels():
    coarse = Protocol(pre=(10,), reward=((0, 1), (100, -1)))
    fine = Protocol(pre=(10,), reward=((0, 1), (100, -1)), dt=0.5)
    assert fine.steps == 2 * coarse.steps
    assert fine.columns()[0].index(1) == 19
    assert fine.columns()[2][199:201] == [1, -1]


def test_the_drive_holds_the_same_columns():
    protocol = Protocol(pre=(3,), post=(4,), reward=((1, 2.0),), duration=5)
    drive = protocol.drive()
    assert [c.tolist() for c in (drive.pre, drive.post, drive.reward)] == list(protocol.columns())
    assert drive.pre.shape == (5,)
