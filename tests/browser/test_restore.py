"""A reload, a restart, a crash, a notebook from yesterday: what a learner had is not lost."""

import json
import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from stdplab import presets
from stdplab.labs import florian

from .gestures import POST, BoardPage
from .jupyter import run_all

LAB = "from stdplab.labs import florian\nlab = florian()\nlab"
DEMO = presets.FLORIAN_2007
RESTORE = "Restore your last board"
GONE = (
    "The kernel has gone. The board goes on computing in the page; to get what is on it back into "
    f"Python, run its cell again and press “{RESTORE}”."
)
UNTOUCHED = (
    "The kernel has gone. The board goes on computing in the page; run its cell again for one in "
    "Python, and let Share carry over what is on this one."
)
KEPT = """post => Object.keys(localStorage).some((key) => key.startsWith("stdplab ")
  && localStorage.getItem(key).includes(`"post":[${post}]`))"""

NUMBERED = re.compile(r"\[\d+\]")


def finals(*post):
    """What the demonstration ends with for these post spikes, by rule."""
    moved = replace(DEMO, protocol=replace(DEMO.protocol, post=post))
    return {rule: result.final for rule, result in moved.run().items()}


def assert_shows(board, *post):
    for rule, final in finals(*post).items():
        board.shows(rule, final)


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1400, "height": 1500})
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def choose(page, menu, entry):
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu-item", has_text=entry).first.click()


def accept(page):
    page.locator(".jp-Dialog .jp-mod-accept").click()


def save(page):
    choose(page, "File", "Save Notebook")
    page.locator(".jp-mod-dirty").wait_for(state="detached")


def test_a_reloaded_notebook_shows_the_edited_board(server, page):
    server.write("reloaded", LAB, "florian()")
    notebook = server.open(page, "reloaded")
    board = BoardPage(page)
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    save(page)
    page.reload()
    board = BoardPage(page)
    assert_shows(board, 15, 60, 110, 140)
    BoardPage(page, 1)  # which has the same start, and was not lost either
    for index in range(2):
        expect(page.locator(".stdplab .last").nth(index)).to_be_hidden()
    board.root.scroll_into_view_if_needed()
    board.drag(board.point("post", 60), board.point("post", 62))
    notebook.assert_becomes(POST, (15, 62, 110, 140))
    notebook.close()


def test_after_a_restart_the_board_says_so_and_its_successor_offers_what_was_on_it(server, page):
    server.write("restarted", LAB)
    notebook = server.open(page, "restarted")
    board = BoardPage(page)
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    page.wait_for_function(KEPT, arg="15,60,110,140")
    choose(page, "Kernel", "Restart Kernel…")
    accept(page)
    kept = board.root.locator(".last")
    expect(kept).to_have_text(GONE + RESTORE + "Forget it")
    expect(kept.get_by_role("button")).to_have_count(0)
    board.drag(board.point("post", 60), board.point("post", 62))
    assert_shows(board, 15, 62, 110, 140)
    page.wait_for_function(KEPT, arg="15,62,110,140")

    run_all(page)
    notebook.connect_again()
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
    notebook.close()


def test_a_page_closed_before_saving_loses_no_board_while_its_kernel_lives(server, page):
    server.write("left", LAB, "second = florian()\nsecond")
    notebook = server.open(page, "left")
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
        expect(one.root.locator(".last")).to_be_hidden()
    notebook.close()


def test_a_cell_run_again_offers_only_what_no_board_in_the_page_shows_any_more(server, page):
    server.write("again", LAB, "lab.board", "second = florian()\nsecond")
    notebook = server.open(page, "again")
    offers = page.locator(".stdplab").get_by_role("button", name=RESTORE)

    def run(index):
        cell = page.locator(".jp-CodeCell").nth(index)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content()
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(NUMBERED)
        expect(page.locator(".stdplab .finals")).to_have_count(3)
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
    notebook.close()


def test_a_board_that_was_there_before_does_not_offer_what_a_newer_one_had(server, page):
    server.write("older", LAB, "second = florian()\nsecond")
    notebook = server.open(page, "older")
    newer = BoardPage(page, 1)
    newer.drag(newer.point("post", 75), newer.point("post", 60))
    page.wait_for_function(KEPT, arg="15,60,110,140")
    page.locator(".jp-CodeCell .cm-content").nth(1).click()
    choose(page, "Edit", "Delete Cell")
    expect(page.locator(".stdplab .finals")).to_have_count(1)
    save(page)
    page.reload()
    board = BoardPage(page)
    assert_shows(board, 15, 75, 110, 140)
    expect(board.root.locator(".last")).to_be_hidden()
    notebook.close()


def test_a_kernel_that_dies_is_told_on_the_board(server, page):
    server.write("crashed", LAB)
    notebook = server.open(page, "crashed")
    board = BoardPage(page)
    notebook.kernel.execute("import os; os.kill(os.getpid(), 9)")
    expect(board.root.locator(".last p")).to_have_text(UNTOUCHED)
    accept(page)  # that JupyterLab starts it again
    board.drag(board.point("post", 75), board.point("post", 60))
    assert_shows(board, 15, 60, 110, 140)
    expect(board.root.locator(".last p")).to_have_text(GONE)
    notebook.close()


def test_a_notebook_saved_with_its_widgets_computes_without_their_kernel(server, page):
    server.write("saved", LAB)
    notebook = server.open(page, "saved")
    board = BoardPage(page)
    choose(page, "Settings", "Save Widget State Automatically")
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    save(page)
    choose(page, "Settings", "Save Widget State Automatically")
    notebook.close()
    choose(page, "Kernel", "Shut Down Kernel")
    expect(board.root.locator(".last p")).to_have_text(GONE)
    page.evaluate("localStorage.clear()")
    page.reload()
    board = BoardPage(page)
    assert_shows(board, 15, 60, 110, 140)
    expect(board.root.locator(".last p")).to_have_text(UNTOUCHED)
    board.drag(board.point("post", 60), board.point("post", 62))
    assert_shows(board, 15, 62, 110, 140)
    expect(board.root.locator(".last p")).to_have_text(GONE)


def test_an_exported_page_offers_what_its_last_reader_left(alone):
    board = alone()
    offer = board.root.get_by_role("button", name=RESTORE)
    expect(offer).to_be_hidden()
    board.root.get_by_label("Preset").select_option("symmetric")
    board.drag(board.point("post", 75), board.point("post", 60))
    board.page.wait_for_function(KEPT, arg="15,60,110,140")
    symmetric = presets.SYMMETRIC
    moved = replace(symmetric, protocol=replace(symmetric.protocol, post=(15, 60, 110, 140)))
    board.page.reload()
    expect(board.root.locator(".last p")).to_have_text("What you last had on this board is kept.")
    assert_shows(board, 15, 75, 110, 140)
    assert Axe().run(board.page).violations_count == 0
    offer.press("Enter")
    for rule, result in moved.run().items():
        board.shows(rule, result.final)
    chosen = list(presets.PRESETS).index("symmetric")
    expect(board.root.get_by_label("Preset")).to_have_value(str(chosen))
    expect(offer).to_be_hidden()
    board.page.reload()
    board.root.get_by_role("button", name="Forget it").click()
    expect(board.root.locator(".last")).to_be_hidden()
    assert_shows(board, 15, 75, 110, 140)
    board.page.reload()
    assert_shows(board, 15, 75, 110, 140)
    expect(offer).to_be_hidden()


def test_the_last_edit_before_a_page_is_left_is_kept(alone):
    board = alone()
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


def test_what_the_board_cannot_take_is_not_offered(alone):
    board = alone()
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
        expect(board.root.locator(".message")).to_be_hidden()


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
    spike = root.locator('.row.post .spike[aria-valuenow="75"]')
    spike.press("Shift+ArrowLeft")
    spike.or_(root.locator(".row.post .spike:focus")).press("Shift+ArrowLeft")
    expect(root.locator('.finals tr[data-rule="STDP"] td').first).to_have_text(
        f"{finals(15, 55, 110, 140)['STDP']:.4f}"
    )
    expect(root.locator(".last")).to_be_hidden()
    assert wrong == []
    page.close()
