"""The Share menu itself: by keyboard, in its place, where copying is forbidden."""

import pytest
from playwright.sync_api import expect

from stdplab import share

from ..helpers.gestures import BoardPage
from ..helpers.share_menu import DEMO, Sharing


def test_by_keyboard_it_opens_copies_and_closes(sharing):
    sharing.opener.focus()
    sharing.page.keyboard.press("Enter")
    expect(sharing.panel.get_by_role("button", name="Copy as Python")).to_be_focused()
    sharing.page.keyboard.press("Tab")
    sharing.page.keyboard.press("Enter")
    expect(sharing.status).to_have_text("Copied the token.")
    sharing.page.keyboard.press("Escape")
    expect(sharing.panel).to_be_hidden()
    expect(sharing.opener).to_be_focused()


@pytest.mark.parametrize("width", [400, 1200])
def test_it_stays_inside_the_window_and_below_its_button(sharing, width):
    sharing.page.set_viewport_size({"width": width, "height": 700})
    sharing.page.evaluate("scrollTo(0, 0)")
    sharing.open()
    for top in (0, 60):
        sharing.page.mouse.wheel(0, top)
        expect(sharing.panel).to_be_in_viewport(ratio=1)
        expect(sharing.panel).to_be_visible()
        anchor, box = sharing.opener.bounding_box(), sharing.panel.bounding_box()
        assert abs(anchor["y"] + anchor["height"] + 6 - box["y"]) < 1


def test_where_copying_is_forbidden_the_text_stands_there_selected(browser, exported):
    text = exported.read_text()
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto("http://classroom.test/")  # no https: browsers keep the clipboard shut
    sharing = Sharing(page, BoardPage(page))
    sharing.open().get_by_role("button", name="Copy token").click()
    expect(sharing.status).to_contain_text("does not let this page copy. The token is selected")
    shown = sharing.panel.get_by_label("Text to copy")
    expect(shown).to_be_focused()
    assert share.restore(shown.input_value()) == DEMO
    assert page.evaluate("getSelection().toString()") == shown.input_value()
    assert not shown.is_editable()
    page.close()
