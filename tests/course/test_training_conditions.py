"""Goals on networks: what a trainer measured decides, in plain words."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from stdplab.course.answers.store import Answers
from stdplab.course.items.training_conditions import TrainingGoal, networks, reaches, stays, studies
from stdplab.course.question_widget import Ask
from stdplab.labs import xor
from stdplab.networks import Training, stored
from tests.course.solutions.runs import RUNS, kept

KEPT = TrainingGoal(
    "07/kept",
    "Learn it so that it stays.",
    (studies(rule="MSTDPET", code="rate"), networks(8), reaches("frozen", 0.9)),
)


def test_a_stored_run_is_judged_by_its_controls():
    assert KEPT.judge(stored("xor-rate-mstdpet")).right
    said = KEPT.judge(stored("xor-rate-mstdp")).message
    assert "rule is MSTDP, it has to be MSTDPET" in said
    assert "With plasticity off solved is 0.45 on average; it is to be at least 0.9." in said
    most = stays("untrained", 0.5)(stored("xor-temporal-mstdp"))
    assert most == "Before training solved is 0.76 on average; it is to be at most 0.5."
    assert stays("untrained", 0.5)(stored("xor-rate-mstdp")) is None
    with pytest.raises(ValueError, match="give the lab"):
        KEPT.judge(None)


def test_a_trainer_is_judged_by_what_its_buttons_measured(tmp_path):
    lab = xor("MSTDPET", code="temporal", seeds=2, epochs=1)
    goal = TrainingGoal(
        "07/any",
        "Train.",
        (
            networks(3),
            reaches("online", 0.0),
            reaches("frozen", 0.0),
            stays("frozen", 1.0),
            reaches("fresh", 0.0),
        ),
    )
    asked = Ask(goal, lab, Answers(tmp_path))
    asked.check()
    assert asked.message == (
        "2 networks may be luck: train 3 at least. Nothing is trained yet: press Train. "
        "With plasticity off nothing is measured yet: train, then press a test button. "
        "On fresh inputs nothing is measured yet: train, then press a test button."
    )
    with ThreadPoolExecutor(1) as threads:  # a loop of a browser test may run in this thread
        threads.submit(lab.toggle).result()
    lab.test()
    asked.check()
    assert asked.message.startswith("2 networks may be luck: train 3 at least. On fresh inputs")
    lab.test_fresh()
    asked.check()
    assert asked.message == "2 networks may be luck: train 3 at least."
    assert Answers(tmp_path).get("07/any")["answer"] == repr(lab)
    alone = xor("MSTDPET", seeds=1, epochs=1)
    assert networks(3)(alone) == "1 network may be luck: train 3 at least."


@pytest.mark.parametrize("name", RUNS)
def test_the_kept_runs_begin_as_they_did(name):
    report = kept(name)
    assert report.study == RUNS[name]
    training = Training(report.study)
    for measure, values in training.advance().items():
        assert float(values.mean()) == pytest.approx(
            float(report.curves[measure].mean[0]), abs=2e-5
        )
