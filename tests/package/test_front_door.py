"""The front door: a short README, links that lead somewhere, imports from the gates only."""

import ast
import json
import re
from pathlib import Path

import pytest
import yaml

import stdplab

from .test_gates import GATES

ROOT = Path(__file__).parents[2]
TEXTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
GUIDES = sorted((ROOT / "notebooks").glob("*.md"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
MOST_WORDS, MOST_WITH_CODE = 700, 1000


def names(paths):
    return {"argvalues": paths, "ids": [path.stem for path in paths]}


def code(path):
    """The Python that a text or a notebook shows."""
    if path.suffix == ".md":
        return [
            block for kind, block in FENCED.findall(path.read_text("utf-8")) if kind == "python"
        ]
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def imported(source):
    """The modules that code imports from."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_the_readme_is_a_front_door():
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(FENCED.sub("", text).split()) <= MOST_WORDS
    assert len(text.split()) <= MOST_WITH_CODE


@pytest.mark.parametrize("path", **names([TEXTS[0], *GUIDES, *NOTEBOOKS]))
def test_code_imports_from_the_gates_and_from_nowhere_deeper(path):
    modules = {module for source in code(path) for module in imported(source)}
    ours = {module for module in modules if module.partition(".")[0] == "stdplab"}
    assert ours <= {*GATES}


@pytest.mark.parametrize("path", **names([*TEXTS, *GUIDES]))
def test_a_link_to_a_file_leads_to_one(path):
    links = re.findall(r"\]\(([^)#\s]+)", FENCED.sub("", path.read_text("utf-8")))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", **names(GUIDES))
def test_a_guide_stays_among_the_files_that_learners_get(path):
    """They get a copy of the notebooks' folder, where a link out of it leads nowhere."""
    assert "](../" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", **names([*TEXTS, *GUIDES]))
def test_a_text_begins_with_a_title_and_a_sentence(path):
    first, blank, second = path.read_text("utf-8").splitlines()[:3]
    assert first.startswith("# ")
    assert blank == ""
    assert second[0].isupper() or second.startswith("stdplab ")


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == stdplab.__version__
    assert citation["license"] == "BSD-3-Clause"
    assert {"message", "title", "authors"} <= set(citation)


def test_the_changelog_tells_of_this_version_and_of_what_is_to_come():
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert stdplab.__version__ in headings


@pytest.mark.parametrize("path", **names(sorted((ROOT / ".github").rglob("*.yml"))))
def test_a_workflow_or_form_can_be_read(path):
    assert yaml.safe_load(path.read_text("utf-8"))["name"]
