"""What a killed process leaves beside a file goes with the next write, and nothing else does."""

import os
import subprocess
import sys

import pytest

from stdplab import presets, sweep
from stdplab.core.support import atomic_write, stale_parts
from stdplab.course.answers.store import Answers
from stdplab.networks import Training

from .test_killed_writer import GRID, STUDY, killed, posix

LONG_AGO = 2 * stale_parts.AGE


def aged(path):
    """The file as if it had been written long ago."""
    then = path.stat().st_mtime - LONG_AGO
    os.utime(path, (then, then))
    return path


def parts(folder):
    return sorted(path.name for path in folder.glob(".*.part"))


@pytest.fixture
def dead():
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(60)
    return process.pid


def put(folder):
    Answers(folder).put("04/x", answer=1)


def train(folder):
    Training(STUDY).save(folder / "a.npz")


def scan(folder):
    sweep(presets.FLORIAN_2007, GRID, folder=folder, chunk=1)


@posix
@pytest.mark.parametrize("stage", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("work", "again"), [("answers", put), ("checkpoint", train), ("sweep", scan)]
)
def test_what_a_killed_writer_left_goes_with_the_next_write(tmp_path, work, again, stage):
    killed(work, tmp_path, stage, 2)
    (left,) = parts(tmp_path)
    aged(tmp_path / left)
    again(tmp_path)
    assert parts(tmp_path) == []


def test_what_is_young_stays(tmp_path, dead):
    part = stale_parts.beside(tmp_path / "a.json", dead)
    part.write_text("half of")
    atomic_write.replace(tmp_path / "a.json", b"new")
    assert parts(tmp_path) == [part.name]


@posix
def test_a_living_writer_keeps_what_it_writes_however_long_it_takes(tmp_path):
    path = tmp_path / "a.json"
    writer = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    part = stale_parts.beside(path, writer.pid)
    part.write_text("half of")
    aged(part)
    atomic_write.replace(path, b"new")
    assert part.read_text() == "half of"
    writer.communicate(b"\n", timeout=60)
    atomic_write.replace(path, b"newer")
    assert parts(tmp_path) == []


def test_another_s_process_is_left_alone(tmp_path, monkeypatch, dead):
    def forbid(_process, _signal):
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbid)
    part = stale_parts.beside(tmp_path / "a.json", dead)
    part.write_text("half of")
    aged(part)
    atomic_write.replace(tmp_path / "a.json", b"new")
    assert parts(tmp_path) == ([part.name] if stale_parts.ASKED else [])


def test_where_asking_for_a_process_would_end_it_none_is_asked_for(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(stale_parts, "ASKED", False)
    monkeypatch.setattr(os, "kill", lambda *given: asked.append(given))
    old, young = (stale_parts.beside(tmp_path / "a.json", process) for process in (77, 78))
    for part in (old, young):
        part.write_text("half of")
    aged(old)
    atomic_write.replace(tmp_path / "a.json", b"new")
    assert asked == []
    assert parts(tmp_path) == [young.name]


def test_nothing_but_a_file_of_that_name_is_removed(tmp_path, dead):
    names = (
        f".aa.json.{dead}.part", f".b.json.{dead}.part", f".x.a+.json.{dead}.part",
        f"a+.json.{dead}.part", f".a+.json.{dead}.parts", f".a+.json.0{dead}.part",
        ".a+.json.part", ".a+.json.me.part", ".a+.json.٣.part", f".a+.json.{10**20}.part",
    )  # fmt: skip
    for name in names:
        (tmp_path / name).write_text("kept")
        aged(tmp_path / name)
    atomic_write.replace(tmp_path / "a+.json", b"new")
    assert {path.name for path in tmp_path.iterdir()} == {*names, "a+.json"}


@posix
def test_links_and_folders_stay_with_what_they_lead_to(tmp_path, dead):
    path, precious = tmp_path / "a.json", tmp_path / "precious"
    precious.write_text("kept")
    link, folder = (stale_parts.beside(path, process) for process in (dead, 10**8))
    link.symlink_to(precious)
    folder.mkdir()
    for each in (precious, folder):
        aged(each)
    then = precious.stat().st_mtime
    os.utime(link, (then, then), follow_symlinks=False)
    atomic_write.replace(path, b"new")
    assert (link.is_symlink(), folder.is_dir()) == (True, True)
    assert precious.read_text() == "kept"


def test_a_folder_that_cannot_be_looked_through_is_written_all_the_same(tmp_path, monkeypatch):
    def refuse(_folder):
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    atomic_write.replace(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"


@posix
def test_what_was_left_makes_room_before_more_is_written(tmp_path, monkeypatch, dead):
    part = stale_parts.beside(tmp_path / "a.json", dead)
    part.write_text("half of")
    aged(part)

    def full(_file):
        raise OSError

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        atomic_write.replace(tmp_path / "a.json", b"new")
    assert list(tmp_path.iterdir()) == []
