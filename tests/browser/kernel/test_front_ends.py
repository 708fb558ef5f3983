"""The lab in every front end that can be had: Notebook 7, nbclassic and Voila."""

import pytest
from playwright.sync_api import expect

from ..helpers.front_ends import Shown, serving
from ..helpers.gestures import POST
from ..helpers.jupyter import go_dark

DARK, LIGHT = "rgb(27, 31, 38)", "rgb(246, 247, 249)"
CONTRAST = """root => {
  const style = getComputedStyle(root);
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3)
      .map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const [dim, bright] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}"""


@pytest.fixture(scope="module", params=["notebook", "nbclassic", "voila"])
def server(request):
    with serving(request.param) as (address, home):
        yield request.param, address, home


@pytest.fixture(scope="module")
def shown(browser, server):
    opened = Shown(browser, *server)
    yield opened
    opened.close()


def assert_kernel_has(shown, *post):
    expect(shown.page.get_by_text("kernel [").last).to_have_text(f"kernel {[*post]}")
    if shown.kernel:
        shown.kernel.assert_becomes(POST, post)


def assert_panel_is(board, colour):
    expect(board.root.locator(".stdplab-panel").first).to_have_css("fill", colour)


def test_a_dragged_spike_shows_three_weights_and_reaches_the_kernel(shown):
    board = shown.board
    board.drag(board.point("post", 75), board.point("post", 60))
    for rule, final in (("STDP", 0.3612), ("MSTDP", 0.2564), ("MSTDPET", 0.3201)):
        board.assert_shows(rule, final)
    assert_kernel_has(shown, 15, 60, 110, 140)


def test_nothing_is_cut_off_or_hidden_behind_a_scroll_bar(shown):
    overflow = """root => {
      const cut = [];
      for (let e = root; !e.matches(".cell, .jp-Cell"); e = e.parentElement)
        if (getComputedStyle(e).overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1
          || e.scrollWidth > e.clientWidth + 1) cut.push(e.className);
      return cut;
    }"""
    assert shown.board.root.evaluate(overflow) == []
    expect(shown.page.locator("[data-stdplab-still]")).to_be_hidden()


def test_keys_on_a_spike_move_it_and_leave_the_notebook_alone(shown):
    board, keyboard = shown.board, shown.page.keyboard
    if shown.kernel:
        cell = shown.page.locator(shown.CELL[shown.name]).first
        cell.locator(".prompt, .jp-InputPrompt").first.click()
    post = list(board.times("post"))
    board.spike("post", int(post[1])).focus()
    cells = shown.cells()
    assert len(cells) == 2
    for key, step in (("ArrowLeft", -1), ("ArrowLeft", -1), ("ArrowDown", -1), ("ArrowRight", 1)):
        keyboard.press(key)
        post[1] += step
        assert board.times("post") == tuple(post)
    for key in (
        "b",
        "m",
        "x",
        "Enter",
        "d",
        "d",
        "Shift+ArrowUp",
    ):  # what notebooks take for theirs
        keyboard.press(key)
    post[1] += 10
    assert shown.cells() == cells
    assert_kernel_has(shown, *map(int, post))
    keyboard.press("Delete")
    del post[1]
    assert_kernel_has(shown, *map(int, post))
    assert shown.cells() == cells


def test_the_theme_is_followed(browser, server, shown):
    name = server[0]
    assert_panel_is(shown.board, LIGHT)
    if name == "notebook":
        go_dark(shown.page)
        board = shown.board
    else:  # nbclassic is light even where the system is dark; Voila is asked for its dark page
        turned = {"query": "?theme=dark"} if name == "voila" else {}
        other = Shown(browser, *server, color_scheme="dark", **turned)
        board = other.board
    assert_panel_is(board, LIGHT if name == "nbclassic" else DARK)
    assert board.root.evaluate(CONTRAST) > 10
    if board is not shown.board:
        other.close()


@pytest.mark.parametrize(  # Voila has no way to restart a kernel
    "server", ["notebook", "nbclassic"], indirect=True, scope="module"
)
def test_after_a_restart_the_board_is_offered_again(shown):
    board, post = shown.board, shown.board.times("post")
    assert post != (15, 75, 110, 140)
    shown.restart()
    expect(board.root.locator(".stdplab-last p")).to_contain_text("The kernel has stopped.")
    assert board.times("post") == post
    shown.run_again()
    offer = board.root.get_by_role("button", name="Restore your last board")
    offer.click()
    assert board.times("post") == post
    assert_kernel_has(shown, *map(int, post))
