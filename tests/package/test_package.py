"""The package as a whole: what importing costs, and that its files agree with one another."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import stdplab
from stdplab import cli

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
README = (ROOT / "README.md").read_text()


def test_importing_stdplab_leaves_plots_and_widgets_alone():
    code = (
        "import stdplab, sys; print({'matplotlib', 'ipywidgets', 'anywidget'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_version_and_licence_agree():
    assert version("stdplab") == stdplab.__version__
    assert PROJECT["license"] == "BSD-3-Clause"
    assert (ROOT / "LICENSE").read_text().startswith("BSD 3-Clause License")


def test_the_lock_file_of_the_front_ends_checks_names_no_registry():
    """So that it holds wherever packages come from."""
    lock = json.loads((ROOT / ".node" / "package-lock.json").read_text())["packages"]
    assert len(lock) > 3
    assert [name for name, entry in lock.items() if "://" in entry.get("resolved", "")] == []


def test_the_public_names_are_there():
    for name in stdplab.__all__:
        assert getattr(stdplab, name) is not None


TEXTS = [ROOT / "README.md", *sorted((ROOT / "notebooks").glob("*.md"))]
BLOCKS = [
    pytest.param(code, printed, id=f"{path.stem}-{number}")
    for path in TEXTS
    for number, (code, printed) in enumerate(
        re.findall(r"```python\n(.*?)```\n+(?:```text\n(.*?)```)?", path.read_text(), re.DOTALL)
    )
]


@pytest.mark.parametrize(("code", "printed"), BLOCKS)
def test_code_in_a_text_prints_what_the_text_says(code, printed, tmp_path):
    assert printed, "every piece of code in a text shows what it prints"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stderr == ""
    assert done.stdout == printed


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_lab_file_in_a_text_opens(path, tmp_path, capsys):
    for text in re.findall(r"```json\n(.*?)```", path.read_text(), re.DOTALL):
        (tmp_path / "lab.json").write_text(text)
        assert cli.main(["check", str(tmp_path / "lab.json")]) == 0
        assert "fine, opens as Lab(" in capsys.readouterr().out


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_command_in_a_text_is_one(path):
    assert {*re.findall(r"(?:`|^)stdplab ([a-z]\w*)", path.read_text(), re.MULTILINE)} <= {
        *cli.COMMANDS
    }


def test_the_readme_shows_pictures_and_files_that_exist():
    links = re.findall(r"\]\(([^)#]+)\)|src(?:set)?=\"([^\"]+)\"", README)
    local = [a or b for a, b in links if not (a or b).startswith("http")]
    assert any(link.endswith(".png") for link in local)
    for link in local:
        assert (ROOT / link).exists(), link


def test_the_readme_names_the_two_commands():
    assert "make lab" in README
    assert "make test" in README


def test_the_front_end_is_under_the_strict_type_checker():
    options = json.loads((ROOT / ".node" / "tsconfig.json").read_text())["compilerOptions"]
    assert options["checkJs"]
    assert options["strict"]
