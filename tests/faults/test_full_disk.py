"""A full disk or a read-only folder: the message explains it, and existing files are unchanged."""

import errno
import os

import nbformat
import pytest

from stdplab import presets, sweep
from stdplab.cli import main
from stdplab.course import course_folder
from stdplab.course.answers.store import Answers
from stdplab.labs import florian, xor
from stdplab.networks import Training, Xor
from stdplab.sweeps.runner import SweepRunner
from tests.helpers.short_patterns import short_patterns  # noqa: F401 - holds for all tests

FULL = OSError(errno.ENOSPC, "No space left on device")
FORBIDDEN = PermissionError(errno.EACCES, "Permission denied")
STUDY = Xor.from_paper("MSTDP", code="temporal", seeds=1, epochs=3)
GRID = {"w0": (0.1, 0.2, 0.3), "lag": (0, 1)}
KEPT = "The existing file, if any, is unchanged. Free disk space, check the permissions"


@pytest.fixture(params=[(FULL, "fsync"), (FORBIDDEN, "replace")], ids=["full", "forbidden"])
def broken(request):
    """A function that breaks the disk and returns the expected message."""
    error, call = request.param
    patch = pytest.MonkeyPatch()

    def refuse(*_given):
        raise error

    def breaks():
        patch.setattr(os, call, refuse)
        return f"{error.strerror}. {KEPT}"

    breaks.repair = patch.undo
    yield breaks
    patch.undo()


def files(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_checkpoint(broken, tmp_path):
    training, path = Training(STUDY), tmp_path / "a.npz"
    training.advance()
    training.save(path)
    before = files(tmp_path)
    training.advance()
    said = broken()
    with pytest.raises(OSError) as refused:
        training.save(path)
    assert said in str(refused.value)
    assert files(tmp_path) == before
    assert Training.load(path).epoch == 1
    broken.repair()
    assert Training.load(training.save(path)).epoch == 2


def test_the_trainer_s_save_button(broken, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lab = xor("MSTDP", code="temporal", seeds=1, epochs=3)
    lab.training.advance()
    lab.save()
    before = files(tmp_path)
    lab.training.advance()
    said = broken()
    lab.save()
    assert lab.message.startswith("Not saved: Could not write xor-mstdp.npz: ")
    assert said in lab.message
    assert files(tmp_path) == before
    assert lab.training.epoch == 2
    broken.repair()
    lab.save()
    assert lab.message == "Saved epoch 2 in xor-mstdp.npz."


def test_a_sweep_s_folder(broken, tmp_path):
    running = SweepRunner(presets.FLORIAN_2007, GRID, folder=tmp_path, chunk=1)
    rounds = iter(running)
    next(rounds)
    before = files(tmp_path)
    said = broken()
    with pytest.raises(OSError) as refused:
        next(rounds)
    assert said in str(refused.value)
    assert files(tmp_path) == before
    broken.repair()
    again = SweepRunner(presets.FLORIAN_2007, GRID, folder=tmp_path, chunk=1)
    assert 0 < again.done < again.total
    for _ in again:
        pass
    assert again.sweep == sweep(presets.FLORIAN_2007, GRID)


@pytest.mark.parametrize("kind", ["page", "sheet", "figure", "results", "script"])
def test_what_is_exported(broken, tmp_path, capsys, kind):
    Answers(tmp_path / "class" / "ann").path.parent.mkdir(parents=True)
    Answers(tmp_path / "class" / "ann").put("03/lag", answer=1)
    ending = {"page": "html", "sheet": "csv", "figure": "png", "results": "json", "script": "py"}
    out = tmp_path / f"a.{ending[kind]}"
    if kind != "script":  # which never overwrites
        out.write_text("yesterday's")
    commands = {
        "page": ["export", "florian", str(out)],
        "sheet": ["export", "class", str(tmp_path / "class"), str(out)],
        "figure": ["run", "florian", "--out", str(out)],
        "results": ["run", "window", "--json", str(out)],
        "script": ["script", "03", "--out", str(out)],
    }
    before = files(tmp_path)
    said = broken()
    assert main(commands[kind]) == 2
    assert f"write {out}: {said}" in capsys.readouterr().err
    assert files(tmp_path) == before
    broken.repair()
    assert main(commands[kind]) == 0
    assert out.stat().st_size > 20


def test_the_course_s_pages(broken, tmp_path, monkeypatch, capsys):
    top = tmp_path / "package" / "notebooks"
    top.mkdir(parents=True)
    monkeypatch.setattr(course_folder, "PACKAGE", top.parent / "stdplab")
    cells = [nbformat.v4.new_markdown_cell("# A lesson")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), top / "00_start_here.ipynb")
    pages = tmp_path / "pages"
    assert main(["export", "course", str(pages)]) == 0
    before = files(pages)
    said = broken()
    assert main(["export", "course", str(pages)]) == 2
    assert said in capsys.readouterr().err
    assert files(pages) == before


def test_a_lab_exported_from_a_notebook(broken, tmp_path):
    lab = florian()
    path = lab.export(tmp_path / "a.html")
    before = files(tmp_path)
    said = broken()
    with pytest.raises(OSError) as refused:
        lab.export(path)
    assert f"write {path}: {said}" in str(refused.value)
    assert files(tmp_path) == before
