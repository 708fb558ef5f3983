"""The front end's code goes to the page once, however many boards there are."""

from concurrent.futures import ThreadPoolExecutor

import ipywidgets
import pytest

from stdplab import presets
from stdplab.widgets.board.assets import board_assets
from stdplab.widgets.board.board import Board
from stdplab.widgets.board.part import Part
from stdplab.widgets.js import linker

CODE = linker.board_script()


@pytest.fixture
def board():
    return Board(presets.FLORIAN_2007, presets=presets.PRESETS)


def test_boards_and_parts_share_the_assets_and_carry_no_code(board):
    name = f"anywidget:{board_assets().model_id}"
    for widget in (board, Board(presets.EARLIER_SPIKES), Part(board, "window")):
        state = widget.get_state()
        assert state["_drawing"] == name
        assert len(state["_esm"]) < 500
        assert "_style" not in state
    assert board_assets().get_state()["_esm"] == CODE
    assert board_assets().get_state()["_style"] == linker.style()


def test_after_all_widgets_were_closed_a_board_gets_new_assets(board):
    old = board._drawing
    ipywidgets.Widget.close_all()
    assert old.comm is None
    again = Board(presets.FLORIAN_2007)
    assert again._drawing.comm is not None
    assert board_assets() is again._drawing is not old


def test_each_kernel_of_a_server_with_many_has_assets_of_its_own(board):
    """marimo runs each kernel in a thread; a page knows no widget of another page's kernel."""
    with ThreadPoolExecutor(1) as other:
        made = [other.submit(Board, presets.FLORIAN_2007).result() for _ in range(2)]
    assert made[0]._drawing is made[1]._drawing is not board._drawing
