"""Predictions made with the mouse and by keyboard; the answer shows only afterwards."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from ..helpers import jupyter

CELL = """from stdplab import presets
from stdplab.widgets import PredictionWidget, ReferenceCurve
florian = presets.FLORIAN_2007
drawn, said = [PredictionWidget(florian, "MSTDPET", how=how) for how in ("draw", "say")]
chosen = PredictionWidget(florian, "MSTDP", options={"A": "STDP", "B": "MSTDP"})
curve = ReferenceCurve((0.0, 0.5, 1.0), -5.0, 200.0, "epoch", symbol="share of networks")
worded = PredictionWidget(curve)
__import__("ipywidgets").VBox([drawn, said, chosen, worded])"""


@pytest.fixture(scope="module")
def asked(server, shared_tab):
    shared_tab.page.set_viewport_size({"width": 1200, "height": 1500})
    with server.opened(shared_tab, "predict", CELL) as notebook:
        notebook.page.locator(".stdplab.stdplab-predict").nth(3).wait_for()
        yield notebook


def test_a_curve_is_drawn_committed_and_compared(asked):
    page = asked.page
    part = page.locator(".stdplab.stdplab-predict").first
    commit = part.get_by_role("button", name="Commit")
    expect(commit).to_have_attribute("aria-disabled", "true")
    commit.dispatch_event("click")  # with nothing drawn it does nothing
    assert asked.ask("drawn.committed") is False
    assert part.locator("path.stdplab-dashed").get_attribute("d") is None

    box = part.locator("svg.stdplab-sketch rect.stdplab-panel").bounding_box()
    x = lambda part: box["x"] + part * box["width"]  # noqa: E731 - as places in the panel
    y = lambda w: box["y"] + (1 - w / 0.5) * box["height"]  # noqa: E731
    page.mouse.move(x(0), y(0.2))
    page.mouse.down()
    page.mouse.move(x(0.5), y(0.4), steps=8)
    page.mouse.up()
    # Behind the hand it goes on level.
    asked.assert_becomes("[round(w, 1) for w in (drawn.answer or ())[::20]]", [0.2, 0.4, 0.4])
    part.get_by_role("button", name="Start again").click()
    asked.assert_becomes("drawn.answer", None)

    pen = part.get_by_role("slider")
    pen.focus()
    for key in (*["Shift+ArrowRight"] * 8, *["ArrowUp"] * 10, *["ArrowLeft"] * 2, "ArrowDown"):
        page.keyboard.press(key)
    expect(pen).to_have_attribute("aria-valuetext", "w = 0.195 at 190 ms")
    drawn = "drawn.answer and [round(drawn.answer[i], 3) for i in (0, 37, 38, 40)]"
    asked.assert_becomes(drawn, [0.2, 0.2, 0.195, 0.195])
    page.mouse.move(x(0.1), y(0.25))
    page.mouse.down()
    page.mouse.move(x(1), y(0.4), steps=8)
    page.mouse.up()
    commit.click()
    expect(part.get_by_role("status")).to_contain_text(re.compile(r"It ends at w = 0.334; yours"))
    expect(commit).to_be_hidden()
    assert part.locator("path.stdplab-dashed").get_attribute("d").count("L") == 40
    answer = asked.ask("drawn.answer")
    page.mouse.click(x(0.5), y(0.1))  # what counts cannot be changed any more
    assert asked.ask("drawn.answer") == answer
    assert asked.ask("0 < drawn.score < 1") is True


def test_a_way_is_said_by_keyboard_and_the_curve_then_shown(asked):
    part = asked.page.locator(".stdplab.stdplab-predict").nth(1)
    part.get_by_role("radio", name="rises").focus()
    asked.page.keyboard.press("ArrowRight")
    asked.assert_becomes("said.answer", "falls")
    assert part.locator("svg").count() == 0
    part.get_by_role("button", name="Commit").focus()
    asked.page.keyboard.press("Enter")
    verdict = part.get_by_role("status")
    expect(verdict).to_have_text("You said: falls. What happens: it rises.")
    expect(part.locator("svg.stdplab-sketch")).to_be_visible()
    expect(part.get_by_role("radio", name="rises")).to_be_disabled()


def test_a_curve_is_chosen_in_the_dark_too(asked):
    page = asked.page
    jupyter.go_dark(page)
    part = page.locator(".stdplab.stdplab-predict").nth(2)
    part.get_by_text("B", exact=True).click()
    part.get_by_role("button", name="Commit").click()
    expect(part.get_by_role("status")).to_have_text("Right: B.")
    stroke = part.locator("path.stdplab-curve").first.evaluate("e => getComputedStyle(e).stroke")
    assert stroke == "rgb(99, 179, 237)"


def test_every_word_of_the_axes_is_inside_the_picture(asked):
    drawings = asked.page.locator(".stdplab.stdplab-predict svg.stdplab-sketch:visible").all()
    assert len(drawings) >= 2
    for part in drawings:
        part.scroll_into_view_if_needed()
        whole = part.bounding_box()
        for text in part.locator("text:visible").all():
            box = text.bounding_box()
            assert whole["x"] - 0.5 <= box["x"], text.text_content()
            assert box["x"] + box["width"] <= whole["x"] + whole["width"] + 0.5
            assert whole["y"] - 0.5 <= box["y"]


WORDS = """drawing => [...drawing.querySelectorAll("text")].filter(t => t.getClientRects().length)
  .map(t => [t.textContent, t.getBoundingClientRect()])
  .map(([words, {left, top, right, bottom}]) => [words, left, top, right, bottom])"""


def test_in_a_narrow_page_the_words_of_the_axes_keep_their_distance(asked):
    page = asked.page
    page.set_viewport_size({"width": 480, "height": 1500})
    part = page.locator(".stdplab.stdplab-predict").nth(3).locator("svg.stdplab-sketch")
    page.wait_for_function("part => part.clientWidth < 420", arg=part.element_handle())
    words = part.evaluate(WORDS)
    assert part.locator(".stdplab-tick:visible").all_text_contents() == [
        "0",
        "50",
        "100",
        "150",
        "200",
    ]
    for one, other in itertools.combinations(words, 2):
        (_, left, top, right, bottom), (_, others_left, others_top, others_right, others_bottom) = (
            one, other,
        )  # fmt: skip
        beside = max(left, others_left) - min(right, others_right)
        above = max(top, others_top) - min(bottom, others_bottom)
        assert beside > 5 or above > -2, (one, other)  # boxes of text are higher than its letters
    page.set_viewport_size({"width": 1200, "height": 1500})


def test_an_axis_that_passes_zero_has_a_line_there(asked):
    worded, plain = (asked.page.locator(".stdplab.stdplab-predict").nth(k) for k in (3, 0))
    box = "e => { const {x, y, width, height} = e.getBBox(); return {x, y, width, height} }"
    line = worded.locator("path.stdplab-zero").first.evaluate(box)
    panel = worded.locator("rect.stdplab-panel").first.evaluate(box)
    assert line["x"] - panel["x"] == pytest.approx(5 / 205 * panel["width"], abs=0.1)
    assert (line["y"], line["height"]) == (panel["y"], panel["height"])
    assert plain.locator("path.stdplab-zero").first.get_attribute("d") == "M0 0"
