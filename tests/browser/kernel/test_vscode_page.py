"""A board under VS Code's own widget manager: an edit reaches Python, in the colours of VS Code."""

import pytest
from playwright.sync_api import expect

from stdplab import presets
from stdplab.widgets import Board

from ..helpers import vscode_page
from ..helpers.gestures import BoardPage
from ..helpers.watched_context import watched

PANEL = {"light": "rgb(246, 247, 249)", "dark": "rgb(27, 31, 38)"}
WORDS = {"light": "rgb(28, 31, 36)", "dark": "rgb(231, 234, 238)"}
OTHER = {"light": "dark", "dark": "light"}


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return request.param


def test_a_dragged_spike_reaches_python_in_the_colours_of_vs_code(browser, theme):
    shown = Board(presets.FLORIAN_2007, presets=presets.PRESETS)
    options = {"viewport": {"width": 1200, "height": 1300}, "color_scheme": OTHER[theme]}
    with watched(browser, **options) as context:
        page = vscode_page.open_page(context, shown, theme)
        board = BoardPage(page)
        panel = board.root.locator(".stdplab-panel").first
        expect(panel).to_have_css("fill", PANEL[theme])
        expect(board.root).to_have_css("color", WORDS[theme])
        board.drag(board.point("post", 75), board.point("post", 60))
        for rule, final in (("STDP", 0.3612), ("MSTDP", 0.2564), ("MSTDPET", 0.3201)):
            board.assert_shows(rule, final)
        page.wait_for_function(
            "async () => (await widgets()).at(-1)[1]._experiment.protocol.post[1] === 60"
        )
        expect(board.root.locator(".stdplab-last")).to_be_hidden()
    assert shown.experiment.protocol.post == (15, 60, 110, 140)
