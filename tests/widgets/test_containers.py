"""A box, tab or accordion with boards in it leaves their figures in a saved notebook."""

from dataclasses import replace

import ipywidgets
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from stdplab import presets
from stdplab.labs import beside, florian, window
from stdplab.widgets import Board, Part

DEMO = presets.FLORIAN_2007
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def outputs():
    """What IPython displays of a widget that is made while it runs."""
    shell = InteractiveShell.instance()

    def outputs(make):
        with capture_output() as captured:
            shell.user_ns["made"] = make()
            shell.run_cell("display(made)")
        return [output.data for output in captured.outputs]

    yield outputs
    InteractiveShell.clear_instance()


def board():
    return Board(DEMO)


def nested():
    inner = ipywidgets.VBox([ipywidgets.Label("one"), board()])
    return ipywidgets.Accordion([ipywidgets.Tab([inner])])


@pytest.mark.parametrize(
    "make",
    [
        lambda: ipywidgets.VBox([board()]),
        lambda: ipywidgets.HBox([ipywidgets.Button(), board()]),
        lambda: ipywidgets.GridBox([board()]),
        lambda: ipywidgets.Tab([board()]),
        lambda: ipywidgets.Accordion([board()]),
        lambda: ipywidgets.VBox([florian()]),
        nested,
        lambda: Part(board(), "table"),
        lambda: beside(DEMO),
    ],
)
def test_a_board_in_a_box_leaves_its_figure(outputs, make):
    live, copy = outputs(make)
    assert VIEW in live
    assert copy["image/png"]
    assert "0.3342 under MSTDPET" in copy["text/html"]
    assert VIEW not in copy


def test_each_board_leaves_one_figure_with_the_panels_of_its_parts(outputs):
    one, other = Board(DEMO), Board(replace(DEMO, w0=0.1))
    parts = [Part(one, "raster"), Part(one, "w MSTDPET"), Part(other, "w STDP"), one]
    _, copy = outputs(lambda: ipywidgets.HBox(parts[:2]))
    assert "Stacked panels" in copy["text/html"]
    _, first, second = outputs(lambda: ipywidgets.HBox(parts))
    assert f'data-stdplab-still="{one._still}"' in first["text/html"]
    assert f'data-stdplab-still="{other._still}"' in second["text/html"]


def test_an_explorer_in_a_box_leaves_its_figure(outputs):
    live, copy = outputs(lambda: ipywidgets.VBox([window()]))
    assert VIEW in live
    assert copy["image/png"]


def test_other_boxes_are_displayed_as_usual(outputs):
    board()
    (only,) = outputs(lambda: ipywidgets.VBox([ipywidgets.Label("text")]))
    assert VIEW in only
