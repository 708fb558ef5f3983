"""Goals on networks: what a trainer measured decides, in plain words."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from stdplab.course.answers.store import Answers
from stdplab.course.items.training_conditions import (
    TrainingGoal,
    at_least,
    at_most,
    min_networks,
    study_with,
)
from stdplab.course.question_widget import Ask
from stdplab.labs import xor
from stdplab.networks import Training, stored
from tests.course.solutions.runs import RUNS, stored_report
from tests.helpers.short_patterns import shortened

pytestmark = pytest.mark.slow  # it trains networks

KEPT = TrainingGoal(
    "07/kept",
    "Learn it so that it stays.",
    (study_with(rule="MSTDPET", code="rate"), min_networks(8), at_least("frozen", 0.9)),
)


def test_a_stored_run_is_judged_by_its_controls():
    assert KEPT.judge(stored("xor-rate-mstdpet")).right
    said = KEPT.judge(stored("xor-rate-mstdp")).message
    assert "Set rule to MSTDPET, not MSTDP." in said
    assert "With plasticity off, the mean of solved is 0.45. The goal is at least 0.9." in said
    most = at_most("untrained", 0.5)(stored("xor-temporal-mstdp"))
    assert most == "Before training, the mean of solved is 0.76. The goal is at most 0.5."
    assert at_most("untrained", 0.5)(stored("xor-rate-mstdp")) is None
    with pytest.raises(ValueError, match=r"got NoneType\. Pass the lab"):
        KEPT.judge(None)


@pytest.fixture
def _short():
    with shortened():
        yield


@pytest.mark.usefixtures("_short")
def test_a_trainer_is_judged_by_what_its_buttons_measured(tmp_path):
    lab = xor("MSTDPET", code="temporal", seeds=2, epochs=1)
    goal = TrainingGoal(
        "07/any",
        "Train.",
        (
            min_networks(3),
            at_least("online", 0.0),
            at_least("frozen", 0.0),
            at_most("frozen", 1.0),
            at_least("fresh", 0.0),
        ),
    )
    asked = Ask(goal, lab, Answers(tmp_path))
    asked.check()
    assert asked.message == (
        "A result of 2 networks may be chance. Train at least 3. "
        "The networks are not trained yet. Press Train. "
        "With plasticity off, nothing is measured yet. Train, then press a test button. "
        "On fresh inputs, nothing is measured yet. Train, then press a test button."
    )
    with ThreadPoolExecutor(1) as threads:  # a loop of a browser test may run in this thread
        threads.submit(lab.toggle).result()
    lab.test()
    asked.check()
    assert asked.message.startswith(
        "A result of 2 networks may be chance. Train at least 3. On fresh inputs"
    )
    lab.test_fresh()
    asked.check()
    assert asked.message == "A result of 2 networks may be chance. Train at least 3."
    assert Answers(tmp_path).get("07/any")["answer"] == repr(lab)
    alone = xor("MSTDPET", seeds=1, epochs=1)
    assert min_networks(3)(alone) == "A result of 1 network may be chance. Train at least 3."


@pytest.mark.parametrize("name", RUNS)
def test_the_kept_runs_begin_as_they_did(name):
    report = stored_report(name)
    assert report.study == RUNS[name]
    training = Training(report.study, untrained=report.untrained)
    for measure, values in training.advance().items():
        assert float(values.mean()) == pytest.approx(
            float(report.curves[measure].mean[0]), abs=2e-5
        )
