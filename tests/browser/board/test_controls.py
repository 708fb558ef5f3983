"""Sliders, typed values, links and Python itself turn the same numbers."""

import pytest
from playwright.sync_api import expect

from stdplab.rules.pair_traces import SCHEMES

from ..helpers.gestures import assert_agrees


def test_sliders_and_typed_values_stay_in_step_with_the_picture(notebook, board):
    board.slide("tau_z", 50)
    notebook.assert_becomes("lab.experiment.rules[2].tau_z", 50.0)
    expect(board.control("tau_z", "number")).to_have_value("50")
    assert_agrees(notebook, board)
    board.type("A_plus", "0.5")
    notebook.assert_becomes("{rule.A_plus for rule in lab.experiment.rules}", {0.5})
    expect(board.control("A_plus")).to_have_value("0.5")
    board.root.locator('[data-key="nearest"] input').check()
    notebook.assert_becomes("{rule.nearest for rule in lab.experiment.rules}", {True})
    board.radio("the step before").check()
    notebook.assert_becomes("lab.experiment.lag", 1)
    assert_agrees(notebook, board)


def test_a_pairing_convention_is_chosen_on_the_board(notebook, board):
    board.root.locator('[data-key="nearest"] input').check()
    menu = board.root.get_by_role("combobox", name="Nearest pairs")
    for scheme, label in reversed(list(enumerate(SCHEMES))):
        menu.select_option(label=label)
        notebook.assert_becomes("{rule.scheme for rule in lab.experiment.rules}", {scheme})
        assert_agrees(notebook, board)
    board.root.locator('[data-key="read_before"] input').check()
    notebook.assert_becomes("{rule.read_before for rule in lab.experiment.rules}", {True})
    assert_agrees(notebook, board)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "Pre trace is −5; it must be above zero. The board keeps what it had."),
        ("", "Pre trace: type a number."),
    ],
)
def test_a_refused_value_says_why_and_changes_nothing(notebook, board, typed, sentence):
    message = board.root.locator(".stdplab-message")
    expect(message).to_be_hidden()
    board.type("tau_plus", typed)
    expect(message).to_be_visible()
    expect(message).to_have_text(sentence)
    assert notebook.ask("lab.experiment == presets.FLORIAN_2007")
    expect(board.control("tau_plus", "number")).to_have_value("20")
    board.slide("tau_plus", 30)
    expect(message).to_be_hidden()
    notebook.assert_becomes("lab.experiment.rules[0].tau_plus", 30.0)


def test_an_edit_in_python_shows_on_the_board(notebook, board):
    notebook.run("lab.board.set('w0', 0.4)")
    board.assert_shows("MSTDPET", 0.5342)
    expect(board.control("w0", "number")).to_have_value("0.4")


def test_a_linked_slider_and_the_board_move_each_other(notebook, board):
    board.slide("tau_z", 60)
    notebook.assert_becomes("round(slider.value, 6)", 60.0)
    notebook.run("slider.value = 10")
    expect(board.control("tau_z")).to_have_value("10")
    assert_agrees(notebook, board)


def test_a_linked_slider_shows_a_value_between_its_steps_without_rounding_it(notebook, board):
    notebook.run("lab.board.set('tau_z', 33.37)")
    readout = notebook.page.locator(".widget-slider .widget-readout")
    expect(readout).to_have_text("33.40")  # the slider's step is 0.1
    notebook.assert_becomes("round(slider.value, 6)", 33.4)  # its front end sends that back
    assert notebook.ask("lab.experiment.rules[2].tau_z") == 33.37
    board.slide("tau_z", 34)
    notebook.assert_becomes("lab.experiment.rules[2].tau_z", 34.0)


RUNS_INTO = """controls => controls.filter((control) => {
  const name = control.querySelector(".stdplab-name"), input = name?.nextElementSibling;
  if (!input) return false;
  const words = document.createRange();
  words.selectNodeContents(name);
  const [one, other] = [words, input].map((what) => what.getBoundingClientRect());
  return one.right > other.left && one.bottom > other.top && one.top < other.bottom;
}).map((control) => control.textContent)"""


@pytest.mark.parametrize("width", [400, 1280])
def test_no_name_of_a_control_runs_into_its_input(open_offline, width):
    board = open_offline(viewport={"width": width, "height": 1200})
    controls = board.root.locator(".stdplab-control")
    assert controls.count() > 10
    assert controls.evaluate_all(RUNS_INTO) == []
