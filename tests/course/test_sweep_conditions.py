"""A goal that a sweep checks: how far an answer holds."""

from dataclasses import replace

import pytest

from stdplab import MSTDPET, presets, sweep
from stdplab.course.items.experiment_conditions import same_reward_levels
from stdplab.course.items.goal import rule_removed
from stdplab.course.items.sweep_conditions import widest_range

FLORIAN = presets.FLORIAN_2007
TAUS, MOMENTS = range(5, 201, 5), range(5, 200, 5)


def turning(moment, *, levels=(1.0, -1.0)):
    reward = ((0, levels[0]), (moment, levels[1]))
    return replace(FLORIAN, protocol=replace(FLORIAN.protocol, reward=reward))


def condition(share=1.0):
    axis, candidates = ("tau_z", TAUS), ("onset[1]", MOMENTS)
    return widest_range(FLORIAN, "MSTDPET", "STDP", axis=axis, candidates=candidates, share=share)


def counts():
    """The same by itself, one experiment after the other."""
    found = {}
    for moment in MOMENTS:
        line = sweep(turning(moment), {"tau_z": TAUS})
        found[moment] = int((line.at(rule="MSTDPET").values > line.at(rule="STDP").values).sum())
    return found


def test_it_holds_where_one_experiment_after_the_other_says_so():
    held = counts()
    most, wide = condition(), condition(0.9)
    for moment, count in held.items():
        assert (most(turning(moment)) is None) == (count == max(held.values())), moment
        assert (wide(turning(moment)) is None) == (count >= 0.9 * max(held.values())), moment
    assert held[100] < max(held.values())  # the demonstration itself is not the answer


def test_it_says_how_far_it_holds_and_not_how_far_it_could():
    said = condition()(FLORIAN)
    assert said.startswith("With onset[1] at 100, MSTDPET ends above STDP at 27 of 40 values of ")
    assert "31" not in said


def test_the_value_that_is_swept_does_not_count():
    rules = (*FLORIAN.rules[:2], MSTDPET(tau_z=190))
    assert condition()(replace(turning(85), rules=rules)) is None


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"rules": FLORIAN.rules[:2]}, rule_removed("MSTDPET")),
        ({"rules": FLORIAN.rules[1:]}, rule_removed("STDP")),
        (
            {"protocol": replace(FLORIAN.protocol, reward=())},
            "onset[1] or tau_z is no longer on the board. Reset brings it back.",
        ),
    ],
)
def test_what_is_gone_from_the_board_is_named(lacking, said):
    assert condition()(replace(FLORIAN, **lacking)) == said


def test_the_levels_of_a_reward_stay_and_its_times_are_free():
    condition = same_reward_levels(FLORIAN)
    assert condition(turning(30)) is None
    later = replace(FLORIAN.protocol, reward=((10, 1.0), (100, -1.0)))
    for other in (
        turning(100, levels=(1.0, -1.5)),
        turning(100, levels=(0.5, -1.0)),
        replace(FLORIAN, protocol=replace(FLORIAN.protocol, reward=())),
        replace(FLORIAN, protocol=later),
    ):
        assert condition(other).startswith("Do not change the levels of the reward.")
