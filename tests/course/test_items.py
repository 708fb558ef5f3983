"""Items: right answers pass, wrong ones fail, and answers that cannot be read get a message."""

import json
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from stdplab import RULES, STDP, Rule, presets, share
from stdplab.course import question_widget
from stdplab.course.answers.store import Answers
from stdplab.course.items.choice import Choice
from stdplab.course.items.experiment_conditions import unchanged
from stdplab.course.items.goal import Goal
from stdplab.course.items.numeric import Numeric
from stdplab.course.items.prediction import Prediction
from stdplab.course.items.result_conditions import ends_above, ends_at
from stdplab.course.items.rule_laws import (
    RuleTask,
    antisymmetric,
    causal,
    differs_from_builtin,
    learns,
    needs_reward,
    needs_spikes,
    runs_in_page,
)
from stdplab.course.items.verdict import hash_answer

FLORIAN = presets.FLORIAN_2007
AFTER = Choice(
    "03/after",
    "The reward turns negative. What does MSTDP do with a pair that strengthens STDP?",
    {"it weakens": "Right: the change is multiplied by -1.", "the same": "Look at 135 ms."},
    hash_answer("03/after", "it weakens"),
)
LEFT = Numeric(
    "01/left", "How long is tau_z?", lambda: 25.0, 0.5, "ms", hint_wrong="Read the slider."
)
REACH = Goal(
    "03/goal",
    "End at 0.30 under MSTDPET with the reward alone.",
    (unchanged(FLORIAN, "pre", "post", "rules"), ends_at("MSTDPET", 0.30, 0.005)),
    ("Try the second level.", "A level of -0.34 will not do; go lower."),
)


def test_a_choice_has_words_for_each_option_and_does_not_hold_its_answer():
    assert AFTER.judge("it weakens").right
    wrong = AFTER.judge("the same")
    assert (wrong.right, wrong.message) == (False, "Look at 135 ms.")
    assert hash_answer("03/after", "the same") != AFTER.answer_hash
    assert hash_answer("04/after", "it weakens") != AFTER.answer_hash  # another item, another salt
    with pytest.raises(ValueError, match="Choose one of: it weakens; the same"):
        AFTER.judge("both")
    with pytest.raises(ValueError, match=r"03/other: .* fits none of the options.*hash_answer"):
        replace(AFTER, key="03/other")
    twice = {"it weakens": "Right.", "It  Weakens": "Right again."}
    with pytest.raises(ValueError, match=r"03/after: .* fits 2 of the options.*capitals"):
        replace(AFTER, options=twice)


@pytest.mark.parametrize("answer", ["25", "25 ms", "0.025 s", "25,2ms", 25, " 24.6 "])
def test_a_number_counts_within_its_tolerance_in_any_unit_that_fits(answer):
    assert LEFT.judge(answer).right


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("26", "26 is too high. Read the slider."),
        ("2.5e1 ms", "Right: 25 ms."),
        ("-25", "The size is right, but the sign is wrong."),
    ],
)
def test_the_message_on_a_number(answer, said):
    assert LEFT.judge(answer).message == said


@pytest.mark.parametrize("answer", ["", "many", "25 Hz", "1.2.3", None, True, "nan", "1e999"])
def test_what_is_not_a_number_gets_an_example(answer):
    with pytest.raises(ValueError, match=r"Type a number in ms, such as 12\.5 ms"):
        LEFT.judge(answer)


def test_a_goal_is_reached_by_editing_and_says_what_is_missing():
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
    assert "final weight is 0.3342. The goal is 0.3 ± 0.005." in REACH.judge(FLORIAN).message
    cheated = replace(FLORIAN, rules=(*FLORIAN.rules[:2], replace(FLORIAN.rules[2], gamma=0.15)))
    assert "Do not change rules." in REACH.judge(cheated).message
    assert unchanged(FLORIAN, "lag")(replace(FLORIAN, lag=1)) == (
        "Do not change lag. Reset undoes the change."
    )
    assert (
        "MSTDPET is no longer on the board."
        in REACH.judge(replace(FLORIAN, rules=(STDP(),))).message
    )
    assert ends_above("MSTDPET", "STDP")(FLORIAN) is None
    assert "MSTDP must end higher" in ends_above("MSTDP", "STDP")(FLORIAN)
    with pytest.raises(
        ValueError, match=r"needs an Experiment to check, got NoneType\. .*ask\(key, lab\)"
    ):
        REACH.judge(None)


def test_an_own_rule_is_checked_against_laws():
    task = RuleTask(
        "11/own", "Write a rule.", (needs_spikes, causal, learns, needs_reward, antisymmetric)
    )
    assert task.judge(RULES["MSTDP"]).right
    assert task.judge(RULES["MSTDPET"](tau_z=40)).right
    assert task.judge(STDP).message.startswith("The weight changes without reward.")

    @dataclass(frozen=True)
    class Drift(Rule):
        series: ClassVar = {"x": "pre"}

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            return {"x": state["x"]}, 0.001

    assert "The weight changes without any spike." in task.judge(Drift).message
    Drift.step = staticmethod(lambda *_: 1 / 0)
    assert task.judge(Drift).message == "The rule stops with ZeroDivisionError: division by zero"
    with pytest.raises(
        ValueError, match=r"needs a Rule to check, got str\. Pass the class of your rule"
    ):
        task.judge("Hebb")


def test_an_own_rule_is_not_a_copy_and_runs_in_the_page():
    @dataclass(frozen=True)
    class Copied(RULES["MSTDP"]):
        A_plus: float = 0.5

    @dataclass(frozen=True)
    class Branching(RULES["MSTDP"]):
        @staticmethod
        def step(state, drive, k, dt):
            new, dw = RULES["MSTDP"].step(state, drive, k, dt)
            return (new, dw) if dw > 0 else (new, dw / 2)

    assert differs_from_builtin(Copied(gamma=0.3)).startswith("The rule does the same as MSTDP.")
    assert "same as STDP" in differs_from_builtin(STDP(A_minus=-0.4))
    assert runs_in_page(Copied()) is None
    assert differs_from_builtin(Branching()) is None
    assert runs_in_page(Branching()).startswith("Branching branches on a value in")


def test_an_answer_is_kept_and_found_again(tmp_path):
    answers = Answers(tmp_path)
    shown = question_widget.Ask(AFTER, None, answers)
    shown.check()
    assert shown.message.startswith("Choose one of:")
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
    again = question_widget.Ask(AFTER, None, Answers(tmp_path))
    assert again._input.value == "it weakens"
    assert again.message == "Answered before: right."


def test_a_goal_is_checked_on_what_stands_on_the_lab_and_hints_get_plainer(tmp_path):
    class Lab:
        experiment = FLORIAN

    shown = question_widget.Ask(REACH, Lab(), Answers(tmp_path))
    said = []
    for _ in range(3):
        shown.hint()
        said.append(shown.message)
    assert said == [REACH.hints[0], REACH.hints[1], REACH.hints[1]]
    shown.check()
    assert "0.3342" in shown.message
    assert share.restore(Answers(tmp_path).get("03/goal")["answer"]) == FLORIAN


def test_a_prediction_is_kept_when_it_counts_and_comes_back_locked(tmp_path):
    item = Prediction("03/way", "Which way?", FLORIAN, "STDP", how="say")
    shown = question_widget.Ask(item, None, Answers(tmp_path))
    shown._input.answer = "falls"
    assert Answers(tmp_path).get("03/way") is None
    shown._input.commit()
    assert Answers(tmp_path).get("03/way")["right"] is False
    again = question_widget.Ask(item, None, Answers(tmp_path))
    assert (again._input.answer, again._input.committed) == ("falls", True)


def test_a_full_disk_gives_a_message_and_the_answer_is_still_there(tmp_path, monkeypatch):
    answers = Answers(tmp_path)
    shown = question_widget.Ask(LEFT, None, answers)
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
def test_an_unreadable_stored_answer_is_asked_anew(tmp_path, answer):
    """An answers file that somebody has edited."""
    item = Prediction("03/way", "Which way?", FLORIAN, "STDP", how="say")
    path = tmp_path / "stdplab-answers.json"
    entry = {"done": True, "answer": answer, "tries": "many"}
    entries = dict.fromkeys(("03/way", "03/after", "01/left"), entry)
    path.write_text(json.dumps({"stdplab_answers": 1, "learner": "", "entries": entries}))
    shown = question_widget.Ask(item, None, Answers(tmp_path))
    assert not shown._input.committed
    for other in (AFTER, LEFT):
        question_widget.Ask(other, None, Answers(tmp_path))
    shown._input.answer = "rises"
    shown._input.commit()
    assert Answers(tmp_path).get("03/way")["answer"] == "rises"


def test_an_answer_too_long_to_store_is_checked_with_a_message(tmp_path):
    pre = tuple(range(1, 3000))
    long = replace(FLORIAN, protocol=replace(FLORIAN.protocol, pre=pre, post=(), duration=3000.0))
    shown = question_widget.Ask(Goal("03/any", "Anything.", ()), long, Answers(tmp_path))
    shown.check()
    assert shown.message.startswith("✓ Reached. Not stored: ")


def test_what_was_right_once_stays_right_beside_the_latest_answer(tmp_path):
    answers = Answers(tmp_path)
    shown = question_widget.Ask(AFTER, None, answers)
    right, wrong = "it weakens", "the same"
    for option in (wrong, right, wrong):
        shown._input.value = option
        shown.check()
    stored = Answers(tmp_path).get(AFTER.key)
    assert (stored["right"], stored["answer"], stored["latest"], stored["tries"]) == (
        True, right, wrong, 3,
    )  # fmt: skip
    assert "✓" not in shown.message
    again = question_widget.Ask(AFTER, None, Answers(tmp_path))
    assert again.message.startswith("Answered before: right.")
    assert again._input.value == right


def test_a_goal_that_was_reached_stays_reached(tmp_path):
    lab = type("Lab", (), {"experiment": replace(FLORIAN, w0=0.1658)})()
    goal = Goal("03/end", "End at 0.3.", (ends_at("MSTDPET", 0.30, 0.005),))
    shown = question_widget.Ask(goal, lab, Answers(tmp_path))
    shown.check()
    assert shown.message == "✓ Reached."
    lab.experiment = FLORIAN
    shown.check()
    stored = Answers(tmp_path).get("03/end")
    assert stored["right"] is True
    assert share.restore(stored["answer"]).w0 == 0.1658
    assert share.restore(stored["latest"]) == FLORIAN
