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
    assert whole.value == 34


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


BLANK = [ipywidgets.Dropdown, ipywidgets.Select, ipywidgets.ToggleButtons, ipywidgets.RadioButtons]
OPTIONS = [[0.1, 0.2, 0.5], [("low", 0.1), ("as given", 0.2), ("high", 0.5)]]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("kind", [*BLANK, ipywidgets.SelectionSlider])
def test_a_choice_without_the_value_is_blank_or_shows_the_nearest(board, kind, options):
    choice = board.link("gamma", kind(options=options))
    later = board.link("gamma", ipywidgets.FloatSlider(max=1))
    assert choice.value == 0.2
    board.set("gamma", 0.3)
    assert choice.value == (0.2 if kind is ipywidgets.SelectionSlider else None)
    assert (later.value, board.experiment.rules[0].gamma) == (0.3, 0.3)
    board.set("gamma", 0.5)
    assert choice.value == 0.5
    choice.value = 0.1
    assert (later.value, board.experiment.rules[0].gamma) == (0.1, 0.1)
    board.set("gamma", 0.3)
    choice.index = 0
    assert (later.value, board.message) == (0.1, "")


def test_a_choice_of_words_is_blank(board):
    choice = board.link("gamma", ipywidgets.Dropdown(options=["a", "b"]))
    assert choice.value is None
    choice.value = "a"
    assert "gamma is 'a', which is not a number" in board.message
    assert (choice.value, board.experiment.rules[0].gamma) == (None, 0.2)


def test_a_text_shows_the_number_and_sets_it(board):
    text = board.link("gamma", ipywidgets.Text(continuous_update=False))
    assert text.value == "0.2"
    text.value = "0.3"
    assert board.experiment.rules[0].gamma == 0.3
    text.value = "much"
    assert "which is not a number" in board.message
    assert text.value == "0.3"


def test_whole_numbers_and_limits_do_not_change_the_control(board):
    whole = board.link("tau_z", ipywidgets.IntSlider(min=0, max=30))
    checked = board.link("lag", ipywidgets.Checkbox())
    board.set("tau_z", 20.7)
    assert (whole.value, board.experiment.rules[2].tau_z) == (21, 20.7)
    board.set("tau_z", 400)
    assert (whole.value, board.experiment.rules[2].tau_z) == (30, 400)
    checked.value = True
    assert board.experiment.lag == 1


@pytest.mark.parametrize(
    "kind", [ipywidgets.FloatRangeSlider, ipywidgets.IntRangeSlider, ipywidgets.SelectMultiple]
)
def test_a_widget_with_several_values_is_refused(board, kind):
    with pytest.raises(ValueError, match="has several values, a control has one"):
        board.link("gamma", kind())
    with pytest.raises(ValueError, match="Button has no value"):
        board.link("gamma", ipywidgets.Button())
