"""Goals on an explorer, and on a recorded series: what is missing is said, what was is kept."""

from dataclasses import replace

import pytest

from stdplab import MSTDP, STDP, Protocol, Triplet
from stdplab.course.answers.store import Answers
from stdplab.course.content import find
from stdplab.course.items.goal import reaches
from stdplab.course.items.pairing_conditions import PairingGoal, balanced, farther, nears
from stdplab.course.question_widget import Ask
from stdplab.labs import window
from stdplab.labs.traces_lab import TRACES
from stdplab.pairings import FrequencyDependence, PairingExperiment, STDPWindow

ONE = TRACES["one spike"]


def test_a_goal_looks_at_what_an_explorer_shows_and_keeps_it(tmp_path):
    lab, answers = window(), Answers(tmp_path)
    asked = Ask(find("02/goal"), lab, answers)
    asked.check()
    assert "the second is to be 2 times the first" in asked.message
    lab.value = STDPWindow(STDP(A_plus=0.5, tau_plus=40, A_minus=-0.25, tau_minus=80))
    asked.check()
    assert asked.message == "✓ Reached."
    kept = answers.get("02/goal")
    assert kept["right"]
    assert PairingExperiment.from_json(kept["answer"]) == lab.value
    with pytest.raises(ValueError, match="there is no Pairing to check: give the lab"):
        PairingGoal("02/goal", "?", ()).judge(ONE)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (STDPWindow(STDP(tau_minus=40)), None),
        (STDPWindow(STDP(tau_minus=41)), "20 ms for potentiation and 41 ms for depression"),
        (STDPWindow(STDP(tau_minus=40), rate=20), "bring both back, and the rate down to 1 Hz"),
        (STDPWindow(STDP(A_minus=0)), "One side has no time constant"),
    ],
)
def test_how_far_each_side_reaches_is_measured(value, said):
    missing = farther(2)(value)
    assert missing is None if said is None else said in missing


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (STDP(A_minus=-0.5, tau_minus=40), None),
        (MSTDP(gamma=0.7), None),
        (STDP(A_minus=-1.05), "depression is the larger one: 20 up, 21 down"),
        (STDP(A_plus=1.05), "potentiation is the larger one"),
        (STDP(A_plus=-1, A_minus=1), "Keep A_plus above 0 and A_minus below"),
        (STDP(A_plus=0, A_minus=0), "Keep A_plus above 0"),
        (Triplet(), "Triplet is no pair rule, its window has no closed form: choose STDP."),
    ],
)
def test_areas_are_amplitude_times_time_constant(rule, said):
    missing = balanced()(STDPWindow(rule))
    assert missing is None if said is None else said in missing


def test_how_near_the_data_a_rule_is():
    assert nears("Triplet", 0.15)(FrequencyDependence()) is None
    assert nears("STDP", 0.25)(FrequencyDependence()).startswith(
        "STDP is 0.758 from the data; it is to be"
    )
    assert "go back to the start" in nears("STDP", 1)(FrequencyDependence((Triplet(),)))
    for other in (FrequencyDependence(delay=5), FrequencyDependence(pairs=20)):
        assert "Bring delay and pairs back" in nears("Triplet", 1)(other)


@pytest.mark.parametrize(
    ("experiment", "said"),
    [
        (replace(ONE, rules=(STDP(tau_plus=72),)), None),
        (ONE, "At 70 ms x is 0.082; it is to be 0.5 ± 0.01."),
        (replace(ONE, rules=(MSTDP(),)), "x under STDP is not on the board any more"),
        (replace(ONE, protocol=Protocol((20,), duration=60)), "The experiment ends before 70 ms"),
    ],
)
def test_a_series_reaches_a_value_at_its_time(experiment, said):
    missing = reaches("STDP", "x", 70, 0.5, 0.01)(experiment)
    assert missing is None if said is None else said in missing
