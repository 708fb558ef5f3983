"""A page without a kernel offers what its last reader left, and nothing that it cannot take."""

import json
from dataclasses import replace

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from stdplab import presets
from stdplab.labs import florian

from ..helpers.lost_board import DEMO, KEPT, RESTORE, assert_shows, finals


def test_an_exported_page_offers_what_its_last_reader_left(open_offline):
    board = open_offline()
    offer = board.root.get_by_role("button", name=RESTORE)
    expect(offer).to_be_hidden()
    board.root.get_by_label("Preset").select_option("symmetric")
    board.drag(board.point("post", 75), board.point("post", 60))
    board.page.wait_for_function(KEPT, arg="15,60,110,140")
    symmetric = presets.SYMMETRIC
    moved = replace(symmetric, protocol=replace(symmetric.protocol, post=(15, 60, 110, 140)))
    board.page.reload()
    expect(board.root.locator(".stdplab-last p")).to_have_text(
        "Your last state of this board was saved."
    )
    assert_shows(board, 15, 75, 110, 140)
    assert Axe().run(board.page).violations_count == 0
    offer.press("Enter")
    for rule, result in moved.run().items():
        board.assert_shows(rule, result.final)
    chosen = list(presets.PRESETS).index("symmetric")
    expect(board.root.get_by_label("Preset")).to_have_value(str(chosen))
    expect(offer).to_be_hidden()
    board.page.reload()
    board.root.get_by_role("button", name="Discard it").click()
    expect(board.root.locator(".stdplab-last")).to_be_hidden()
    assert_shows(board, 15, 75, 110, 140)
    board.page.reload()
    assert_shows(board, 15, 75, 110, 140)
    expect(offer).to_be_hidden()


def test_the_last_edit_before_a_page_is_left_is_kept(open_offline):
    board = open_offline()
    board.drag(board.point("post", 75), board.point("post", 60))
    board.page.reload()
    board.button(RESTORE).click()
    assert_shows(board, 15, 60, 110, 140)


def spoilt(change):
    experiment = DEMO.to_dict()
    change(experiment)
    return json.dumps({"life": "x", "preset": "florian", "experiment": experiment})


BAD = {
    "no JSON": "{",
    "no object": "5",
    "empty": "{}",
    "no experiment": '{"experiment": {"stdplab": 1}}',
    "spikes that are words": spoilt(lambda e: e["protocol"].update(post=["a"])),
    "a spike after the end": spoilt(lambda e: e["protocol"].update(post=[900])),
    "a run without end": spoilt(lambda e: e["protocol"].update(duration=1e12)),
    "unknown rules": spoilt(lambda e: e["rules"][0].update(rule="Nobody's")),
    "a word for a number": spoilt(lambda e: e["rules"][0].update(A_plus="x")),
    "no time constant": spoilt(lambda e: e["rules"][0].update(tau_plus=0)),
    "a weight beyond all bounds": spoilt(lambda e: e["rules"][0].update(A_plus=1e40)),
}


def test_what_the_board_cannot_take_is_not_offered(open_offline):
    board = open_offline()
    page = board.page
    board.drag(board.point("post", 75), board.point("post", 60))
    page.wait_for_function(KEPT, arg="15,60,110,140")
    (key,) = page.evaluate("Object.keys(localStorage)")
    good = page.evaluate("key => localStorage.getItem(key)", key)
    for text, offered in [*((bad, False) for bad in BAD.values()), (good, True)]:
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
        page.reload()
        assert_shows(board, 15, 75, 110, 140)
        offer = board.root.get_by_role("button", name=RESTORE)
        expect(offer).to_be_visible(visible=offered)
        expect(board.root.locator(".stdplab-message")).to_be_hidden()


def test_a_browser_that_denies_storage_shows_the_board_all_the_same(browser, tmp_path):
    """As in a frame that somebody else's page has closed off."""
    florian().export(tmp_path / "lab.html")
    outer = tmp_path / "outer.html"
    outer.write_text('<iframe sandbox="allow-scripts" src="lab.html" width="1100" height="900">')
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(outer.as_uri())
    root = page.frame_locator("iframe").locator(".stdplab")
    spike = root.locator('.stdplab-row.stdplab-post .stdplab-spike[aria-valuenow="75"]')
    spike.press("Shift+ArrowLeft")
    spike.or_(root.locator(".stdplab-row.stdplab-post .stdplab-spike:focus")).press(
        "Shift+ArrowLeft"
    )
    expect(root.locator('.stdplab-finals tr[data-rule="STDP"] td').first).to_have_text(
        f"{finals(15, 55, 110, 140)['STDP']:.4f}"
    )
    expect(root.locator(".stdplab-last")).to_be_hidden()
    assert wrong == []
    page.close()
