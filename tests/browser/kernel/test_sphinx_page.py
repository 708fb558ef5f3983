"""Boards in a page that Sphinx has made: alive, in its colours, and out of reach of its style."""

import pytest
from playwright.sync_api import expect

from ..helpers import sphinx_page
from ..helpers.gestures import BoardPage
from ..helpers.watched_context import watched

PANEL = {"light": "rgb(246, 247, 249)", "dark": "rgb(27, 31, 38)"}
WORDS = {"light": "rgb(28, 31, 36)", "dark": "rgb(231, 234, 238)"}


@pytest.fixture(scope="module", params=["alabaster", "furo"])
def built(request, tmp_path_factory):
    return request.param, sphinx_page.build(tmp_path_factory.mktemp("sphinx"), request.param)


@pytest.fixture
def open_page(browser, built):
    """Open the page where the system is light or dark."""
    contexts = []

    def open_one(system):
        context = watched(browser, viewport={"width": 1300, "height": 2400}, color_scheme=system)
        contexts.append(context)
        return BoardPage(sphinx_page.open_page(context.__enter__(), built[1]))

    yield open_one
    for context in contexts:
        context.__exit__(None, None, None)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_drag_moves_the_curves_in_the_colours_of_the_page(open_page, built, system):
    board = open_page(system)
    board.drag(board.point("post", 75), board.point("post", 60))
    for rule, final in (("STDP", 0.3612), ("MSTDP", 0.2564), ("MSTDPET", 0.3201)):
        board.assert_shows(rule, final)
    scheme = "light" if built[0] == "alabaster" else system  # alabaster is always light
    question = board.page.locator(".stdplab-predict")
    for root in (board.root, question):
        expect(root.locator(".stdplab-panel").first).to_have_css("fill", PANEL[scheme])
        expect(root).to_have_css("color", WORDS[scheme])


@pytest.mark.parametrize("built", ["furo"], indirect=True)  # which has such a choice
def test_a_reader_who_chooses_the_dark_theme_gets_a_dark_board(open_page):
    board = open_page("light")
    panel = board.root.locator(".stdplab-panel").first
    expect(panel).to_have_css("fill", PANEL["light"])
    board.page.evaluate("document.body.dataset.theme = 'dark'")
    expect(panel).to_have_css("fill", PANEL["dark"])


def test_the_page_says_nothing_of_a_kernel_and_offers_what_its_last_reader_left(open_page):
    board = open_page("light")
    bar = board.root.locator(".stdplab-last")
    board.drag(board.point("post", 75), board.point("post", 60))
    board.page.wait_for_function("() => Object.keys(localStorage).length")
    expect(bar).to_be_hidden()
    board.page.reload()
    board = BoardPage(board.page)
    expect(bar.locator("p")).to_have_text("Your last state of this board was saved.")
    bar.get_by_role("button", name="Restore your last board").click()
    assert board.times("post") == (15, 60, 110, 140)


def test_the_sidebar_of_the_page_is_styled_and_the_boards_is_not(open_page):
    board = open_page("light")
    expect(board.page.locator("aside.sidebar, div.sidebar").first).to_have_css("float", "right")
    ours = board.root.locator(".stdplab-sidebar")
    expect(ours).to_have_css("float", "none")
    expect(ours).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    family = "e => getComputedStyle(e).fontFamily"
    assert board.root.evaluate(family) == board.page.locator("body").evaluate(family)
    heading = board.root.locator(".stdplab-heading").first
    expect(heading).to_have_css("font-size", "11px")
    expect(heading).to_have_css("margin-bottom", "6px")
    change = board.root.locator(".stdplab-finals .stdplab-change").first
    expect(change).to_have_css("text-align", "right")
