"""Names and links that lead out of a folder: nothing outside is written, and a message says why."""

import nbformat
import pytest

from stdplab.cli import main
from stdplab.course import course_folder
from stdplab.course.answers.store import Answers

NOTEBOOK = "03_three_rules.ipynb"


@pytest.fixture
def illustrated(tmp_path, monkeypatch):
    """A course that shows an image in a subfolder, and links through several folders."""
    top = tmp_path / "package" / "notebooks"
    (top / "images").mkdir(parents=True)
    for name in ("a.png", "b.txt"):
        (top / "images" / name).write_bytes(b"course")
    text = (
        "# A\n\n![a picture](images/a.png) ![b](../notebooks/images/a.png) "
        f"[c](images/../images/b.txt) [d]({top}/images/b.txt) [e](../secret.png)"
    )
    (top.parent / "secret.png").write_bytes(b"secret")
    cells = [nbformat.v4.new_markdown_cell(text)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), top / "00_start_here.ipynb")
    monkeypatch.setattr(course_folder, "PACKAGE", top.parent / "stdplab")
    return top


@pytest.fixture
def elsewhere(tmp_path):
    """A folder with somebody's file in it."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "mine").write_text("mine")
    return folder


def is_unchanged(folder):
    return [path.name for path in folder.iterdir()] == ["mine"] and (
        (folder / "mine").read_text() == "mine"
    )


def test_what_a_notebook_links_to_stays_in_the_folder_of_a_copy(illustrated, tmp_path):
    assert illustrated.is_dir()
    assert course_folder.course_files() == ["00_start_here.ipynb", "images/a.png", "images/b.txt"]
    course_folder.copy(tmp_path / "mine")
    copied = {path.name for path in tmp_path.rglob("*") if illustrated.parent not in path.parents}
    assert copied == {"mine", "package", "00_start_here.ipynb", "images", "a.png", "b.txt"}


@pytest.mark.parametrize("command", [["copy"], ["export", "course"]], ids=" ".join)
def test_a_folder_inside_that_is_a_link_is_not_written_through(
    illustrated, elsewhere, tmp_path, capsys, command
):
    assert illustrated.is_dir()
    folder = tmp_path / "mine"
    if command == ["export", "course"]:  # which takes a folder of its own pages alone
        assert main([*command, str(folder)]) == 1  # for the broken link
        (folder / "images" / "b.txt").unlink()
        (folder / "images").rmdir()
    folder.mkdir(exist_ok=True)
    (folder / "images").symlink_to(elsewhere)
    assert main([*command, str(folder)]) == 2
    assert f"{folder / 'images'} is a link that leads out of {folder}" in capsys.readouterr().err
    assert is_unchanged(elsewhere)


def test_a_folder_inside_that_leads_in_a_circle_gets_a_sentence(illustrated, tmp_path, capsys):
    assert illustrated.is_dir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "images").symlink_to("images")
    assert main(["copy", str(tmp_path / "mine")]) == 2
    assert f"Could not write {tmp_path / 'mine'}: " in capsys.readouterr().err


def test_a_folder_that_is_itself_a_link_is_the_learners_choice(illustrated, elsewhere, tmp_path):
    assert illustrated.is_dir()
    (tmp_path / "mine").symlink_to(elsewhere)
    assert course_folder.copy(tmp_path / "mine") == ["00_start_here"]
    assert (elsewhere / "images" / "a.png").is_file()


def test_reset_puts_a_notebook_in_the_place_of_a_link(elsewhere, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / NOTEBOOK).symlink_to(elsewhere / "mine")
    assert main(["reset", "03", "--dir", str(folder)]) == 0
    assert is_unchanged(elsewhere)
    assert not (folder / NOTEBOOK).is_symlink()
    assert (folder / "03_three_rules.backup-1.ipynb").read_text() == "mine"


@pytest.mark.parametrize("kind", ["page", "sheet", "figure"])
def test_what_is_written_takes_the_place_of_a_link(elsewhere, tmp_path, kind):
    Answers(tmp_path / "class" / "ann").path.parent.mkdir(parents=True)
    out = tmp_path / {"page": "a.html", "sheet": "a.csv", "figure": "a.png"}[kind]
    out.symlink_to(elsewhere / "mine")
    commands = {
        "page": ["export", "florian", str(out)],
        "sheet": ["export", "class", str(tmp_path / "class"), str(out)],
        "figure": ["run", "florian", "--out", str(out)],
    }
    assert main(commands[kind]) == 0
    assert is_unchanged(elsewhere)
    assert not out.is_symlink()


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/passwd",
        "C:\\x",
        "C:x",
        "\\\\host\\x",
        "03\0",
        "a\0b",
        "",
        "~",
        "03/",
        "\udcff",
    ],
)
@pytest.mark.parametrize("command", ["reset", "script", "lab"])
def test_a_name_is_a_notebooks_and_never_a_path(tmp_path, monkeypatch, capsys, command, name):
    monkeypatch.chdir(tmp_path)
    assert main([command, name]) == 2
    said = capsys.readouterr().err
    assert said.startswith(("stdplab: No notebook begins", "stdplab: Several notebooks begin"))
    assert said.rstrip("\n").isprintable()
    assert not list(tmp_path.iterdir())


def test_a_link_in_a_class_is_not_read(elsewhere, tmp_path, capsys):
    ann = tmp_path / "class" / "ann"
    ann.mkdir(parents=True)
    (ann / "stdplab-answers.json").symlink_to(elsewhere / "mine")
    (tmp_path / "class" / "bob").symlink_to(elsewhere)
    assert main(["export", "class", str(tmp_path / "class"), str(tmp_path / "out.csv")]) == 0
    printed = capsys.readouterr().out
    assert "ann: stdplab-answers.json is a link or not a file: it is not read" in printed
    assert "bob: this folder is a link, and links are not followed" in printed
