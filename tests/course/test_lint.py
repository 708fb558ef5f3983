"""A teacher's notebook is checked before a class opens it: one message for each problem."""

import json

import nbformat
import pytest

from stdplab import cli
from stdplab.course import course_folder, lint, notebook_file

V4 = nbformat.v4
PNG = {"image/png": "AAAA"}
NO_ALT_TEXT = "cell 8 shows an image without alternative text; add one"


def ran(source, *outputs):
    return V4.new_code_cell(source, outputs=list(outputs), execution_count=1)


def stream(text, name="stdout"):
    return V4.new_output("stream", text=text, name=name)


def drawn(data, metadata=None):
    return V4.new_output("display_data", data, metadata=metadata or {})


GOOD = (
    V4.new_markdown_cell("# A lesson\n\n![a weight over time](w.png) See https://doi.org/10.1/x."),
    ran("%matplotlib inline"),
    ran("print(1.5)\n\n\n\n\nx = 1", stream("1.5\n")),
    ran("def later():\n    print(1)"),
    ran('ask("03/mstdp")'),
    ran('ask("03/goal", lab)'),
    ran("figure", drawn(PNG, {"image/png": {"alt": "a weight"}})),
)


@pytest.fixture
def write(tmp_path):
    def made(*cells):
        path = tmp_path / "lesson.ipynb"
        nbformat.write(V4.new_notebook(cells=[*GOOD, *cells]), path)
        return path

    return made


def test_a_good_notebook_is_fine_and_says_how_long_it_reads(write, capsys):
    path = write()
    assert cli.main(["check", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: fine, 7 cells, 13 words, about 1 min to read\n"


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (ran("1\n2\n\n3\n4\n5\n6"), "cell 8 has 6 lines of code; split it (at most 5)"),
        (ran("x", drawn(PNG)), NO_ALT_TEXT),
        (ran("x", drawn({"text/html": '<img src="a">'})), NO_ALT_TEXT),
        (ran("x", drawn({"text/html": '<img alt="">'})), NO_ALT_TEXT),
        (V4.new_markdown_cell("![](a.png)"), NO_ALT_TEXT),
        (ran("x", V4.new_output("error", ename="KeyError")), "cell 8 ended with KeyError"),
        (ran("x", stream("slow\n", "stderr")), "cell 8 wrote to stderr: slow"),
        (ran("for i in x:\n    print(i)"), "cell 8 prints but has no stored output; run it"),
        (ran('ask("03/never")'), "cell 8: There is no item '03/never'. Available: 03/"),
        (ran('ask("77/x")'), "cell 8: There is no notebook '77'"),
        (
            ran("ask('00/goal')"),
            'cell 8 asks for a goal without a lab; write ask("00/goal", lab)',
        ),
        (ran("read('https://a.org')"), "cell 8 reads from the network"),
        (ran("### BEGIN SOLUTION\nw = 1"), "cell 8 contains a solution; remove it"),
        (V4.new_markdown_cell("Text\n\n## Solution\n\nDrag"), "cell 8 contains a solution"),
        (
            ran("Choice(key, 'What?', {}, hash_answer(key, 'this'))"),
            "cell 8 shows the right answer in a call of hash_answer",
        ),
    ],
)
def test_one_thing_wrong_is_one_sentence(cell, sentence, write, capsys):
    path = write(cell)
    assert cli.main(["check", str(path)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{path}: {sentence}")


def test_a_byte_order_mark_is_passed_over(tmp_path):
    path = tmp_path / "lesson.ipynb"
    path.write_text(nbformat.writes(V4.new_notebook(cells=list(GOOD))), encoding="utf-8-sig")
    assert len(notebook_file.read(path)) == len(GOOD)


def test_hints_do_not_fail_and_are_for_notebooks_that_ask(tmp_path, capsys):
    path = tmp_path / "lesson.ipynb"
    nbformat.write(V4.new_notebook(cells=[ran('ask("03/part")')]), path)
    assert cli.main(["check", str(path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(f"{path}: ") for line in said[1:]] == [
        "hint: the notebook asks for no prediction; learners who predict first learn more",
        "hint: the notebook has no goal to reach on a lab",
        "hint: the notebook cites no source by its DOI",
    ]
    nbformat.write(V4.new_notebook(cells=[ran("x = 1")]), path)
    assert lint.hints(notebook_file.read(path)) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "it is not JSON"),
        ("\xff", "it is not JSON"),
        ("{}", "it is not a notebook"),
        (json.dumps({"cells": [{"cell_type": "code"}]}), "it is not a notebook"),
    ],
)
def test_what_is_not_a_notebook_gets_a_message_and_the_others_are_still_checked(
    text, sentence, write, tmp_path, capsys
):
    bad = tmp_path / "bad.ipynb"
    bad.write_bytes(text.encode("latin-1"))
    good = write()
    assert cli.main(["check", str(bad), str(tmp_path / "none.ipynb"), str(good)]) == 1
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{bad}: {sentence}")
    assert second.endswith("none.ipynb: it cannot be read (No such file or directory)")
    assert third.startswith(f"{good}: fine")


def test_every_notebook_of_the_course_passes(capsys):
    paths = [str(course_folder.source() / f"{name}.ipynb") for name in course_folder.names()]
    assert cli.main(["check", *paths]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(paths)
    assert all(": fine, " in line for line in lines)
