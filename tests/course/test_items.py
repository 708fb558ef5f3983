"""What the course asks: right answers pass, plain wrong ones fail, silly ones are told."""

import json
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from stdplab import RULES, STDP, Rule, presets, share
from stdplab.course import ask as asking
from stdplab.course.answers.store import Answers
from stdplab.course.items.goal import Goal, above, ends, kept
from stdplab.course.items.prediction import Prediction
from stdplab.course.items.questions import Choice, Numeric
from stdplab.course.items.rule_laws import (
    RuleTask,
    causal,
    differs,
    gated,
    learns,
    lives,
    mirrored,
    silent,
)
from stdplab.course.items.verdict import hash_answer

FLORIAN = presets.FLORIAN_2007
AFTER = Choice(
    "03/after",
    "The reward turns negative. What does MSTDP do with a pair that strengthens STDP?",
    {"it weakens": "Right: the change is multiplied by -1.", "the same": "Look at 135 ms."},
    hash_answer("03/after", "it weakens"),
)
LEFT = Numeric("01/left", "How long is tau_z?", lambda: 25.0, 0.5, "ms", near="Read the slider.")
REACH = Goal(
    "03/goal",
    "End at 0.30 under MSTDPET with the reward alone.",
    (kept(FLORIAN, "pre", "post", "rules"), ends("MSTDPET", 0.30, 0.005)),
    ("Try the second level.", "A level of -0.34 will not do; go lower."),
)


def test_a_choice_has_words_for_each_option_and_does_not_hold_its_answer():
    assert AFTER.judge("it weakens").right
    wrong = AFTER.judge("the same")
    assert (wrong.right, wrong.message) == (False, "Look at 135 ms.")
    assert hash_answer("03/after", "the same") != AFTER.right
    assert hash_answer("04/after", "it weakens") != AFTER.right  # another item, another salt
    with pytest.raises(ValueError, match="choose one of: it weakens; the same"):
        AFTER.judge("both")
    with pytest.raises(ValueError, match="none of the options is sealed as right"):
        replace(AFTER, key="03/other")


@pytest.mark.parametrize("answer", ["25", "25 ms", "0.025 s", "25,2ms", 25, " 24.6 "])
def test_a_number_counts_within_its_tolerance_in_any_unit_that_fits(answer):
    assert LEFT.judge(answer).right


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("26", "26 is too high. Read the slider."),
        ("2.5e1 ms", "Right: 25 ms."),
        ("-25", "The size is right; look at the sign again."),
    ],
)
def test_what_a_number_is_told(answer, said):
    assert LEFT.judge(answer).message == said


@pytest.mark.parametrize("answer", ["", "many", "25 Hz", "1.2.3", None, True, "nan", "1e999"])
def test_what_is_no_number_is_told_with_an_example(answer):
    with pytest.raises(ValueError, match=r"type a number in ms, such as 12\.5 ms"):
        LEFT.judge(answer)


def test_a_goal_is_reached_with_ones_own_hands_and_says_what_is_missing():
    def rewarded(second):
        reward = ((0, 1.0), (100, second))
        return replace(FLORIAN, protocol=replace(FLORIAN.protocol, reward=reward))

    low, high = -1.0, 3.0  # the final weight falls as the second level rises
    for _ in range(40):
        middle = (low + high) / 2
        if rewarded(middle).run()["MSTDPET"].final > 0.30:
            low = middle
        else:
            high = middle
    assert REACH.judge(rewarded(low)).right
    assert "ends at 0.3342; it is to end at 0.3" in REACH.judge(FLORIAN).message
    cheated = replace(FLORIAN, rules=(*FLORIAN.rules[:2], replace(FLORIAN.rules[2], gamma=0.15)))
    assert "Leave rules as they were" in REACH.judge(cheated).message
    assert kept(FLORIAN, "lag")(replace(FLORIAN, lag=1)) == (
        "Leave lag as it was; Reset brings it back."
    )
    assert "put it back" in REACH.judge(replace(FLORIAN, rules=(STDP(),))).message
    assert above("MSTDPET", "STDP")(FLORIAN) is None
    assert "MSTDP is to end higher" in above("MSTDP", "STDP")(FLORIAN)
    with pytest.raises(ValueError, match="there is no Experiment to check"):
        REACH.judge(None)


def test_a_rule_of_ones_own_is_held_against_laws():
    task = RuleTask("11/own", "Write a rule.", (silent, causal, learns, gated, mirrored))
    assert task.judge(RULES["MSTDP"]).right
    assert task.judge(RULES["MSTDPET"](tau_z=40)).right
    assert task.judge(STDP).message.startswith("Without reward the weight still moves.")
    try:

        @dataclass(frozen=True)
        class Drift(Rule):
            series: ClassVar = {"x": "pre"}

            @staticmethod
            def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
                return {"x": state["x"]}, 0.001

        assert "Without a single spike the weight still moves." in task.judge(Drift).message
        Drift.step = staticmethod(lambda *_: 1 / 0)
        assert task.judge(Drift).message == "It stops with ZeroDivisionError: division by zero"
    finally:
        RULES.pop("Drift", None)
    with pytest.raises(ValueError, match="no Rule to check: give the class of your rule, ask"):
        task.judge("Hebb")


def test_a_rule_of_ones_own_is_no_copy_and_lives_in_the_page():
    before = dict(RULES)
    try:

        @dataclass(frozen=True)
        class Copied(RULES["MSTDP"]):
            A_plus: float = 0.5

        @dataclass(frozen=True)
        class Branching(RULES["MSTDP"]):
            @staticmethod
            def step(state, drive, k, dt):
                new, dw = RULES["MSTDP"].step(state, drive, k, dt)
                return (new, dw) if dw > 0 else (new, dw / 2)

        assert differs(Copied(gamma=0.3)) == "It does what MSTDP does: change the equation in step."
        assert differs(STDP(A_minus=-0.4)).startswith("It does what STDP does")
        assert lives(Copied()) is None
        assert differs(Branching()) is None
        assert lives(Branching()).startswith("Branching branches on a value in")
    finally:
        RULES.clear()
        RULES.update(before)


def test_an_answer_is_kept_and_found_again(tmp_path):
    answers = Answers(tmp_path)
    shown = asking.Ask(AFTER, None, answers)
    shown.check()
    assert shown.message.startswith("choose one of:")
    assert answers.get("03/after") is None
    shown._input.value = "the same"
    shown.check()
    shown._input.value = "it weakens"
    shown.check()
    assert shown.message == "✓ Right: the change is multiplied by -1."
    held = Answers(tmp_path).get("03/after")
    assert {**held, "at": ""} == {
        "kind": "choice", "answer": "it weakens", "done": True, "right": True, "tries": 2, "at": "",
    }  # fmt: skip
    again = asking.Ask(AFTER, None, Answers(tmp_path))
    assert again._input.value == "it weakens"
    assert again.message == "Answered before, right."


def test_a_goal_is_checked_on_what_stands_on_the_lab_and_hints_get_plainer(tmp_path):
    class Lab:
        experiment = FLORIAN

    shown = asking.Ask(REACH, Lab(), Answers(tmp_path))
    said = []
    for _ in range(3):
        shown.hint()
        said.append(shown.message)
    assert said == [REACH.hints[0], REACH.hints[1], REACH.hints[1]]
    shown.check()
    assert "ends at 0.3342" in shown.message
    assert share.restore(Answers(tmp_path).get("03/goal")["answer"]) == FLORIAN


def test_a_prediction_is_kept_when_it_counts_and_comes_back_locked(tmp_path):
    item = Prediction("03/way", "Which way?", FLORIAN, "STDP", how="say")
    shown = asking.Ask(item, None, Answers(tmp_path))
    shown._input.answer = "falls"
    assert Answers(tmp_path).get("03/way") is None
    shown._input.commit()
    assert Answers(tmp_path).get("03/way")["right"] is False
    again = asking.Ask(item, None, Answers(tmp_path))
    assert (again._input.answer, again._input.committed) == ("falls", True)


def test_a_full_disk_is_told_and_the_answer_is_still_there(tmp_path, monkeypatch):
    answers = Answers(tmp_path)
    shown = asking.Ask(LEFT, None, answers)
    shown._input.value = "25"

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", full)
        shown.check()
    assert shown.message.startswith("✓ Right: 25 ms.")
    assert len(shown.message) > len("✓ Right: 25 ms.")
    answers.put("01/other", answer=1)
    assert Answers(tmp_path).get("01/left")["answer"] == "25"


@pytest.mark.parametrize("answer", ["sideways", 7, None, [1.0], {"a": 1}])
def test_what_was_kept_and_makes_no_sense_is_asked_anew(tmp_path, answer):
    """A side file that somebody has worked on."""
    item = Prediction("03/way", "Which way?", FLORIAN, "STDP", how="say")
    path = tmp_path / "stdplab-answers.json"
    entry = {"done": True, "answer": answer, "tries": "many"}
    entries = dict.fromkeys(("03/way", "03/after", "01/left"), entry)
    path.write_text(json.dumps({"stdplab_answers": 1, "learner": "", "entries": entries}))
    shown = asking.Ask(item, None, Answers(tmp_path))
    assert not shown._input.committed
    for other in (AFTER, LEFT):
        asking.Ask(other, None, Answers(tmp_path))
    shown._input.answer = "rises"
    shown._input.commit()
    assert Answers(tmp_path).get("03/way")["answer"] == "rises"


def test_an_answer_too_long_to_keep_is_judged_and_told(tmp_path):
    pre = tuple(range(1, 3000))
    long = replace(FLORIAN, protocol=replace(FLORIAN.protocol, pre=pre, post=(), duration=3000.0))
    shown = asking.Ask(Goal("03/any", "Anything.", ()), long, Answers(tmp_path))
    shown.check()
    assert shown.message.startswith("✓ Reached. Not kept: ")
