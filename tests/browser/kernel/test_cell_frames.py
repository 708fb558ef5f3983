"""One frame for each cell, as in Colab: boards know what other frames show, and whose they are."""

import pytest
from playwright.sync_api import expect

from ..helpers.cell_frames import Notebook
from ..helpers.lost_board import RESTORE
from ..helpers.watched_context import watched

KEPT = "() => [localStorage, sessionStorage].some((kept) => Object.keys(kept).length)"


@pytest.fixture
def notebook(browser):
    with watched(browser, viewport={"width": 1200, "height": 2000}) as context:
        context.set_default_timeout(60_000)
        yield Notebook(context)


def move_a_spike(root):
    """Move the second post spike from 75 to 65 ms."""
    root.locator('.stdplab-row.stdplab-post [aria-valuenow="75"]').press("Shift+ArrowLeft")


def assert_shows(root, *post):
    field = root.locator('.stdplab-times[data-key="post"] textarea')
    expect(field).to_have_value(", ".join(map(str, post)))


def edited(notebook, *, kernel="first", path="a.ipynb"):
    """A board in a frame, edited and kept."""
    board = notebook.run(kernel, path)
    move_a_spike(board)
    assert_shows(board, 15, 65, 110, 140)
    frame = notebook.page.frames[-1]
    frame.wait_for_function(KEPT)
    frame.wait_for_function(
        "async () => (await ask({ board: 0 }))._experiment.protocol.post[1] === 65"
    )
    assert notebook.boards[0].experiment.protocol.post == (15, 65, 110, 140)
    return board


def assert_offers_nothing(root):
    assert_shows(root, 15, 75, 110, 140)
    root.page.clock.fast_forward(1000)  # when an offer would have come
    expect(root.get_by_role("button", name=RESTORE)).to_be_hidden()


def test_a_board_in_another_cell_offers_nothing_while_the_first_still_stands(notebook):
    edited(notebook)
    assert_offers_nothing(notebook.run("first", "a.ipynb"))


def test_what_no_frame_shows_any_more_is_offered(notebook):
    edited(notebook)
    notebook.clear(0)
    board = notebook.run("first", "a.ipynb")
    board.get_by_role("button", name=RESTORE).click()
    assert_shows(board, 15, 65, 110, 140)
    notebook.page.frames[-1].wait_for_function(
        "async () => (await ask({ board: 1 }))._experiment.protocol.post[1] === 65"
    )
    assert notebook.boards[1].experiment.protocol.post == (15, 65, 110, 140)


def test_an_offer_ends_when_another_frame_shows_it(notebook):
    edited(notebook)
    notebook.clear(0)
    boards = [notebook.run("first", "a.ipynb") for _ in range(2)]
    for board in boards:
        expect(board.get_by_role("button", name=RESTORE)).to_be_visible()
    boards[0].get_by_role("button", name=RESTORE).click()
    expect(boards[1].get_by_role("button", name=RESTORE)).to_be_hidden()


def test_another_notebook_offers_nothing(notebook):
    edited(notebook)
    notebook.clear(0)
    assert_offers_nothing(notebook.run("second", "b.ipynb"))


def test_a_kernel_that_does_not_know_its_notebook_keeps_boards_for_itself(notebook):
    edited(notebook, path="")
    notebook.clear(0)
    assert_offers_nothing(notebook.run("second", ""))
    again = notebook.run("first", "")
    expect(again.get_by_role("button", name=RESTORE)).to_be_visible()


def test_after_a_restart_the_same_notebook_offers_what_was_there(notebook):
    edited(notebook)
    notebook.open()
    board = notebook.run("second", "a.ipynb")
    board.get_by_role("button", name=RESTORE).click()
    assert_shows(board, 15, 65, 110, 140)
