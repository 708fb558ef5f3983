"""A board with the demonstration on it, closed again after the test, and a page that edits it."""

import pytest

from stdplab import presets
from stdplab.widgets.board.board import Board
from tests.helpers.page_edits import PageEdits


@pytest.fixture
def board():
    made = Board(presets.FLORIAN_2007)
    yield made
    made.close()


@pytest.fixture
def page(board):
    return PageEdits(board)
