"""A reload, a restart, a crash, a notebook from yesterday: what a learner had is not lost."""

import re

from playwright.sync_api import expect

from ..helpers.gestures import POST, BoardPage
from ..helpers.jupyter import run_all
from ..helpers.jupyterlab_menus import accept, choose, save
from ..helpers.lost_board import EDITED, KEPT, LAB, RESTORE, STOPPED, assert_shows

UNTOUCHED = (
    f"{STOPPED}Run its cell again for a connected board, and use Share to copy this state over."
)
NUMBERED = re.compile(r"\[\d+\]")


def test_a_reloaded_notebook_shows_the_edited_board(open_notebook, page):
    notebook = open_notebook("reloaded", LAB, "florian()", page=page)
    board = BoardPage(page)
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    save(page)
    page.reload()
    board = BoardPage(page)
    assert_shows(board, 15, 60, 110, 140)
    BoardPage(page, 1)  # which has the same start, and was not lost either
    for index in range(2):
        expect(page.locator(".stdplab .stdplab-last").nth(index)).to_be_hidden()
    board.root.scroll_into_view_if_needed()
    board.drag(board.point("post", 60), board.point("post", 62))
    notebook.assert_becomes(POST, (15, 62, 110, 140))


def test_after_a_restart_the_board_says_so_and_the_next_offers_what_was_on_it(open_notebook, page):
    notebook = open_notebook("restarted", LAB, page=page)
    board = BoardPage(page)
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    page.wait_for_function(KEPT, arg="15,60,110,140")
    choose(page, "Kernel", "Restart Kernel…")
    accept(page)
    kept = board.root.locator(".stdplab-last")
    expect(kept).to_have_text(EDITED + RESTORE + "Discard it")
    expect(kept.get_by_role("button")).to_have_count(0)
    board.drag(board.point("post", 60), board.point("post", 62))
    assert_shows(board, 15, 62, 110, 140)
    page.wait_for_function(KEPT, arg="15,62,110,140")

    run_all(page)
    offer = page.locator(".stdplab").get_by_role("button", name=RESTORE)
    offer.wait_for()
    board = BoardPage(page)
    assert_shows(board, 15, 75, 110, 140)  # nothing comes back by itself
    assert notebook.ask(POST) == (15, 75, 110, 140)
    offer.click()
    assert_shows(board, 15, 62, 110, 140)
    notebook.assert_becomes(POST, (15, 62, 110, 140))
    expect(offer).to_be_hidden()
    assert board.root.evaluate("root => root.contains(document.activeElement)")
    page.keyboard.press("Control+z")
    notebook.assert_becomes(POST, (15, 75, 110, 140))


def test_a_page_closed_before_saving_loses_no_board_of_a_live_kernel(open_notebook, server, page):
    notebook = open_notebook("left", LAB, "second = florian()\nsecond", page=page)
    board = BoardPage(page)
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    page.close()

    page = page.context.new_page()
    server.visit(page, "left")
    board, second = BoardPage(page), BoardPage(page, 1)
    for one in (second, board):
        expect(one.button(RESTORE)).to_be_visible()
        assert_shows(one, 15, 75, 110, 140)  # nothing comes back by itself
    assert notebook.ask(POST) == (15, 75, 110, 140)
    board.root.scroll_into_view_if_needed()
    board.button(RESTORE).click()
    assert_shows(board, 15, 60, 110, 140)
    assert board.times("post") == (15, 60, 110, 140)
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    for one in (board, second):  # it stands above by now
        expect(one.root.locator(".stdplab-last")).to_be_hidden()


def test_a_cell_run_again_offers_only_what_no_board_in_the_page_shows_any_more(open_notebook, page):
    notebook = open_notebook("again", LAB, "lab.board", "second = florian()\nsecond", page=page)
    offers = page.locator(".stdplab").get_by_role("button", name=RESTORE)

    def run(index):
        cell = page.locator(".jp-CodeCell").nth(index)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content()
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(NUMBERED)
        expect(page.locator(".stdplab .stdplab-finals")).to_have_count(3)
        return BoardPage(page, index)

    run(0)  # nothing was edited
    run(1)
    board = BoardPage(page)
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    for index in (2, 0):
        assert_shows(run(index), 15, 75, 110, 140)
    assert_shows(BoardPage(page, 1), 15, 60, 110, 140)  # the edited board, before one's eyes
    expect(offers).to_have_count(0)
    run(1)  # and now it shows the new one
    board = run(0)
    expect(board.button(RESTORE)).to_be_visible()
    board.button(RESTORE).click()
    assert_shows(board, 15, 60, 110, 140)
    notebook.assert_becomes(POST, (15, 60, 110, 140))


def test_a_board_that_was_there_before_does_not_offer_what_a_newer_one_had(open_notebook, page):
    open_notebook("older", LAB, "second = florian()\nsecond", page=page)
    newer = BoardPage(page, 1)
    newer.drag(newer.point("post", 75), newer.point("post", 60))
    page.wait_for_function(KEPT, arg="15,60,110,140")
    page.locator(".jp-CodeCell .cm-content").nth(1).click()
    choose(page, "Edit", "Delete Cell")
    expect(page.locator(".stdplab .stdplab-finals")).to_have_count(1)
    save(page)
    page.reload()
    board = BoardPage(page)
    assert_shows(board, 15, 75, 110, 140)
    expect(board.root.locator(".stdplab-last")).to_be_hidden()


def test_a_kernel_that_dies_is_told_on_the_board(open_notebook, page):
    notebook = open_notebook("crashed", LAB, page=page)
    board = BoardPage(page)
    notebook.start("import os; os.kill(os.getpid(), 9)")
    expect(board.root.locator(".stdplab-last p")).to_have_text(UNTOUCHED)
    accept(page)  # that JupyterLab starts it again
    board.drag(board.point("post", 75), board.point("post", 60))
    assert_shows(board, 15, 60, 110, 140)
    expect(board.root.locator(".stdplab-last p")).to_have_text(EDITED)


def test_a_notebook_saved_with_its_widgets_computes_without_their_kernel(open_notebook, page):
    notebook = open_notebook("saved", LAB, page=page)
    board = BoardPage(page)
    choose(page, "Settings", "Save Widget State Automatically")
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    save(page)
    choose(page, "Settings", "Save Widget State Automatically")
    choose(page, "Kernel", "Shut Down Kernel")
    expect(board.root.locator(".stdplab-last p")).to_have_text(EDITED)
    page.evaluate("localStorage.clear()")
    page.reload()
    board = BoardPage(page)
    assert_shows(board, 15, 60, 110, 140)
    expect(board.root.locator(".stdplab-last p")).to_have_text(UNTOUCHED)
    board.drag(board.point("post", 60), board.point("post", 62))
    assert_shows(board, 15, 62, 110, 140)
    expect(board.root.locator(".stdplab-last p")).to_have_text(EDITED)
