"""A widget linked with a control of the board follows it and sets it, and no more."""

from dataclasses import replace

import ipywidgets
import pytest

from stdplab import presets
from stdplab.widgets.board.board import Board

DEMO = presets.FLORIAN_2007


def test_a_linked_widget_and_the_board_follow_each_other(board):
    slider = board.link("tau_z", ipywidgets.FloatSlider(min=1, max=200))
    assert slider.value == 25
    slider.value = 40
    assert board.experiment.rules[2].tau_z == 40
    board.experiment = DEMO
    assert slider.value == 25
    box = board.link("tau_minus", ipywidgets.FloatText())
    box.value = -3
    assert "tau_minus is -3" in board.message
    assert (box.value, board.experiment) == (20, DEMO)
    with pytest.raises(ValueError, match="unknown control 'tau'"):
        board.link("tau", slider)


def test_the_echo_of_a_sliders_front_end_is_ignored(board):
    slider = board.link("tau_z", ipywidgets.FloatSlider(min=1, max=200, step=0.1))
    for tau in (60, 61.27, 70):  # a drag on the board
        board.set("tau_z", tau)
    slider.value = 70.00000000000001  # the front end's arithmetic
    slider.value = 61.3  # a late answer to the step before
    assert board.experiment.rules[2].tau_z == 70
    assert slider.value == 70
    slider.value = 75.0  # a hand
    assert board.experiment.rules[2].tau_z == 75


def test_a_sliders_own_range_does_not_change_the_board(board):
    slider = board.link("tau_z", ipywidgets.FloatSlider(min=5, max=100))
    whole = board.link("tau_z", ipywidgets.IntSlider(min=1, max=200))
    for tau in (150, 2, 33.7):
        board.set("tau_z", tau)
        assert board.experiment.rules[2].tau_z == tau
    assert slider.value == 33.7
    assert whole.value == 33


def test_a_link_waits_while_its_control_is_gone(board):
    slider = board.link("onset[1]", ipywidgets.FloatSlider(min=1, max=199))
    board.experiment = presets.CONSTANT_REWARD
    slider.value = 50
    assert "unknown control 'onset[1]'" in board.message
    board.experiment = replace(DEMO, protocol=replace(DEMO.protocol, reward=((0, 1), (70, -1))))
    assert slider.value == 70


@pytest.mark.parametrize("closing", ["board", "slider"])
def test_closing_either_side_ends_a_link(closing):
    sides = {"board": Board(DEMO), "slider": ipywidgets.FloatSlider()}
    sides["board"].link("w0", sides["slider"])
    sides[closing].close()
    sides["slider"].value = 0.4
    assert sides["board"].experiment.w0 == 0.2
    sides["board"].experiment = replace(DEMO, w0=0.3)
    assert sides["slider"].value == 0.4
