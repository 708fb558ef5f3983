"""Answers are stored as plain JSON within limits, and another kernel finds them again."""

import json
import re
import subprocess
import sys

import pytest

from stdplab.core.support.limits import MAX_ENTRIES, MAX_ENTRY_CHARS
from stdplab.course.answers import file_format, store
from stdplab.course.answers.store import Answers

from .answers_files import NAME, names


def test_an_answer_comes_back_in_another_kernel(answers, tmp_path):
    answers.put("03/lag", answer="falls", right=True, done=True, curve=[0.2, -1, 3], why=None)
    again = Answers(tmp_path).get("03/lag")
    assert again.pop("at") is not None
    assert again == {
        "answer": "falls",
        "right": True,
        "done": True,
        "curve": [0.2, -1, 3],
        "why": None,
    }
    assert Answers(tmp_path).get("03/other") is None
    assert Answers(str(tmp_path)).path == tmp_path / NAME


@pytest.mark.parametrize("folder", [None, "."])
def test_it_works_in_the_current_folder_and_stays_there(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answers = Answers(folder)
    monkeypatch.chdir("/")
    answers.put("03/lag", done=True)
    assert names(tmp_path) == {NAME}


def test_put_adds_to_an_entry_and_the_latest_wins(answers, tmp_path):
    answers.put("03/lag", answer="falls", tries=1)
    Answers(tmp_path).put("03/lag", answer="rises")
    answers.put("03/lag", tries=2)
    entry = answers.get("03/lag")
    assert (entry["answer"], entry["tries"]) == ("rises", 2)


def test_it_is_stamped_in_utc_and_a_clock_that_goes_back_changes_nothing(answers, monkeypatch):
    answers.put("03/lag", answer=1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", answers.get("03/lag")["at"])
    monkeypatch.setattr(store, "utc_now", lambda: "1999-01-01T00:00:00+00:00")
    answers.put("03/lag", answer=2, at="2999-01-01T00:00:00+00:00")
    assert answers.get("03/lag") == {"answer": 2, "at": "1999-01-01T00:00:00+00:00"}


def test_the_file_is_plain_json_that_people_can_read(answers, tmp_path):
    answers.learner = "Zoë"
    answers.put("03/lag", answer="für 😀 und \ud83d")
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert "Zoë" in text
    data = json.loads(text)
    assert data["stdplab_answers"] == 1
    assert data["learner"] == Answers(tmp_path).learner == "Zoë"
    assert data["entries"]["03/lag"]["answer"] == "für 😀 und \ud83d"


def test_there_is_no_file_before_there_is_an_answer(answers, tmp_path):
    assert (answers.entries(), answers.learner, answers.notice) == ({}, "", "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("lag", 1, "'lag' is not a valid key: write NOTEBOOK/ITEM, such as 03/lag"),
        ("../../lag", 1, "is not a valid key"),
        ("03/lag\n", 1, "is not a valid key"),
        ("03/lag", {"a": 1}, "'answer' of 03/lag must be true, false, None, a finite number"),
        ("03/lag", [[1]], r"'answer' of 03/lag must be .*, got \[\[1\]\]"),
        ("03/lag", [True], "'answer' of 03/lag must be"),
        ("03/lag", ["a" * 201], "'answer' of 03/lag must be"),
        ("03/lag", [float("inf")], "'answer' of 03/lag must be"),
        ("03/lag", float("nan"), "'answer' of 03/lag must be"),
        ("03/lag", b"bytes", "'answer' of 03/lag must be"),
        ("03/lag", "a" * 4000, "03/lag has 40.. characters as JSON, more than the maximum of 4000"),
    ],
)
def test_an_invalid_entry_is_refused_and_nothing_is_written(
    answers, tmp_path, key, value, sentence
):
    with pytest.raises(ValueError, match=sentence):
        answers.put(key, answer=value)
    assert not list(tmp_path.iterdir())
    assert answers.entries() == {}


def test_an_entry_cannot_grow_beyond_its_limit_field_by_field(answers):
    answers.put("03/lag", one="a" * 3000)
    with pytest.raises(ValueError, match="more than the maximum of 4000"):
        answers.put("03/lag", two="a" * 3000)
    assert "two" not in answers.get("03/lag")


@pytest.mark.parametrize("name", [5, "a" * 201])
def test_a_name_is_short_text(answers, tmp_path, name):
    with pytest.raises(ValueError, match="learner must be a text of at most 200 characters, got"):
        answers.learner = name
    assert not list(tmp_path.iterdir())


def test_a_full_file_of_answers_can_be_read_again(answers, tmp_path):
    long = {"a": "€" * ((MAX_ENTRY_CHARS - 20) // 6)}
    content = file_format.AnswersFile(
        "", {f"{i:03d}{'n' * 57}/{'i' * 60}": long for i in range(MAX_ENTRIES)}
    )
    file_format.write(tmp_path / NAME, content)
    assert len(answers.entries()) == MAX_ENTRIES
    assert answers.notice == ""


def test_forget_clears_one_notebook_and_keeps_a_copy(answers, tmp_path):
    answers.learner = "Ann"
    for key in ("03/lag", "03/sign", "04/sum", "030/far"):
        answers.put(key, answer=1)
    before = (tmp_path / NAME).read_bytes()
    copy = answers.forget("03")
    assert copy == tmp_path / "stdplab-answers.backup-1.json"
    assert copy.read_bytes() == before
    assert set(Answers(tmp_path).entries()) == {"04/sum", "030/far"}
    assert Answers(tmp_path).learner == "Ann"
    assert answers.forget("03") is None
    assert answers.forget("04") == tmp_path / "stdplab-answers.backup-2.json"


def test_the_course_imports_neither_widgets_nor_plots():
    code = (
        "import sys, stdplab.course.answers.store;"
        "import stdplab.course.classroom.csv_sheet, stdplab.course.classroom.progress;"
        "print({'matplotlib', 'ipywidgets', 'anywidget', 'IPython'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
