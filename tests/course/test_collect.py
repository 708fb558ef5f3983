"""A teacher collects a class: five learners, one hostile; no file stops the others."""

import csv
import json
import os
import sys

import pytest

from stdplab.course.answers import file_format
from stdplab.course.answers.store import Answers
from stdplab.course.classroom import csv_sheet
from stdplab.course.classroom.collect import collect

NAME = "stdplab-answers.json"


def learner(folder, name, **entries):
    folder.mkdir(parents=True, exist_ok=True)
    answers = Answers(folder)
    answers.learner = name
    for key, fields in entries.items():
        answers.put("03/" + key, **fields)


@pytest.fixture
def class_folder(tmp_path):
    """Ann, two Bobs, a hostile one, one whose file is damaged; and a link to the teacher's own."""
    top = tmp_path / "class"
    right = {"kind": "number", "right": True, "done": True, "tries": 1}
    learner(top / "ann", "Ann", lag={"answer": -0.5, **right}, sign={"answer": [-1, 2], **right})
    learner(top / "bob" / "my" / "work", "Bob", lag={"answer": "rises", "right": False})
    learner(top / "bob2", "Bob", lag={"answer": 3, **right})
    bad = {
        "answer": '=HYPERLINK("http://x";"y")',
        "kind": "@SUM(1)",
        "learner": "Ann",
        "done": True,
    }
    learner(top / "mallory", "=1+1", lag=bad, sign={"answer": "\t=2", "tries": -2})
    (top / "eve").mkdir()
    (top / "eve" / NAME).write_text('{"stdplab_answers": 1, "entries": {"03/lag": {"answer": 1}, ')
    learner(tmp_path / "private", "the teacher", lag={"answer": "secret"})
    (top / "zoe").symlink_to(tmp_path / "private")
    (top / "ann" / "sub").symlink_to(tmp_path / "private")
    (top / "bob" / NAME).symlink_to(tmp_path / "private" / NAME)
    return top


def table(found, path):
    csv_sheet.write(found, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_learner_and_item_has_a_row(class_folder, tmp_path):
    rows = table(collect(class_folder), tmp_path / "out.csv")
    first = rows[0]
    assert list(first) == ["learner", "folder", "item", "kind", "answer", "right", "tries", "at"]
    assert first.pop("at").endswith("+00:00")
    assert tuple(first.values()) == ("Ann", "ann", "03/lag", "number", "-0.5", "true", "1")
    assert rows[1]["answer"] == "[-1, 2]"
    items = [(row["folder"], row["item"]) for row in rows if row["item"]]
    assert items == [
        ("ann", "03/lag"),
        ("ann", "03/sign"),
        ("bob/my/work", "03/lag"),
        ("bob2", "03/lag"),
        ("eve", "03/lag"),
        ("mallory", "03/lag"),
        ("mallory", "03/sign"),
    ]


def test_two_learners_of_one_name_are_distinguished_by_their_folders(class_folder, tmp_path):
    rows = table(collect(class_folder), tmp_path / "out.csv")
    bobs = {row["folder"]: row["answer"] for row in rows if row["learner"] == "Bob"}
    assert bobs == {"bob/my/work": "rises", "bob2": "3"}


def test_what_could_not_be_read_is_a_row_and_stays_as_it_is(class_folder, tmp_path):
    before = (class_folder / "eve" / NAME).read_bytes()
    rows = table(collect(class_folder), tmp_path / "out.csv")
    notices = {row["folder"]: row["answer"] for row in rows if row["kind"] == "notice"}
    assert set(notices) == {"bob", "eve", "zoe"}
    assert notices["eve"].startswith("stdplab-answers.json is damaged: it is not JSON")
    assert notices["zoe"] == "this folder is a link, and links are not followed"
    assert notices["bob"] == "stdplab-answers.json is a link or not a file: it is not read"
    assert (class_folder / "eve" / NAME).read_bytes() == before
    assert list((class_folder / "eve").iterdir()) == [class_folder / "eve" / NAME]


def test_links_do_not_lead_to_the_teachers_files(class_folder, tmp_path):
    table(collect(class_folder), tmp_path / "out.csv")
    assert "secret" not in (tmp_path / "out.csv").read_text()


def test_no_text_becomes_a_formula_and_numbers_stay_numbers(class_folder, tmp_path):
    rows = table(collect(class_folder), tmp_path / "out.csv")
    lag, sign = (row for row in rows if row["folder"] == "mallory")
    assert lag["learner"] == "'=1+1"
    assert lag["answer"] == '\'=HYPERLINK("http://x";"y")'
    assert lag["kind"] == "'@SUM(1)"
    assert sign["answer"] == "' =2"
    assert sign["tries"] == "-2"


@pytest.mark.parametrize("begin", [*"=+-@\t\r\n", " =", "＝", "\t", "\n@"])
def test_every_beginning_of_a_formula_is_made_inert(begin):
    made = csv_sheet.cell(begin + "A1")
    assert made.startswith("'")
    assert made.isprintable()


HIDDEN = ["\u200b", "\0", "\ufeff", "\u2060", "\u00ad", "\u202e", "\u2066", "\u3164", "\U000e0001"]


@pytest.mark.parametrize(
    "before", [*HIDDEN, "a;", "a; ", "a,", "a|", "\t'", '"', "\u200b a;\u2060"]
)
@pytest.mark.parametrize("formula", ["=1+1", "@SUM(1)", "-2+3+cmd|' /C calc'!A0", "+1", "−A1"])
def test_nothing_hides_a_formula(before, formula):
    made = csv_sheet.cell(before + formula)
    assert made.startswith("'")
    assert made.isprintable()


def test_every_cell_of_a_sheet_is_quoted(class_folder, tmp_path):
    rows = table(collect(class_folder), tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[1:]
    for line, row in zip(lines, rows, strict=True):
        assert line == ",".join('"{}"'.format(cell.replace('"', '""')) for cell in row.values())


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("it falls, by -0.2; then it rests", "it falls, by -0.2; then it rests"),
        ([1, -0.2, -3], "[1, -0.2, -3]"),
        (-1.5, -1.5),
        (7, 7),
        (True, "true"),
        (None, ""),
        ("a-b=c", "a-b=c"),
        ("two\nlines \x1b[31m \ud83d \u202e", "two lines  [31m    "),
        (["=1"], '["=1"]'),
    ],
)
def test_other_values_are_written_as_they_are(value, made):
    assert csv_sheet.cell(value) == made
    assert type(csv_sheet.cell(value)) is type(made)


def test_the_summary_has_a_line_for_each_learner(class_folder):
    found = collect(class_folder)
    assert csv_sheet.answered_items(found, {}) == {"03": ["03/lag", "03/sign"]}
    assert csv_sheet.summary(found, csv_sheet.answered_items(found, {})) == (
        "folder   learner  03 done, right\n"
        "ann          Ann       2 of 2, 2\n"
        "bob          Bob       0 of 2, 0\n"
        "bob2         Bob       1 of 2, 1\n"
        "eve          eve       0 of 2, 0\n"
        "mallory    '=1+1       1 of 2, 0\n"
        "zoe          zoe       0 of 2, 0"
    )


def test_what_the_course_asks_is_what_counts_not_what_a_file_claims(class_folder):
    found = collect(class_folder)
    known = {"03": ["03/lag", "03/jump", "03/goal"], "04": ["04/sum"]}
    assert csv_sheet.answered_items(found, known) == {"03": ["03/lag", "03/jump", "03/goal"]}
    lines = csv_sheet.summary(found, csv_sheet.answered_items(found, known)).splitlines()
    assert lines[1] == "ann          Ann       1 of 3, 1"


def test_the_layout_of_nbgrader_is_known(tmp_path):
    for who, tries in (("ann", 1), ("bob", 2)):
        folder = tmp_path / "submitted" / who / "ps1"
        learner(folder, "", lag={"answer": 1, "tries": tries, "done": True})
        (folder / "timestamp.txt").write_text("2026-11-25 10:00:00 UTC")
    learner(tmp_path / "release" / "ps1", "nobody", lag={"answer": 0})
    for top in (tmp_path, tmp_path / "submitted"):
        found = collect(top)
        assert [(one.learner, one.folder) for one in found] == [
            ("ann", "ann/ps1"),
            ("bob", "bob/ps1"),
        ]


def test_of_two_files_of_a_learner_the_later_answer_counts(tmp_path):
    for folder, at, right in (("a", "2026-11-02", True), ("b", "2026-11-01", False)):
        (tmp_path / "ann" / folder).mkdir(parents=True)
        entries = {"03/lag": {"done": True, "right": right, "at": at}}
        content = file_format.AnswersFile("Ann", entries)
        file_format.write(tmp_path / "ann" / folder / NAME, content)
    lines = csv_sheet.summary(collect(tmp_path), {"03": ["03/lag"]}).splitlines()
    assert len(lines) == 2
    assert lines[1].endswith("1 of 1, 1")


def test_a_learner_without_a_file_and_one_of_a_newer_stdplab_are_named(tmp_path):
    (tmp_path / "ann").mkdir()
    (tmp_path / "bob").mkdir()
    (tmp_path / "bob" / NAME).write_text(json.dumps({"stdplab_answers": 9}))
    (tmp_path / "carl" / NAME).mkdir(parents=True)
    learner(tmp_path / "dora" / ".hidden", "", lag={"answer": 1})
    (tmp_path / ".git").mkdir()
    ann, bob, carl, dora = collect(tmp_path)
    assert ann.notice == carl.notice == dora.notice == "there is no stdplab-answers.json"
    assert "newer stdplab" in bob.notice


def test_only_regular_files_are_opened(tmp_path):
    (tmp_path / "ann").mkdir()
    os.mkfifo(tmp_path / "ann" / NAME)  # opening it would block forever
    (ann,) = collect(tmp_path)
    assert "is a link or not a file" in ann.notice


def test_a_folder_that_cannot_be_read_is_named(class_folder, monkeypatch):
    scan = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("bob2"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = {one.folder: one for one in collect(class_folder)}
    assert found["bob2"].notice == "this folder cannot be read (Permission denied)"
    assert found["ann"].entries


def test_folders_nested_deeper_than_python_calls_are_walked(tmp_path):
    learner(tmp_path / "bob", "Bob", lag={"answer": 1})
    made = [tmp_path / "ann"]
    made[0].mkdir()
    limit = sys.getrecursionlimit()
    try:
        while len(made) < 1100:  # of two characters each: a path has room for 4096
            made.append(made[-1] / "d")
            made[-1].mkdir()
        sys.setrecursionlimit(1000)  # other libraries raise it
        assert collect(tmp_path)[-1].entries
    finally:
        sys.setrecursionlimit(limit)
        for folder in reversed(made):  # pytest's own removal calls itself for each folder
            folder.rmdir()


def test_a_class_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"There is no folder .*none\. Give the folder"):
        collect(tmp_path / "none")
    with pytest.raises(ValueError, match="contains no folders of learners"):
        collect(tmp_path)
