"""A board with the demonstration on it, closed again after the test."""

import pytest

from stdplab import presets
from stdplab.widgets.board.board import Board


@pytest.fixture
def board():
    made = Board(presets.FLORIAN_2007)
    yield made
    made.close()
