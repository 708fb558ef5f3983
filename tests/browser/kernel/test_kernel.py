"""The page and a busy kernel, rules of one's own in a cell, and what only the kernel computes."""

import pytest
from playwright.sync_api import expect

from ..helpers.gestures import POST, BoardPage, assert_agrees

OWN = '''from dataclasses import dataclass
from stdplab import Experiment, Rule, knob, presets, where
from stdplab.widgets.board.board import Board

@dataclass(frozen=True)
class Hebb(Rule):
    """Only pre before post counts."""

    series = {"x": "pre"}
    rate: float = knob(0.1, 0, 1, step=0.01, tex="k", label="Rate")

    @staticmethod
    def step(state, drive, k, dt):
        x = (1 - dt / 20) * state["x"] + drive.pre
        return {"x": x}, k.rate * where(drive.post, x, 0.0)

@dataclass(frozen=True)
class Branching(Hebb):
    """The same, with a branch."""

    @staticmethod
    def step(state, drive, k, dt):
        x = (1 - dt / 20) * state["x"] + drive.pre
        if drive.post:
            return {"x": x}, k.rate * x
        return {"x": x}, 0.0'''

SHOWN = """protocol = presets.FLORIAN_2007.protocol
own = Board(Experiment(protocol, (Hebb(),)))
own"""

MIXED = """mixed = Board(Experiment(protocol, (Hebb(), Branching())))
mixed"""

BUSY = "import time; stop = time.time() + 4\nwhile time.time() < stop: pass"


@pytest.fixture(scope="module")
def made(server, shared_tab):
    shared_tab.page.set_viewport_size({"width": 1400, "height": 2600})
    with server.opened(shared_tab, "own", OWN, SHOWN, MIXED) as notebook:
        yield notebook


def busy(notebook):
    """Start a cell that keeps the kernel at work; a callable that says whether it still is."""
    started = notebook.start(BUSY)
    return lambda: started.answer(0) is None


def test_dragging_needs_no_kernel_and_the_kernel_ends_with_the_last_value(notebook, board):
    working = busy(notebook)
    board.drag(board.point("post", 75), board.point("post", 60))
    for rule, final in (("STDP", 0.3612), ("MSTDP", 0.2564), ("MSTDPET", 0.3201)):
        board.assert_shows(rule, final)
    board.drag(board.point("post", 60), board.point("post", 62))
    assert board.times("post") == (15, 62, 110, 140)
    assert working()
    notebook.assert_becomes(POST, (15, 62, 110, 140))
    assert_agrees(notebook, board)


def test_a_rule_from_a_cell_is_dragged_without_the_kernel(made):
    board = BoardPage(made.page)
    before = board.final_weight("Hebb").text_content()
    working = busy(made)
    board.drag(board.point("post", 75), board.point("post", 88))
    expect(board.final_weight("Hebb")).not_to_have_text(before)
    after = board.final_weight("Hebb").text_content()
    assert working()
    made.assert_becomes("f\"{own.results['Hebb'].final:.4f}\"", after)
    expect(board.root.locator(".stdplab-note")).to_be_hidden()


def test_a_rule_that_branches_is_computed_in_the_kernel_and_the_board_says_so(made):
    board = BoardPage(made.page, 1)
    expect(board.root.locator(".stdplab-note")).to_have_text(
        "Computed in the kernel: Branching branches on a value in \u201cif drive.post:\u201d, "
        "which a page cannot do. Write where(condition, a, b) from stdplab instead."
    )
    board.drag(board.point("post", 75), board.point("post", 88))
    made.assert_becomes("[*mixed.experiment.protocol.post]", [15.0, 88.0, 110.0, 140.0])
    final = made.ask("mixed.results['Branching'].final")
    assert made.ask("mixed.results['Hebb'].final") == final
    board.assert_shows("Branching", final)
    board.assert_shows("Hebb", final)


def test_the_display_convention_is_turned_from_both_sides(notebook, board):
    folded, symbols = (
        board.last_value("STDP", "x"),
        board.root.locator(".stdplab-drawing .stdplab-symbol").nth(2),
    )
    named = symbols.text_content()
    assert named != "x, −y"
    notebook.run("lab.board.convention = 'unit'")
    expect(symbols).to_have_text("x, −y")
    assert board.last_value("STDP", "x") == pytest.approx(folded / 0.2)
    board.radio("times γ").check()
    notebook.assert_becomes("lab.board.convention", "folded")
    expect(symbols).to_have_text(named)  # the kernel may know before the page has drawn
    assert board.last_value("STDP", "x") == pytest.approx(folded)


def test_the_printed_twin_hides_while_the_board_lives(notebook, board):
    still = notebook.page.locator("[data-stdplab-still]")
    assert still.count() == 3
    for index in range(3):
        expect(still.nth(index)).to_be_hidden()
    expect(board.root).to_be_visible()
