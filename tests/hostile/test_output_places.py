"""Outputs whose place is taken by a pipe, a broken link or a loop of links."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from stdplab import presets, sweep
from stdplab.cli import main
from stdplab.core.support.files.atomic_write import atomic_write
from stdplab.course.answers.shared_file import LOCK_NAME
from stdplab.course.answers.store import Answers

NOTEBOOK = "03_three_rules.ipynb"
DEMO, GRID = presets.FLORIAN_2007, {"w0": (0.1, 0.2)}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes are named so on POSIX alone")


@pytest.fixture
def special_files(tmp_path):
    """A folder with a pipe, a broken link and a link to itself."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "nowhere").symlink_to(tmp_path / "none" / "x")
    return tmp_path


def kinds(folder):
    return {path.name: path.lstat().st_mode for path in folder.iterdir()}


def test_a_pipe_that_nobody_reads_is_neither_waited_for_nor_replaced(special_files, capsys):
    before = kinds(special_files)
    with pytest.raises(OSError, match="No such device"):
        atomic_write(special_files / "pipe", b"new")
    assert main(["export", "florian", str(special_files / "pipe")]) == 2
    assert "pipe: No such device or address. The existing file" in capsys.readouterr().err
    assert kinds(special_files) == before


def test_a_pipe_gets_what_is_written_and_stays_a_pipe(special_files):
    reader = os.open(special_files / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    before = kinds(special_files)
    atomic_write(special_files / "pipe", b"new")
    assert os.read(reader, 100) == b"new"
    os.close(reader)
    assert kinds(special_files) == before


def test_a_device_is_written_to_and_stays_a_device(tmp_path):
    before = Path("/dev/null").stat()
    device = tmp_path / "null"
    device.symlink_to("/dev/null")
    for path in ("/dev/null", str(device)):
        assert main(["export", "florian", path]) == 0
        assert main(["run", "window", "--json", path]) == 0
    assert (Path("/dev/null").stat().st_rdev, device.is_symlink()) == (before.st_rdev, True)


RUN_EACH = """
import sys
from stdplab.cli import main
sys.exit(any([main(["run", "window", "--json", name]) for name in sys.argv[1:]]))
"""


def test_the_standard_output_can_be_a_pipe_or_a_file(tmp_path):
    links = {path: Path(path).readlink() for path in ("/dev/stdout", "/dev/fd")}
    names = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
    command = [sys.executable, "-c", RUN_EACH, *names]
    buffered = {**os.environ, "PYTHONUNBUFFERED": ""}  # so that what is printed could come late
    piped = subprocess.run(command, capture_output=True, text=True, check=True, env=buffered).stdout
    with (tmp_path / "out").open("w") as out:
        subprocess.run(command, stdout=out, check=True, env=buffered)
    assert (tmp_path / "out").read_text() == piped
    runs = piped.split("\n{")  # the line of each name's JSON
    assert len(runs) == 1 + len(names)
    for run in runs[1:]:
        written, _ = json.JSONDecoder().raw_decode("{" + run)
        assert written["pairing"]["pairing"] == "window"
    assert {path: Path(path).readlink() for path in links} == links


@pytest.mark.parametrize("kind", ["pipe", "circle", "nowhere"])
def test_reset_leaves_what_it_cannot_keep(special_files, capsys, kind):
    folder = special_files / "mine"
    folder.mkdir()
    (special_files / kind).rename(folder / NOTEBOOK)
    before = kinds(folder)
    assert main(["reset", "03", "--dir", str(folder)]) == 2
    assert "is not a file, or is a broken link. Move it away first" in capsys.readouterr().err
    assert kinds(folder) == before


@pytest.mark.parametrize("kind", ["circle", "nowhere"])
@pytest.mark.parametrize("command", [["copy"], ["export", "course"]], ids=" ".join)
def test_a_broken_link_is_not_a_folder(special_files, capsys, command, kind):
    assert main([*command, str(special_files / kind)]) == 2
    assert (
        f"{special_files / kind} is a broken link. Choose an existing or new folder"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("kind", ["pipe", "circle", "nowhere"])
def test_a_manifest_that_is_not_a_file_is_refused_at_once(special_files, kind):
    folder = special_files / "sweep"
    folder.mkdir()
    (special_files / kind).rename(folder / "manifest.json")
    with pytest.raises(ValueError, match=r"manifest\.json cannot be read \("):
        sweep(DEMO, GRID, folder=folder)


def test_a_sweep_says_why_it_cannot_have_its_folder(special_files):
    for folder, sentence in (
        (
            special_files / "nowhere",
            r"nowhere is a broken link\. Choose an existing or new folder\.$",
        ),
        (special_files / "a\0b", "NUL character. Choose another file or folder"),
        (3, "folder path such as .*got 3"),
        (b"a", "folder path such as .*got b'a'"),
    ):
        with pytest.raises(ValueError, match=sentence):
            sweep(DEMO, GRID, folder=folder)
    (special_files / "file").touch()
    with pytest.raises(OSError, match=r"create the folder .*: Not a directory\. Check the"):
        sweep(DEMO, GRID, folder=special_files / "file" / "x")
    (special_files / "web").mkdir()
    (special_files / "web" / "manifest.json").write_text('{"name": "somebody\'s web page"}')
    with pytest.raises(
        ValueError, match=r"manifest\.json is not the manifest of a sweep\. Choose another folder"
    ):
        sweep(DEMO, GRID, folder=special_files / "web")


@pytest.mark.parametrize(
    "command",
    [
        ["export", "{lab}", "{lab}"], ["export", "florian", "{notebook}"],
        ["export", "florian", "{lab}"], ["run", "window", "--json", "{notebook}"],
        ["run", "xor", "--json", "{notebook}"],
        ["run", "xor", "--json", "{lab}", "--checkpoint", "{lab}"],
    ],
)  # fmt: skip
def test_an_output_never_takes_the_place_of_an_input(tmp_path, capsys, command):
    places = {"lab": tmp_path / "same.json", "notebook": tmp_path / "nb.ipynb"}
    places["lab"].write_text('{"stdplab_lab": 1}')
    places["notebook"].write_text('{"cells": []}')
    before = {path: path.read_text() for path in places.values()}
    assert main([part.format(**places) for part in command]) == 2
    assert "Give " in capsys.readouterr().err
    assert {path: path.read_text() for path in tmp_path.iterdir()} == before


def test_a_planted_lock_makes_no_file_elsewhere(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / LOCK_NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="Could not write"):
        Answers(tmp_path / "own").put("03/lag", answer=1)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("kind", ["pipe", "zero"])
@pytest.mark.parametrize("command", ["check", "export"])
@pytest.mark.parametrize("name", ["lab.json", "lesson.ipynb"])
def test_a_file_that_is_none_is_refused_at_once(tmp_path, capsys, kind, command, name):
    path = tmp_path / name
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    page = [str(tmp_path / "page.html")] if command == "export" else []
    assert main([command, str(path), *page]) in (1, 2)
    said = capsys.readouterr()
    assert "not a regular file" in said.out + said.err or name == "lesson.ipynb"
    assert not (tmp_path / "page.html").exists()
