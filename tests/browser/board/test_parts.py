"""A board taken apart: parts alone in a notebook, one state; hidden and locked controls."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import presets, share
from stdplab.labs import Lab

from ..helpers.gestures import POST, BoardPage

CELLS = (
    """from stdplab import presets
from stdplab.labs import Lab, florian
from stdplab.widgets.board.part import Part
lab, locked = florian(), Lab(presets.PRESETS, "florian", lock=["pre"])""",
    "Part(lab.board, 'raster')",
    "Part(lab.board, 'reward', 'w MSTDPET')",
    "Part(lab.board, 'window')",
    "Part(lab.board, 'controls')",
    "Part(lab.board, 'table')",
    "Part(locked.board, 'raster')",
    """from ipywidgets import HBox
HBox([Part(lab.board, "window"), Part(lab.board, "table"), Part(lab.board, "w STDP")])""",
)

LINKED = ("raster", "w MSTDPET", "time", "window", "toolbar")


def test_parts_stand_alone_and_share_one_state(open_notebook):
    notebook = open_notebook("parts", *CELLS, viewport={"width": 1400, "height": 2600})
    page = notebook.page
    roots = page.locator(".stdplab")
    expect(roots).to_have_count(9)
    raster = BoardPage(page)
    table = roots.nth(4).locator('.stdplab-finals tr[data-rule="STDP"] td').first
    expect(table).to_have_text("0.2690")
    expect(roots.nth(0).locator(".stdplab-drawing .stdplab-panel")).to_have_count(2)
    for other in (".stdplab-toolbar", ".stdplab-time", ".stdplab-finals", ".stdplab-learning"):
        expect(roots.nth(0).locator(other)).to_be_hidden()
    raster.drag(raster.point("post", 75), raster.point("post", 60))
    expect(table).to_have_text("0.3612")
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    disc = roots.nth(2).get_by_role("slider", name="LTP amplitude")
    disc.focus()
    page.keyboard.press("ArrowDown")
    notebook.assert_becomes("lab.experiment.rules[0].A_plus < 1", True)
    typed = roots.nth(3).locator('.stdplab-control[data-key="A_plus"] input[type="number"]')
    expect(typed).not_to_have_value("1")
    notebook.run("lab.board.set('A_plus', 1)")
    expect(table).to_have_text("0.3612")
    locked = BoardPage(page, 5)  # a part opens no lock of its board
    locked.drag(locked.point("pre", 85), locked.point("pre", 60))
    expect(locked.root.locator(".stdplab-message")).to_contain_text("The pre spikes are locked")
    assert locked.times("pre") == (10, 85, 115, 135)
    row = [roots.nth(index) for index in (6, 7, 8)]  # in a box, which asks how wide they are
    shown = [".stdplab-window .stdplab-branch", ".stdplab-finals td", ".stdplab-curve"]
    for part, own in zip(row, shown, strict=True):
        expect(part.locator(own).first).to_be_visible()
        for other in (
            ".stdplab-toolbar",
            ".stdplab-time",
            *(name for name in shown if name != own),
        ):
            expect(part.locator(other).first).not_to_be_visible()
    lefts = [part.bounding_box()["x"] for part in row]
    rights = [part.bounding_box()["x"] + part.bounding_box()["width"] for part in row]
    assert all(right < left for right, left in zip(rights, lefts[1:], strict=False))


def test_parts_share_the_moment_the_closer_look_and_kept_runs(open_notebook):
    cells = (CELLS[0], *(f"Part(lab.board, {name!r})" for name in LINKED))
    page = open_notebook("linked", *cells, viewport={"width": 1400, "height": 1800}).page
    raster, weight, time, window, toolbar = (page.locator(".stdplab").nth(i) for i in range(5))
    pill = weight.locator(".stdplab-cursor text")
    expect(pill).not_to_be_visible()
    board = BoardPage(page)
    page.mouse.move(*board.point("pre", 50))
    expect(pill).to_have_text("50 ms")
    expect(time.locator(".stdplab-sentence")).to_contain_text("50 ms")
    time.get_by_role("slider", name="Moment, ms").fill("75")
    for part in (raster, weight):
        expect(part.locator(".stdplab-cursor text")).to_have_text("75 ms")
        expect(part.locator(".stdplab-cursor")).to_be_visible()
    box = weight.locator(".stdplab-curve").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 115 / 200, box["y"] + box["height"] / 2)
    for part, own in ((raster, ".stdplab-lit rect"), (window, ".stdplab-point")):
        expect(part.locator(own).first).to_be_visible()
    time.get_by_role("button", name="Zoom in").click()
    for part in (raster, weight):
        expect(part.locator(".stdplab-axis text", has_text=re.compile("^0$"))).to_have_count(0)
    toolbar.get_by_role("button", name="Keep to compare").click()
    expect(weight.locator(".stdplab-ghost")).to_have_count(1)


@pytest.fixture
def opened_lab(browser, tmp_path):
    pages = []

    def open_lab(**chosen):
        lab = Lab(presets.PRESETS, "florian", **chosen)
        pages.append(browser.new_page(viewport={"width": 1240, "height": 1200}))
        pages[-1].goto(lab.export(tmp_path / "lab.html").as_uri())
        return BoardPage(pages[-1])

    yield open_lab
    for page in pages:
        page.close()


@pytest.fixture
def restricted(opened_lab):
    return opened_lab(hide=["gamma"], lock=["pre", "tau_z", "reward"])


def test_a_locked_switch_cannot_be_taken_away(opened_lab):
    board = opened_lab(lock=["onset[1]"])
    board.handle("edge").focus()
    board.page.keyboard.press("Delete")
    expect(board.root.locator(".stdplab-message")).to_contain_text(
        "Switch at is locked in this lab."
    )
    expect(board.root.locator(".stdplab-handle.stdplab-edge")).to_have_count(1)
    board.handle("level").focus()
    board.page.keyboard.press("ArrowUp")  # the level is not locked
    expect(board.root.locator(".stdplab-message")).to_be_hidden()


def test_what_is_locked_stays_and_says_so(restricted):
    board = restricted
    message = board.root.locator(".stdplab-message")
    board.drag(board.point("pre", 85), board.point("pre", 60))
    expect(message).to_contain_text("The pre spikes are locked in this lab. The board keeps")
    assert board.times("pre") == (10, 85, 115, 135)
    expect(board.control("tau_z")).to_be_disabled()
    expect(board.control("tau_z", "number")).to_be_disabled()
    board.handle("level").focus()
    board.page.keyboard.press("ArrowDown")
    expect(message).to_contain_text("The reward is locked in this lab.")
    board.drag(board.point("post", 75), board.point("post", 60))  # this one is not
    board.assert_shows("STDP", 0.3612)
    expect(message).to_be_hidden()


def test_what_is_hidden_is_not_in_the_column(restricted):
    expect(restricted.control("gamma")).to_have_count(0)
    expect(restricted.control("A_plus")).to_be_visible()


def test_the_display_s_switch_can_be_hidden_and_its_choice_holds(opened_lab):
    switch = '.stdplab-control[data-key="convention"]'
    board = opened_lab()
    expect(board.root.locator(switch)).to_be_visible()
    expect(board.root.locator(".stdplab-drawing")).to_contain_text(
        "\u22120.4"
    )  # of traces times gamma
    board = opened_lab(hide=["convention"], convention="unit")
    expect(board.control("gamma")).to_be_visible()
    expect(board.root.locator(switch)).to_have_count(0)
    expect(board.root.locator(".stdplab-drawing")).not_to_contain_text("\u22120.4")


def test_no_way_round_leads_to_what_is_locked(restricted):
    board = restricted
    message = board.root.locator(".stdplab-message")
    board.root.get_by_role("button", name="Single pulse").click()
    expect(message).to_contain_text("The reward is locked in this lab.")
    board.drag(board.point("post", 75), board.point("post", 60))
    expect(message).to_be_hidden()
    moved = replace(presets.FLORIAN_2007.protocol, pre=(10, 60, 115, 135))
    board.root.get_by_role("button", name="Share").click()
    field = board.root.get_by_label("Paste a token or JSON")
    field.fill(share.token(replace(presets.FLORIAN_2007, protocol=moved)))
    field.press("Enter")
    expect(message).to_contain_text("The pre spikes are locked in this lab.")
    assert board.times("pre") == (10, 85, 115, 135)
    assert board.times("post") == (15, 60, 110, 140)
