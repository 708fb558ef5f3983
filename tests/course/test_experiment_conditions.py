"""Goal conditions: one pulse, only one parameter changed, its best value."""

from dataclasses import replace

import pytest

from stdplab import MSTDP, MSTDPET, presets
from stdplab.course.items.experiment_conditions import is_pulse, only_changed
from stdplab.course.items.result_conditions import near_best, weight_unchanged

LATE = presets.LATE_REWARD


def rewarded(*reward):
    return replace(LATE, protocol=replace(LATE.protocol, reward=reward))


def remembering(tau_z, rules=LATE.rules):
    return replace(LATE, rules=(rules[0], replace(rules[1], tau_z=tau_z)))


def test_a_pulse_is_one_level_of_one_width():
    condition = is_pulse(1.0, 20.0)
    assert condition(LATE) is None
    assert condition(rewarded((50, 1.0), (70, 0.0))) is None
    for other in (
        rewarded((50, 1.0), (80, 0.0)),
        rewarded((50, 1.5), (70, 0.0)),
        rewarded((50, 1.0)),
        rewarded((0, 0.5), (50, 1.0), (70, 0.0)),
        rewarded(),
    ):
        assert condition(other) == "The reward must be one pulse of level 1, 20 ms long."


def test_a_rule_that_learns_nothing_stays():
    assert weight_unchanged("MSTDP")(LATE) is None
    covered = rewarded((40, 1.0), (60, 0.0))
    assert weight_unchanged("MSTDP")(covered).endswith("its weight changes by +0.3894.")
    assert weight_unchanged("STDP")(LATE).startswith("STDP is no longer on the board.")


def test_one_parameter_of_one_rule_may_be_turned():
    condition = only_changed(LATE, "MSTDPET", "tau_z")
    assert condition(remembering(60)) is None
    assert condition(replace(LATE, rules=(MSTDP(gamma=0.4), LATE.rules[1]))) is not None
    cheated = replace(LATE, rules=(LATE.rules[0], MSTDPET(gamma=0.7, tau_z=60)))
    assert (
        condition(cheated)
        == "Change only tau_z of MSTDPET. Reset brings the other parameters back."
    )
    assert condition(replace(LATE, rules=LATE.rules[:1])).startswith(
        "MSTDPET is no longer on the board."
    )


def test_the_best_memory_for_a_pulse_is_the_logarithmic_mean_of_its_ends():
    """The pulse lies 30 to 50 ms after the pair: 20 / ln(50 / 30) = 39.2 ms."""
    condition = near_best("MSTDPET", "tau_z", 0.999)
    assert condition(remembering(39)) is None
    assert "% of the gain at the best tau_z. The goal is at least 100 %." in condition(
        remembering(48)
    )
    assert condition(remembering(32)) is not None
    assert near_best("MSTDPET", "tau_z", 0.95)(remembering(48)) is None


@pytest.mark.parametrize("reward", [(), ((75, -1.0), (95, 0.0))])
def test_where_nothing_is_gained_there_is_no_best(reward):
    said = near_best("MSTDPET", "tau_z", 0.95)(rewarded(*reward))
    assert said == "MSTDPET cannot gain weight in this experiment at any value of tau_z."
    assert near_best("STDP", "tau_z", 0.95)(LATE).startswith("STDP is no longer on the board.")
