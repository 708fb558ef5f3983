"""Five learners answer through widgets in five folders; a teacher collects them in one sheet."""

import csv
import re
from importlib import import_module

import pytest

from stdplab import cli
from stdplab.course.answers.store import Answers
from stdplab.course.content import catalogue, find
from stdplab.course.items.prediction import Prediction
from stdplab.course.question_widget import Ask
from stdplab.labs import florian

KEYS = [key for number in ("00", "03") for key in catalogue()[number]]


def solutions(key, word):
    return getattr(import_module(f"tests.course.solutions.notebook_{key.partition('/')[0]}"), word)[
        key
    ]


def answer(folder, key, word):
    """Answer one item through its widget, as a learner does."""
    item, given = find(key), solutions(key, word)
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(item, Prediction):
        asked = Ask(item, answers=Answers(folder))
        asked._input.answer = given
        asked._input.commit()
    elif item.kind == "goal":
        lab = florian()
        lab.experiment = given
        Ask(item, lab, Answers(folder)).check()
        lab.close()
    else:
        asked = Ask(item, answers=Answers(folder))
        asked._input.value = given
        asked.check()


@pytest.fixture
def class_folder(tmp_path):
    """All right; all wrong; wrong, then right; only predictions; nothing but a folder."""
    top = tmp_path / "course" / "submitted"
    for key in KEYS:
        answer(top / "ann" / "lesson", key, "RIGHT")
        answer(top / "bob" / "lesson", key, "WRONG")
        if not isinstance(find(key), Prediction):  # those count once
            answer(top / "carl" / "lesson", key, "WRONG")
        answer(top / "carl" / "lesson", key, "RIGHT")
        if isinstance(find(key), Prediction):
            answer(top / "dora" / "lesson", key, "RIGHT")
    (top / "emil" / "lesson").mkdir(parents=True)
    Answers(top / "ann" / "lesson").learner = "Ann Doe"
    return tmp_path / "course"


def test_every_answer_of_five_learners_is_in_the_sheet(class_folder, tmp_path, capsys):
    out = tmp_path / "out.csv"
    assert cli.main(["export", "class", str(class_folder), str(out)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    by_learner = {
        who: {row["item"]: row for row in rows if row["folder"] == f"{who}/lesson" and row["item"]}
        for who in ("ann", "bob", "carl", "dora", "emil")
    }
    predictions = [key for key in KEYS if isinstance(find(key), Prediction)]
    for who, keys in (("ann", KEYS), ("bob", KEYS), ("carl", KEYS), ("dora", predictions)):
        assert [*by_learner[who]] == keys
    assert {row["right"] for row in by_learner["ann"].values()} == {"true"}
    assert {row["right"] for row in by_learner["bob"].values()} == {"false"}
    assert {row["right"] for row in by_learner["carl"].values()} == {"true"}
    others = [row for key, row in by_learner["carl"].items() if key not in predictions]
    assert {row["tries"] for row in others} == {"2"}
    assert by_learner["emil"] == {}
    assert {row["learner"] for row in by_learner["ann"].values()} == {"Ann Doe"}
    for who in ("ann", "bob"):
        assert {k: row["kind"] for k, row in by_learner[who].items()} == {
            key: find(key).kind for key in KEYS
        }
    one, three = (len(catalogue()[number]) for number in ("00", "03"))
    said = [re.split("  +", line) for line in capsys.readouterr().out.splitlines()]
    lines = {first: rest for first, *rest in said}
    assert lines["ann"][-2:] == [f"{one} of {one}, {one}", f"{three} of {three}, {three}"]
    assert lines["bob"][-2:] == [f"{one} of {one}, 0", f"{three} of {three}, 0"]
    assert lines["carl"][-2:] == lines["ann"][-2:]
    assert lines["dora"][-2:] == [f"1 of {one}, 1", f"1 of {three}, 1"]
    assert lines["emil"][-2:] == [f"0 of {one}, 0", f"0 of {three}, 0"]


def test_a_stored_answer_can_be_judged_again(class_folder):
    """A teacher need not trust "right" in the file: it contains the answers."""
    entries = Answers(class_folder / "submitted" / "bob" / "lesson").entries()
    for key, entry in entries.items():
        if entry["kind"] in ("choice", "number"):
            assert not find(key).judge(entry["answer"]).right
