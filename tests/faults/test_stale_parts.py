"""The next write of a file removes the temporary files of killed processes, and nothing else."""

import os
import subprocess
import sys

import pytest

from stdplab import presets, sweep
from stdplab.core.support.files import atomic_write as writer
from stdplab.core.support.files.atomic_write import atomic_write, temp_path
from stdplab.course.answers.store import Answers
from stdplab.networks import Training
from tests.helpers.short_patterns import short_patterns  # noqa: F401 - holds for all tests

from .test_killed_writer import GRID, STUDY, killed, posix

LONG_AGO = 2 * writer.STALE_AFTER_S


def make_old(path):
    """Date the file as if it had been written long ago."""
    then = path.stat().st_mtime - LONG_AGO
    os.utime(path, (then, then))


def parts(folder):
    return sorted(path.name for path in folder.glob(".*.part"))


@pytest.fixture
def dead_pid():
    """The id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(60)
    return process.pid


def save_answer(folder):
    Answers(folder).put("04/x", answer=1)


def save_checkpoint(folder):
    Training(STUDY).save(folder / "a.npz")


def run_sweep(folder):
    sweep(presets.FLORIAN_2007, GRID, folder=folder, chunk=1)


@posix
@pytest.mark.parametrize("stage", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("work", "again"),
    [("answers", save_answer), ("checkpoint", save_checkpoint), ("sweep", run_sweep)],
)
def test_the_next_write_removes_what_a_killed_writer_left(tmp_path, work, again, stage):
    killed(work, tmp_path, stage, 2)
    (left,) = parts(tmp_path)
    make_old(tmp_path / left)
    again(tmp_path)
    assert parts(tmp_path) == []


def test_a_recent_temporary_file_stays(tmp_path, dead_pid):
    part = temp_path(tmp_path / "a.json", dead_pid)
    part.write_text("half of")
    atomic_write(tmp_path / "a.json", b"new")
    assert parts(tmp_path) == [part.name]


@posix
def test_a_running_writer_keeps_its_temporary_file_however_long_it_takes(tmp_path):
    path = tmp_path / "a.json"
    writer = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    part = temp_path(path, writer.pid)
    part.write_text("half of")
    make_old(part)
    atomic_write(path, b"new")
    assert part.read_text() == "half of"
    writer.communicate(b"\n", timeout=60)
    atomic_write(path, b"newer")
    assert parts(tmp_path) == []


def test_the_file_of_another_user_s_process_stays(tmp_path, monkeypatch, dead_pid):
    def forbid(_process, _signal):
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbid)
    part = temp_path(tmp_path / "a.json", dead_pid)
    part.write_text("half of")
    make_old(part)
    atomic_write(tmp_path / "a.json", b"new")
    assert parts(tmp_path) == ([part.name] if writer.CAN_PROBE else [])


def test_no_process_is_probed_where_a_probe_would_end_it(tmp_path, monkeypatch):
    probed = []
    monkeypatch.setattr(writer, "CAN_PROBE", False)
    monkeypatch.setattr(os, "kill", lambda *arguments: probed.append(arguments))
    old, young = (temp_path(tmp_path / "a.json", process) for process in (77, 78))
    for part in (old, young):
        part.write_text("half of")
    make_old(old)
    atomic_write(tmp_path / "a.json", b"new")
    assert probed == []
    assert parts(tmp_path) == [young.name]


def test_nothing_but_a_temporary_file_of_that_name_is_removed(tmp_path, dead_pid):
    own = temp_path(tmp_path / "a+.json", dead_pid).name
    mark, token = own.split(f".{dead_pid}.")
    names = (
        *(temp_path(tmp_path / other, dead_pid).name for other in ("aa.json", "a+.js")),
        own[1:], f".{own}", f"{own}s", f"{mark}.0{dead_pid}.{token}", f"{mark}.{token}",
        f"{mark}.me.{token}", f"{mark}.٣.{token}", f"{mark}.{10**20}.{token}",
        f"{mark}.{dead_pid}.part", f".a+.json.{dead_pid}.part",
    )  # fmt: skip
    for name in (*names, own):
        (tmp_path / name).write_text("kept")
        make_old(tmp_path / name)
    atomic_write(tmp_path / "a+.json", b"new")
    assert {path.name for path in tmp_path.iterdir()} == {*names, "a+.json"}


def test_a_name_as_long_as_names_can_be_is_written(tmp_path):
    for name in ("n" * 255, "é" * 127, "n" * 243 + ".json"):
        path = tmp_path / name
        atomic_write(path, b"new")
        atomic_write(path, b"newer")
        assert path.read_bytes() == b"newer"
        path.unlink()
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("made", ["link", "file"])
def test_what_stands_at_the_place_of_a_temporary_file_is_not_written(tmp_path, monkeypatch, made):
    monkeypatch.setattr(writer.secrets, "token_hex", lambda count: "0" * 2 * count)
    path, precious = tmp_path / "a.json", tmp_path / "precious"
    precious.write_text("kept")
    part = temp_path(path, os.getpid())
    if made == "link":
        part.symlink_to(precious)
    else:
        part.write_text("planted")
    with pytest.raises(FileExistsError):
        atomic_write(path, b"new")
    assert precious.read_text() == "kept"
    assert not path.exists()
    assert part.is_symlink() == (made == "link")


def test_nobody_can_guess_the_name_of_a_temporary_file(tmp_path):
    path = tmp_path / "a.json"
    assert len({temp_path(path, 1) for _ in range(100)}) == 100


@posix
def test_links_and_their_targets_and_folders_stay(tmp_path, dead_pid):
    path, precious = tmp_path / "a.json", tmp_path / "precious"
    precious.write_text("kept")
    link, folder = (temp_path(path, process) for process in (dead_pid, 10**8))
    link.symlink_to(precious)
    folder.mkdir()
    for each in (precious, folder):
        make_old(each)
    then = precious.stat().st_mtime
    os.utime(link, (then, then), follow_symlinks=False)
    atomic_write(path, b"new")
    assert (link.is_symlink(), folder.is_dir()) == (True, True)
    assert precious.read_text() == "kept"


def test_a_folder_that_cannot_be_listed_can_still_be_written(tmp_path, monkeypatch):
    def refuse(_folder):
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    atomic_write(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"


@posix
def test_stale_files_are_removed_before_more_is_written(tmp_path, monkeypatch, dead_pid):
    part = temp_path(tmp_path / "a.json", dead_pid)
    part.write_text("half of")
    make_old(part)

    def full(_file):
        raise OSError

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        atomic_write(tmp_path / "a.json", b"new")
    assert list(tmp_path.iterdir()) == []
