"""What stands where something is to be written, and is no file or no folder."""

import os

import pytest

from stdplab import presets, sweep
from stdplab.cli import main
from stdplab.core.support import atomic_write

NOTEBOOK = "03_three_rules.ipynb"
DEMO, GRID = presets.FLORIAN_2007, {"w0": (0.1, 0.2)}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes are named so on POSIX alone")


@pytest.fixture
def odd(tmp_path):
    """A pipe, and links that lead nowhere and in a circle."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "nowhere").symlink_to(tmp_path / "none" / "x")
    return tmp_path


def kinds(folder):
    return {path.name: path.lstat().st_mode for path in folder.iterdir()}


def test_a_pipe_or_a_device_is_not_replaced_by_a_file(odd, capsys):
    before = kinds(odd)
    with pytest.raises(OSError, match="what stands there is no file"):
        atomic_write.replace(odd / "pipe", b"new")
    assert main(["export", "florian", str(odd / "pipe")]) == 2
    assert "cannot be written (what stands there is no file)" in capsys.readouterr().err
    assert kinds(odd) == before


@pytest.mark.parametrize("kind", ["pipe", "circle", "nowhere"])
def test_reset_leaves_what_it_cannot_keep(odd, capsys, kind):
    folder = odd / "mine"
    folder.mkdir()
    (odd / kind).rename(folder / NOTEBOOK)
    before = kinds(folder)
    assert main(["reset", "03", "--dir", str(folder)]) == 2
    assert "is no file, or leads to none: move it away first" in capsys.readouterr().err
    assert kinds(folder) == before


@pytest.mark.parametrize("kind", ["circle", "nowhere"])
@pytest.mark.parametrize("command", [["copy"], ["export", "course"]], ids=" ".join)
def test_a_link_that_leads_nowhere_is_no_folder(odd, capsys, command, kind):
    assert main([*command, str(odd / kind)]) == 2
    assert f"{odd / kind} is a link that leads nowhere: name a folder" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["pipe", "circle", "nowhere"])
def test_a_manifest_that_is_no_file_is_refused_at_once(odd, kind):
    folder = odd / "sweep"
    folder.mkdir()
    (odd / kind).rename(folder / "manifest.json")
    with pytest.raises(ValueError, match=r"manifest\.json cannot be read \("):
        sweep(DEMO, GRID, folder=folder)


def test_a_sweep_says_why_it_cannot_have_its_folder(odd):
    for folder, sentence in (
        (odd / "nowhere", "nowhere is a link that leads nowhere: name a folder$"),
        (odd / "a\0b", "NUL character: name another file or folder"),
        (3, "3 names no folder: give a path"),
        (b"a", "b'a' names no folder: give a path"),
    ):
        with pytest.raises(ValueError, match=sentence):
            sweep(DEMO, GRID, folder=folder)
    (odd / "file").touch()
    with pytest.raises(OSError, match=r"the folder .* cannot be made \(Not a directory\): ask for"):
        sweep(DEMO, GRID, folder=odd / "file" / "x")
    (odd / "web").mkdir()
    (odd / "web" / "manifest.json").write_text('{"name": "somebody\'s web page"}')
    with pytest.raises(ValueError, match=r"is not of a sweep: choose another folder$"):
        sweep(DEMO, GRID, folder=odd / "web")
