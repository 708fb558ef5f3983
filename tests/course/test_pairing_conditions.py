"""Goals on an explorer and on a recorded series: messages say what is missing."""

from dataclasses import replace

import pytest

from stdplab import MSTDP, STDP, Protocol, Triplet
from stdplab.course.answers.store import Answers
from stdplab.course.content import find
from stdplab.course.items.pairing_conditions import (
    PairingGoal,
    balanced_areas,
    misfit_below,
    window_ratio,
)
from stdplab.course.items.result_conditions import reaches_value
from stdplab.course.question_widget import Ask
from stdplab.labs import window
from stdplab.labs.traces_lab import TRACES
from stdplab.pairings import FrequencyDependence, PairingExperiment, STDPWindow

ONE = TRACES["one spike"]


def test_a_goal_looks_at_what_an_explorer_shows_and_keeps_it(tmp_path):
    lab, answers = window(), Answers(tmp_path)
    asked = Ask(find("02/goal"), lab, answers)
    asked.check()
    assert "The second must be 2 times the first" in asked.message
    lab.value = STDPWindow(STDP(A_plus=0.5, tau_plus=40, A_minus=-0.25, tau_minus=80))
    asked.check()
    assert asked.message == "✓ Reached."
    kept = answers.get("02/goal")
    assert kept["right"]
    assert PairingExperiment.from_json(kept["answer"]) == lab.value
    with pytest.raises(ValueError, match=r"needs a PairingExperiment .* got Experiment\. Pass"):
        PairingGoal("02/goal", "?", ()).judge(ONE)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (STDPWindow(STDP(tau_minus=40)), None),
        (STDPWindow(STDP(tau_minus=41)), "20 ms for potentiation and 41 ms for depression"),
        (STDPWindow(STDP(tau_minus=40), rate=20), "and the rate to 1 Hz"),
        (STDPWindow(STDP(A_minus=0)), "One side of the window has no time constant"),
    ],
)
def test_how_far_each_side_reaches_is_measured(value, said):
    missing = window_ratio(2)(value)
    assert missing is None if said is None else said in missing


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (STDP(A_minus=-0.5, tau_minus=40), None),
        (MSTDP(gamma=0.7), None),
        (STDP(A_minus=-1.05), "and 21 ms under depression. The area under depression is"),
        (STDP(A_plus=1.05), "The area under potentiation is too large"),
        (STDP(A_plus=-1, A_minus=1), "Keep A_plus above 0 and A_minus below 0"),
        (STDP(A_plus=0, A_minus=0), "Keep A_plus above 0"),
        (Triplet(), "Triplet is not a pair rule, so its window has no closed form."),
    ],
)
def test_areas_are_amplitude_times_time_constant(rule, said):
    missing = balanced_areas()(STDPWindow(rule))
    assert missing is None if said is None else said in missing


def test_how_near_the_data_a_rule_is():
    assert misfit_below("Triplet", 0.15)(FrequencyDependence()) is None
    assert misfit_below("STDP", 0.25)(FrequencyDependence()).startswith(
        "The root mean square distance of STDP from the data is 0.758. It must be below 0.25"
    )
    assert "Press Back to the start" in misfit_below("STDP", 1)(FrequencyDependence((Triplet(),)))
    for other in (FrequencyDependence(delay=5), FrequencyDependence(pairs=20)):
        assert "10 ms with 60 pairs. Set both back" in misfit_below("Triplet", 1)(other)


@pytest.mark.parametrize(
    ("experiment", "said"),
    [
        (replace(ONE, rules=(STDP(tau_plus=72),)), None),
        (ONE, "At 70 ms x is 0.082. The goal is 0.5 ± 0.01."),
        (replace(ONE, rules=(MSTDP(),)), "x under STDP is no longer on the board"),
        (replace(ONE, protocol=Protocol((20,), duration=60)), "The experiment ends before 70 ms"),
    ],
)
def test_a_series_reaches_a_value_at_its_time(experiment, said):
    missing = reaches_value("STDP", "x", 70, 0.5, 0.01)(experiment)
    assert missing is None if said is None else said in missing
