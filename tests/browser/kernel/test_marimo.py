"""Boards, parts and predictions in marimo: an edit reaches Python, the style each shadow root."""

import pytest
from playwright.sync_api import expect

from ..helpers import marimo
from ..helpers.gestures import BoardPage
from ..helpers.watched_context import watched

PANEL = {"light": "rgb(246, 247, 249)", "dark": "rgb(27, 31, 38)"}
SHEETS = """root => root.getRootNode().adoptedStyleSheets
  .filter(({ cssRules: [first] }) => first?.selectorText === ".stdplab").length"""


@pytest.fixture(scope="module", params=["light", "dark"])
def served(request):
    with marimo.serving(request.param) as address:
        yield request.param, address


@pytest.fixture
def page(browser, served):
    """The notebook, opened by a new reader, whose system has the other theme."""
    theme, address = served
    system = {"light": "dark", "dark": "light"}[theme]
    options = {"viewport": {"width": 1300, "height": 2200}, "color_scheme": system}
    with watched(browser, **options) as context:
        context.set_default_timeout(60_000)
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        page = context.new_page()
        page.goto(address)
        yield page


@pytest.fixture
def board(page):
    board = BoardPage(page)
    board.root = page.locator(".stdplab:has(.stdplab-toolbar:visible)")
    board.root.locator(".stdplab-panel").first.wait_for()
    return board


in_one_theme = pytest.mark.parametrize("served", ["light"], indirect=True, scope="module")


@in_one_theme
def test_a_dragged_spike_reaches_python_and_the_cells_that_use_the_board(board):
    board.drag(board.point("post", 75), board.point("post", 60))
    for rule, final in (("STDP", 0.3612), ("MSTDP", 0.2564), ("MSTDPET", 0.3201)):
        board.assert_shows(rule, final)
    expect(board.page.get_by_text("kernel [")).to_have_text("kernel [15, 60, 110, 140]")
    board.spike("post", 60).press("Shift+ArrowRight")
    expect(board.page.get_by_text("kernel [")).to_have_text("kernel [15, 70, 110, 140]")


def test_every_widget_has_its_style_once_and_the_theme_of_marimo(page, served, board):
    theme, _ = served
    part = page.locator(".stdplab:has(.stdplab-window:visible):not(:has(.stdplab-row))")
    prediction = page.locator(".stdplab-predict")
    for root in (board.root, part, prediction):
        expect(root.locator(".stdplab-panel").first).to_have_css("fill", PANEL[theme])
        assert root.evaluate(SHEETS) == 1


@in_one_theme
def test_a_part_follows_the_board_in_another_cell(page, board):
    part = page.locator(".stdplab:has(.stdplab-window:visible):not(:has(.stdplab-row))")
    branch = part.locator(".stdplab-plus")
    before = branch.get_attribute("d")
    board.slide("tau_plus", 60)
    expect(branch).not_to_have_attribute("d", before)


@in_one_theme
def test_a_prediction_is_committed_and_its_verdict_comes_from_python(page):
    prediction = page.locator(".stdplab-predict")
    pen = prediction.get_by_role("slider")
    pen.press("ArrowUp")
    prediction.get_by_role("button", name="Commit").click()
    expect(prediction.get_by_role("status")).to_contain_text("curve")
