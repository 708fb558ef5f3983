"""The course's files: short cells, stored numbers, figures with words, scripts that agree."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter, PythonExporter

from stdplab.course import number
from stdplab.course.content import find, items
from stdplab.course.goals import Goal
from stdplab.course.prediction import Prediction

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

ASKED = re.compile(r"""\bask\(\s*["']([^"']+)["']""")
PARTS = ("Predict", "A control", "Goal", "What is simplified", "Read on")
WORDS = 1900  # in twenty minutes, with time left for the hands: about 190 a minute for ten


def code_cells(path):
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


def prose(path):
    cells = nbformat.read(path, 4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def asked(path):
    return [key for cell in code_cells(path) for key in ASKED.findall(cell.source)]


def printed(cells):
    outputs = [output for cell in cells for output in cell.outputs]
    return "".join(o.text for o in outputs if o.output_type == "stream" and o.name == "stdout")


@each
def test_a_cell_has_at_most_five_lines_of_code(path):
    for cell in code_cells(path):
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= 5


@each
def test_numbers_are_stored_for_comparison_and_nothing_went_wrong(path):
    cells = code_cells(path)
    assert re.search(r"\d\.\d", printed(cells))
    for output in (output for cell in cells for output in cell.outputs):
        assert output.output_type != "error"
        assert output.get("name") != "stderr"


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
    assert 300 <= len(re.findall(r"[A-Za-z]+", prose(path))) <= WORDS


@each
def test_it_asks_what_the_course_asks_here_in_that_order(path):
    assert asked(path) == [item.key for item in items(number(path.stem))]


@each
def test_it_asks_for_a_prediction_first_and_for_a_goal(path):
    asks = [find(key) for key in asked(path)]
    kinds = [type(item) for item in asks]
    assert issubclass(kinds[0], Prediction)
    assert any(issubclass(kind, Goal) for kind in kinds)


@each
def test_every_link_leads_to_a_file(path):
    for link in re.findall(r"\]\(([^)#]+)\)", prose(path)):
        assert link.startswith("https://") or (path.parent / link).is_file(), link


@each
def test_every_picture_has_words(path):
    pictures = [
        output
        for cell in code_cells(path)
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    assert pictures
    for picture in pictures:
        assert len(picture.metadata["image/png"]["alt"].split()) >= 10


@each
def test_words_survive_the_way_to_html(path):
    body, _ = HTMLExporter().from_filename(str(path))
    assert "No description has been provided" not in body
    alts = re.findall(r'<img alt="([^"]*)"', body)
    assert len(alts) == body.count("<img ") > 0
    assert all(len(alt.split()) >= 10 for alt in alts)


@each
def test_as_a_script_it_prints_the_same(path, tmp_path):
    """`jupyter nbconvert --to script` of the notebook, run without a front end."""
    source, _ = PythonExporter().from_filename(str(path))
    script = tmp_path / f"{path.stem}.py"
    script.write_text(source)
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == printed(code_cells(path))
