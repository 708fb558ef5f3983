"""The course's files: short cells, stored numbers, figures with words, scripts that agree."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter, PythonExporter

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path):
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


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
    assert "0.2690" in printed(cells)
    for output in (output for cell in cells for output in cell.outputs):
        assert output.output_type != "error"
        assert output.get("name") != "stderr"


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
        assert "The weight goes from" in picture.metadata["image/png"]["alt"]


@each
def test_words_survive_the_way_to_html(path):
    body, _ = HTMLExporter().from_filename(str(path))
    assert "No description has been provided" not in body
    assert body.count('<img alt="Stacked panels') == body.count("<img ") > 0


@each
def test_as_a_script_it_prints_the_same(path, tmp_path):
    """`jupyter nbconvert --to script` of the notebook, run without a front end."""
    source, _ = PythonExporter().from_filename(str(path))
    script = tmp_path / f"{path.stem}.py"
    script.write_text(source)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == printed(code_cells(path))
