"""Outputs whose place is taken by a pipe, a broken link or a loop of links."""

import os

import pytest

from stdplab import presets, sweep
from stdplab.cli import main
from stdplab.core.support.atomic_write import atomic_write

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


def test_a_pipe_or_a_device_is_not_replaced_by_a_file(special_files, capsys):
    before = kinds(special_files)
    with pytest.raises(OSError, match="it is not a regular file"):
        atomic_write(special_files / "pipe", b"new")
    assert main(["export", "florian", str(special_files / "pipe")]) == 2
    assert "pipe: it is not a regular file. The existing file" in capsys.readouterr().err
    assert kinds(special_files) == before


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
