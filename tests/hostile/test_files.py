"""Damaged labs, answers files, classes and notebooks, as somebody might send them."""

import json

import nbformat
import pytest
from hypothesis import given

from stdplab import presets
from stdplab.cli import main
from stdplab.course import lint, notebook_file
from stdplab.course.answers import file_format
from stdplab.course.answers.store import Answers
from stdplab.course.classroom import csv_sheet
from stdplab.course.classroom.collect import collect
from stdplab.course.content import catalogue
from stdplab.labs import load

from .mutations import assert_readable, mutated_json, read_or_refuse, reproducible

LAB = {
    "stdplab_lab": 1,
    "title": "Reward",
    "text": "Words",
    "start": "mine",
    "experiments": {"mine": presets.FLORIAN_2007.to_dict()},
    "show": ["raster", "table"],
    "hide": ["gamma"],
    "lock": ["pre"],
    "convention": "unit",
}
ANSWERS = {
    "stdplab_answers": 1,
    "learner": "Ann",
    "entries": {
        "03/lag": {"kind": "choice", "answer": "falls", "right": True, "done": True, "tries": 2},
        "04/sum": {"answer": [1, 2.5, "=1+1"], "at": "2026-01-01T00:00:00+00:00"},
    },
}
V4 = nbformat.v4
SHOWN = {"image/png": "AAAA", "text/html": "<img alt='a b'>", "text/plain": "Lab()"}
NOTEBOOK = V4.new_notebook(
    cells=[
        V4.new_markdown_cell("# A lesson\n\n![a](w.png) <img src=a> https://doi.org/10.1/x"),
        V4.new_code_cell(
            'ask("03/lag", lab)\nprint(1)',
            outputs=[
                V4.new_output("stream", text="1\n", name="stderr"),
                V4.new_output("display_data", SHOWN, metadata={"image/png": {"alt": "words"}}),
                V4.new_output("error", ename="ValueError", evalue="x", traceback=["a", "b"]),
            ],
        ),
    ]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@reproducible(60)
@given(mutated_json(LAB))
def test_a_lab_file_opens_or_is_refused(folder, text):
    path = folder / "lab.json"
    path.write_bytes(text)
    lab = read_or_refuse(load, path)
    if lab is not None:
        lab.close()


@reproducible(100)
@given(mutated_json(ANSWERS))
def test_an_answers_file_is_read_as_far_as_possible_and_never_lost(folder, text):
    for old in folder.glob("stdplab-answers*"):
        old.unlink()
    path = folder / file_format.FILE_NAME
    path.write_bytes(text)
    answers = Answers(folder)
    entries = read_or_refuse(answers.entries)
    if entries is None:  # of a newer stdplab
        assert path.read_bytes() == text
        return
    if answers.notice:
        assert len(answers.notice) < 1000
        assert (folder / "stdplab-answers.damaged-1.json").read_bytes() == text
    read_or_refuse(lambda: answers.put("05/x", answer=1))
    assert Answers(folder).entries() == {**entries, "05/x": Answers(folder).get("05/x")}


@reproducible(40)
@given(mutated_json(ANSWERS))
def test_a_class_becomes_a_sheet_whatever_one_hands_in(folder, text):
    own = folder / "class" / "ann"
    own.mkdir(parents=True, exist_ok=True)
    (own / file_format.FILE_NAME).write_bytes(text)
    found = collect(folder / "class")
    csv_sheet.write(found, folder / "out.csv")
    rows = (folder / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + sum(len(one.entries) + bool(one.notice) for one in found)
    assert csv_sheet.summary(found, csv_sheet.answered_items(found, catalogue()))


@reproducible(200)
@given(mutated_json(NOTEBOOK))
def test_a_notebook_is_checked_or_refused(folder, text):
    path = folder / "lesson.ipynb"
    path.write_bytes(text)
    cells = read_or_refuse(notebook_file.read, path)
    if cells is not None:
        assert all(len(said) < 1000 for said in lint.errors(cells) + lint.hints(cells))
        assert notebook_file.reading_minutes(cells) >= 0


@pytest.mark.parametrize(
    "source",
    [
        "print(" * 3000,
        "-" * 200_000 + "1",
        "a" + ".b" * 100_000,
        "x = '\\d'\nprint(x)",
        "print('\ud800')",
        "print(1)\0",
        "<img" * 120_000,
        "![" * 240_000,
        "![](" * 120_000,
        "<img alt='" + "a" * 490_000,
        '<img alt="' * 50_000 + ">",
        "ask('" * 90_000,
        "#" * 490_000,
        "x" * 600_000,
    ],
    ids=range(14),
)
@pytest.mark.parametrize("kind", [V4.new_markdown_cell, V4.new_code_cell])
def test_a_cell_made_to_hang_is_read_in_time(folder, capsys, kind, source):
    path = folder / "lesson.ipynb"
    path.write_text(json.dumps(V4.new_notebook(cells=[kind(source)])))
    assert main(["check", str(path)]) in (0, 1)
    assert all(line.isprintable() for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("ending", ["json", "ipynb"])
def test_control_characters_are_not_printed(folder, capsys, ending):
    path = folder / f"\x1b[2J\udcff.{ending}"
    path.write_text("{")
    assert main(["check", str(path)]) == 1
    assert capsys.readouterr().out.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    "command",
    [
        ["copy", "a\0b"],
        ["reset", "03", "--dir", "a\0b"],
        ["script", "03", "--out", "a\0b.py"],
        ["export", "florian", "a\0b.html"],
        ["export", "course", "a\0b"],
        ["export", "class", "a\0b", "out.csv"],
        ["export", "class", ".", "a\0b.csv"],
        ["check", "a\0b.ipynb"],
        ["check", "a\0b.json"],
        ["run", "florian", "--out", "a\0b.png"],
    ],
    ids=" ".join,
)
def test_a_name_that_no_file_can_have_is_explained(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ann").mkdir()
    assert main(command) in (1, 2)
    printed = capsys.readouterr()
    assert "NUL character. Choose another file or folder" in printed.out + printed.err
    assert [path.name for path in tmp_path.iterdir()] == ["ann"]


def test_an_error_of_a_library_is_not_accepted():
    with pytest.raises(AssertionError):
        assert_readable(UnicodeDecodeError("utf-8", b"", 0, 1, "x"))
