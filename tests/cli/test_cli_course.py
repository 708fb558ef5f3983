"""The command line around a learner's folder: copy, reset, script, a class."""

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from stdplab import cli
from stdplab.cli.lab import DEFAULT_FOLDER, working_folder
from stdplab.course import content, course_folder
from stdplab.course.answers.store import Answers

from ..helpers.broken_system import FULL, refuse

NOTEBOOK = "03_three_rules.ipynb"


@pytest.fixture
def mine(tmp_path):
    """A learner's folder, with an answer in it and a changed notebook."""
    folder = tmp_path / "mine"
    course_folder.copy(folder)
    (folder / NOTEBOOK).write_text("my work")
    answers = Answers(folder)
    answers.put("03/lag", answer=1)
    answers.put("04/sum", answer=2)
    return folder


@pytest.fixture
def illustrated(tmp_path, monkeypatch):
    """A course with one notebook that shows images, and links to files that must not be copied."""
    top = tmp_path / "package" / "notebooks"
    (top / "images").mkdir(parents=True)
    (top / "images" / "a.png").write_bytes(b"a")
    (top / "images" / "b.png").write_bytes(b"b")
    (top / "images" / "unused.png").write_bytes(b"c")
    (tmp_path / "secret.png").write_bytes(b"secret")
    text = (
        f"![a](images/a.png) <img src='images/b.png'> ![s](../../secret.png) [w](https://x.org) "
        f"![t]({tmp_path}/secret.png) <img src='data:image/png;base64,{'A' * 5000}'> ![](none.png)"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)])
    nbformat.write(notebook, top / "00_start_here.ipynb")
    monkeypatch.setattr(course_folder, "PACKAGE", top.parent / "stdplab")
    return top


def test_copy_says_what_it_copied_and_what_it_left(tmp_path, capsys):
    folder = tmp_path / "new" / "mine"
    assert cli.main(["copy", str(folder)]) == 0
    files = course_folder.course_files()
    assert capsys.readouterr().out == "".join(f"copied {file}\n" for file in files)
    (folder / NOTEBOOK).write_text("my work")
    (folder / files[0]).unlink()
    assert cli.main(["copy", str(folder)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == f"copied {files[0]}"
    assert f"kept   {NOTEBOOK} (it already exists)" in printed
    assert (folder / NOTEBOOK).read_text() == "my work"
    assert {path.name for path in folder.iterdir()} == {Path(file).parts[0] for file in files}


def test_copy_takes_the_pictures_that_notebooks_show_and_nothing_else(illustrated, tmp_path):
    folder = tmp_path / "mine"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "b.png").write_bytes(b"my own")
    assert course_folder.course_files() == ["00_start_here.ipynb", "images/a.png", "images/b.png"]
    assert course_folder.copy(folder) == ["00_start_here"]
    copied = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    assert copied == ["00_start_here.ipynb", "images/a.png", "images/b.png"]
    assert (folder / "images" / "b.png").read_bytes() == b"my own"
    assert (illustrated / "images" / "unused.png").exists()


def test_copy_takes_the_texts_beside_the_notebooks_and_what_they_show(illustrated, tmp_path):
    (illustrated / "guide.md").write_text("# Guide\n\n![a picture](images/unused.png)")
    assert course_folder.course_files()[1:] == [
        "guide.md", "images/a.png", "images/b.png", "images/unused.png"
    ]  # fmt: skip
    assert course_folder.copy(tmp_path / "mine") == ["00_start_here"]
    assert (tmp_path / "mine" / "guide.md").read_text().startswith("# Guide")
    assert (tmp_path / "mine" / "images" / "unused.png").read_bytes() == b"c"


def test_copy_does_not_write_through_a_link(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / NOTEBOOK).symlink_to(tmp_path / "elsewhere")
    assert "03_three_rules" not in course_folder.copy(folder)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("command", [["copy", "file"], ["lab", "--dir", "file"]])
def test_a_file_is_not_a_folder_to_work_in(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    assert cli.main(command) == 2
    assert capsys.readouterr().err.startswith("stdplab: file is a file. Choose an existing or new")


@pytest.mark.parametrize("error", [FULL, PermissionError(errno.EACCES, "Permission denied")])
def test_a_folder_that_cannot_be_written_is_named(error, mine, tmp_path, monkeypatch, capsys):
    before = (mine / NOTEBOOK).read_text()
    monkeypatch.setattr(os, "replace", refuse(error))
    for command in (["copy", str(tmp_path / "new")], ["reset", "03", "--dir", str(mine)]):
        assert cli.main(command) == 2
        assert f"{error.strerror}. Free disk space, check permissions" in capsys.readouterr().err
    assert (mine / NOTEBOOK).read_text() == before
    assert not list((tmp_path / "new").iterdir())


def test_a_folder_below_a_file_is_refused_with_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert cli.main(["copy", str(tmp_path / "file" / "mine")]) == 2
    assert "Not a directory" in capsys.readouterr().err


def test_reset_puts_the_notebook_back_and_keeps_the_learners(mine, capsys):
    for number in (1, 2):
        (mine / NOTEBOOK).write_text(f"work {number}")
        assert cli.main(["reset", NOTEBOOK, "--dir", str(mine)]) == 0
        kept = mine / f"03_three_rules.backup-{number}.ipynb"
        assert kept.read_text() == f"work {number}"
        assert capsys.readouterr().out == (
            f"{mine / NOTEBOOK} is the original of the course.\nYour version is saved as {kept}.\n"
        )
        assert (mine / NOTEBOOK).read_bytes() == (course_folder.source() / NOTEBOOK).read_bytes()
    assert set(Answers(mine).entries()) == {"03/lag", "04/sum"}


def test_reset_keeps_no_copy_of_what_is_the_courses_own_or_missing(mine):
    (mine / NOTEBOOK).unlink()
    for _ in range(2):
        assert course_folder.reset("03", mine) is None
    assert (mine / NOTEBOOK).exists()
    assert not list(mine.glob("*backup*"))


def test_reset_removes_the_answers_with_its_option(mine, capsys):
    assert cli.main(["reset", "03", "--dir", str(mine), "--answers"]) == 0
    copy = mine / "stdplab-answers.backup-1.json"
    assert f"Its answers are removed; a copy is {copy}.\n" in capsys.readouterr().out
    assert set(json.loads(copy.read_text())["entries"]) == {"03/lag", "04/sum"}
    assert set(Answers(mine).entries()) == {"04/sum"}
    assert cli.main(["reset", "03", "--dir", str(mine), "--answers"]) == 0
    assert "It had no answers." in capsys.readouterr().out


def test_inside_the_course_no_folder_need_be_named(mine, monkeypatch):
    """As in a terminal of JupyterLab, which opens in it."""
    monkeypatch.chdir(mine)
    assert working_folder() == Path()
    (mine / NOTEBOOK).write_text("work")
    assert cli.main(["reset", "3"]) == 0
    assert (mine / NOTEBOOK).read_bytes() == (course_folder.source() / NOTEBOOK).read_bytes()
    (mine / DEFAULT_FOLDER).mkdir()
    assert working_folder() == DEFAULT_FOLDER
    monkeypatch.chdir(course_folder.source())
    assert working_folder() == DEFAULT_FOLDER  # nobody works in the course's own files


def test_reset_needs_the_learners_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["reset", "03"]) == 2
    assert (
        "There is no folder stdplab-course. Give the folder with your notebooks: --dir"
        in capsys.readouterr().err
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["../03", "/etc/passwd", "..", "03/../03", "..\\03", "0*", "."])
@pytest.mark.parametrize("command", ["reset", "script", "lab"])
def test_a_name_is_a_notebook_and_not_a_path(command, name, mine, monkeypatch, capsys):
    monkeypatch.chdir(mine)
    before = sorted(mine.iterdir())
    assert cli.main([command, name]) == 2
    assert f"No notebook begins with {name!r}. Available: 00_start_here" in capsys.readouterr().err
    assert sorted(mine.iterdir()) == before


def test_a_script_prints_what_the_notebook_prints(tmp_path, capsys):
    out = tmp_path / "three.py"
    assert cli.main(["script", "03", "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    done = subprocess.run([sys.executable, out], capture_output=True, text=True, check=True)
    cells = nbformat.read(course_folder.source() / NOTEBOOK, 4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert done.stdout == "".join(o.text for o in outputs if o.output_type == "stream")
    assert cli.main(["script", "03"]) == 0
    assert capsys.readouterr().out == out.read_text()


@pytest.mark.parametrize(
    ("out", "sentence"),
    [
        ("there.py", "there.py already exists. Choose a new file"),
        ("link.py", "link.py already exists"),
        (".", ". already exists"),
        ("no/three.py", "There is no folder no. Create it first."),
    ],
)
def test_a_script_overwrites_nothing(out, sentence, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("there.py").write_text("mine")
    Path("link.py").symlink_to("nowhere")
    assert cli.main(["script", "03", "--out", out]) == 2
    assert sentence in capsys.readouterr().err
    assert Path("there.py").read_text() == "mine"
    assert Path("link.py").is_symlink()


def test_a_class_becomes_one_sheet(mine, tmp_path, capsys):
    (tmp_path / "zoe").mkdir()
    Answers(mine).put("own/quiz", done=True, right=True)
    asked = [len(content.catalogue().get(number, "1")) for number in ("03", "04")]
    out = tmp_path / "out.csv"
    assert cli.main(["export", "class", str(tmp_path), str(out)]) == 0
    head, *rest = capsys.readouterr().out.splitlines()
    assert head.split("  ") == [
        "folder", "learner", "03 done, right", "04 done, right", "own done, right"
    ]  # fmt: skip
    for line, who, own in zip(rest, ("mine", "zoe"), (1, 0), strict=False):
        counted = [f"0 of {asked[0]}, 0", f"0 of {asked[1]}, 0", f"{own} of 1, {own}"]
        assert re.split("  +", line) == [who, who, *counted]
    assert rest[2:] == ["zoe: there is no stdplab-answers.json", str(out)]
    assert '"mine","mine","03/lag","","1",' in out.read_text(encoding="utf-8-sig")
    assert Answers(mine).notice == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["class", "."], "Usage: stdplab export class FOLDER OUT.csv"),
        (["class", ".", "out.csv", "more"], "Usage: stdplab export class FOLDER OUT.csv"),
        (["class", ".", "out.csv", "--preset", "florian"], "Usage: stdplab export class"),
        (["class", "none", "out.csv"], "There is no folder none"),
        (["class", ".", "mine/stdplab-answers.json"], "must end in .csv"),
        (["class", ".", "no/out.csv"], "There is no folder no. Create it first."),
        (
            ["florian", "a.html", "b.html"],
            "Give one page to write: stdplab export florian page.html",
        ),
    ],
)
def test_a_wrong_export_ends_with_a_sentence(arguments, sentence, mine, monkeypatch, capsys):
    monkeypatch.chdir(mine.parent)
    assert cli.main(["export", *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert sorted(mine.parent.iterdir()) == [mine]


def test_every_command_of_the_course_has_help(capsys):
    for command in ("copy", "reset", "script", "export", "doctor"):
        with pytest.raises(SystemExit) as stop:
            cli.main([command, "--help"])
        assert stop.value.code == 0
        assert f"usage: stdplab {command}" in capsys.readouterr().out
