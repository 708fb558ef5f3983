"""The front end's code goes to the page once, however many boards there are."""

import ipywidgets
import pytest

from stdplab import presets
from stdplab.widgets.board.assets import drawing
from stdplab.widgets.board.board import Board
from stdplab.widgets.board.part import Part
from stdplab.widgets.js import linker

CODE = linker.board_script()


@pytest.fixture
def board():
    return Board(presets.FLORIAN_2007, presets=presets.PRESETS)


def test_boards_and_parts_name_one_drawing_and_bring_no_code_of_their_own(board):
    name = f"anywidget:{drawing().model_id}"
    for widget in (board, Board(presets.EARLIER_SPIKES), Part(board, "window")):
        state = widget.get_state()
        assert state["_drawing"] == name
        assert len(state["_esm"]) < 500
        assert "_css" not in state
    assert drawing().get_state()["_esm"] == CODE
    assert drawing().get_state()["_css"] == linker.style()


def test_when_all_widgets_were_closed_the_next_board_has_a_drawing_again(board):
    old = board._drawing
    ipywidgets.Widget.close_all()
    assert old.comm is None
    again = Board(presets.FLORIAN_2007)
    assert again._drawing.comm is not None
    assert drawing() is again._drawing is not old
