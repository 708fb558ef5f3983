"""Two pages of one notebook stay in step, and what is lost on the way to the kernel comes again."""

import os
import signal
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from ..helpers.gestures import POST, BoardPage
from ..helpers.jupyterlab_menus import save
from ..helpers.lost_board import LAB, assert_shows
from ..helpers.server_api import PATIENCE

PID = "__import__('os').getpid()"


@contextmanager
def halted(notebook):
    """A kernel that does nothing, whatever it is sent, until the block ends."""
    pid = notebook.ask(PID)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def open_twice(open_notebook, page, name):
    """A notebook in two pages; the kernel, and the board in either page."""
    notebook = open_notebook(name, LAB, page=page)
    BoardPage(page)
    save(page)
    other = page.context.new_page()
    other.goto(page.url.replace(f"workspaces/{name}", f"workspaces/{name}-again"))
    return notebook, BoardPage(page), BoardPage(other)


def drag_post(board, start, end):
    board.page.bring_to_front()
    board.drag(board.point("post", start), board.point("post", end))


def agreed(notebook, one, other):
    """Wait until both pages show the post spikes of the kernel; gives them.

    While a page waits for the answer to its edit, it shows that edit: the two differ until then.
    """
    end = time.monotonic() + PATIENCE
    while True:
        shown = notebook.ask(POST), one.times("post"), other.times("post")
        if len(set(shown)) == 1:
            return shown[0]
        assert time.monotonic() < end, f"kernel and pages show {shown}"


def test_two_pages_of_one_notebook_stay_in_step(open_notebook, page):
    notebook, one, other = open_twice(open_notebook, page, "pages")
    drag_post(one, 75, 60)
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    assert_shows(other, 15, 60, 110, 140)
    drag_post(other, 110, 100)
    notebook.assert_becomes(POST, (15, 60, 100, 140))
    assert_shows(one, 15, 60, 100, 140)
    notebook.run("lab.board.set('reward[0]', 0.5)")
    for board in (one, other):
        expect(board.control("reward[0]", "number")).to_have_value("0.5")
    with halted(notebook):  # both edit the same state
        drag_post(one, 60, 65)
        drag_post(other, 60, 50)
        assert one.times("post") == (15, 65, 100, 140)
        assert other.times("post") == (15, 50, 100, 140)
    last = agreed(notebook, one, other)  # of two connections the kernel reads either first
    assert last in {(15, 65, 100, 140), (15, 50, 100, 140)}


def test_the_last_edit_reaches_a_busy_kernel_though_the_page_is_closed_at_once(open_notebook, page):
    notebook = open_notebook("closing", LAB, page=page)
    board = BoardPage(page)
    with halted(notebook):
        drag_post(board, 75, 60)
        drag_post(board, 60, 62)
        page.close()
    notebook.assert_becomes(POST, (15, 62, 110, 140))


def test_what_the_kernel_refuses_is_told_and_taken_back(open_notebook):
    notebook = open_notebook("refused", LAB)
    board = BoardPage(notebook.page)
    notebook.run(
        "import stdplab.widgets.board.limits as limits\n"
        "def refuse(experiment):\n"
        "    raise ValueError('This lab allows no edits.')\n"
        "limits.check_size = refuse"
    )
    drag_post(board, 75, 60)
    expect(board.root.locator(".stdplab-message")).to_have_text(
        "This lab allows no edits. The board keeps what it had."
    )
    expect(board.spike("post", 75)).to_have_count(1)
    assert board.times("post") == (15, 75, 110, 140)
    expect(board.button("Undo")).to_have_attribute("aria-disabled", "true")


LOSSY = """() => {
  const isLost = (data) => {
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    if (!window.losePart || !text.includes(window.losePart)) return false;
    window.losePart = null;
    window.lost = (window.lost ?? 0) + 1;
    return true;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message",
        (event) => isLost(event.data) && event.stopImmediatePropagation());
    }
    send(data) {
      if (!isLost(data)) super.send(data);
    }
  };
}"""
"""A line to the kernel that loses the next message with ``losePart`` in it, in either direction."""


@pytest.mark.parametrize("part", ["edit", "_answer"])
def test_a_lost_message_is_noticed_and_sent_again(open_notebook, page, part):
    page.add_init_script(f"({LOSSY})()")
    notebook = open_notebook("lost", LAB, page=page)
    board = BoardPage(page)
    page.evaluate("part => { window.losePart = part; }", f'"{part}":')
    board.spike("post", 75).press("ArrowLeft")
    notebook.assert_becomes(POST, (15, 74, 110, 140))
    assert board.times("post") == (15, 74, 110, 140)
    notebook.run("lab.board.set('w0', 0.3)")
    expect(board.control("w0", "number")).to_have_value("0.3")  # the page knows of its answer
    assert page.evaluate("window.lost") == 1
