"""The course's files: short cells, stored numbers, figures with words, scripts that agree."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nbconvert import HTMLExporter, PythonExporter

from stdplab.course import lint, notebook_file
from stdplab.course.content import find, items
from stdplab.course.course_folder import number
from stdplab.course.items.prediction import Prediction

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

PARTS = ("Predict", "A control condition", "Goal", "What is simplified", "Read on")
WORDS = 10 * notebook_file.WORDS_PER_MINUTE  # in twenty minutes, with time left for the hands


def prose(path):
    return notebook_file.markdown_text(notebook_file.read(path))


def printed(path):
    """The text that the code cells printed."""
    cells = notebook_file.code_cells(notebook_file.read(path))
    outputs = [output for cell in cells for output in cell["outputs"]]
    return "".join(output["text"] for output in outputs if output.get("name") == "stdout")


@each
@pytest.mark.parametrize("check", [*lint.ERRORS, *lint.HINTS], ids=lambda check: check.__name__)
def test_it_passes_the_check_of_a_teachers_notebook(path, check):
    assert list(check(notebook_file.read(path))) == []


@each
def test_numbers_are_stored_for_comparison(path):
    assert re.search(r"\d\.\d", printed(path))


@each
def test_it_has_every_part_of_a_lesson(path):
    text = prose(path)
    assert text.startswith("# ")
    assert text.count("**The question.**") == 1
    for part in PARTS:
        assert text.count(f"\n## {part}\n") == 1, part
    read_on = text.partition("\n## Read on\n")[2]
    assert "https://doi.org/10." in read_on
    assert path == NOTEBOOKS[-1] or re.search(r"\nNext: \[\d\d_\w+\]\(\d\d_\w+\.ipynb\)\.$", text)


@each
def test_it_is_read_in_less_than_twenty_minutes(path):
    assert 300 <= notebook_file.count_words(prose(path)) <= WORDS


@each
def test_it_asks_what_the_course_asks_here_in_that_order(path):
    assert notebook_file.item_keys(notebook_file.read(path)) == [
        item.key for item in items(number(path.stem))
    ]


@each
def test_it_asks_for_a_prediction_first(path):
    assert isinstance(find(notebook_file.item_keys(notebook_file.read(path))[0]), Prediction)


@each
def test_words_survive_the_way_to_html(path):
    body, _ = HTMLExporter().from_filename(str(path))
    assert "No description has been provided" not in body
    alts = re.findall(r'<img alt="([^"]*)"', body)
    assert len(alts) == body.count("<img ") > 0
    assert all(len(alt.split()) >= 10 for alt in alts)


@pytest.fixture(scope="module")
def script_prints(tmp_path_factory):
    """What each notebook prints as a script, by its path."""
    scripts = []
    for path in NOTEBOOKS:
        source, _ = PythonExporter().from_filename(str(path))
        scripts.append(tmp_path_factory.mktemp(path.stem) / f"{path.stem}.py")
        scripts[-1].write_text(source)
    command = [sys.executable, Path(__file__).with_name("run_scripts.py"), *scripts]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(zip(NOTEBOOKS, json.loads(done.stdout), strict=True))


@each
def test_as_a_script_it_prints_the_same(path, script_prints):
    """`jupyter nbconvert --to script` of the notebook, run without a front end."""
    assert script_prints[path] == printed(path)
