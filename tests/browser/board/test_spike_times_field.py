"""Spike times typed and pasted: what is taken, what is refused in words, and what stays.

More lists, read without a page, stand in tests/js/spike_times.test.mjs.
"""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import Protocol, presets

from ..helpers.gestures import PRE, assert_agrees

DEMO = presets.FLORIAN_2007


def demo(**rows):
    return replace(DEMO, protocol=replace(DEMO.protocol, **rows))


@pytest.mark.parametrize(
    ("text", "times", "shown"),
    [
        ("(60.4 20\n1e2)", (20, 60, 100), "20, 60, 100"),
        ("", (), ""),
    ],
)
def test_a_list_is_taken_however_it_is_written(open_offline, text, times, shown):
    board = open_offline()
    expect(board.field("pre")).to_have_value("10, 85, 115, 135")
    board.enter("pre", text)
    expect(board.field("pre")).to_have_value(shown)
    assert board.times("pre") == times
    board.assert_agrees(demo(pre=times))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("10, abc, 300", ("“abc” is not a time", "numbers in ms")),
        ("85, 10, 85.2", ("“85.2”", "85 ms", "spike already", "Leave one of them out")),
        ("5 " * 2001, ("2,001 spikes", "at most 2,000", "leave some out")),
    ],
)
def test_what_cannot_be_is_named_and_stays_for_correction(open_offline, text, parts):
    board = open_offline()
    field, message = board.field("pre"), board.root.locator(".stdplab-message")
    board.enter("pre", text)
    for words in ("Pre: ", *parts, "The board keeps what it had."):
        expect(message).to_contain_text(words)
    expect(field).to_have_value(text)
    expect(field).to_have_attribute("aria-invalid", "true")
    assert board.times("pre") == (10, 85, 115, 135)
    board.assert_agrees(DEMO)
    board.enter("pre", "20")
    expect(message).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert board.times("pre") == (20,)


def test_refused_text_outlasts_other_edits_until_escape(open_offline):
    board = open_offline()
    field = board.field("pre")
    board.enter("pre", "10, abc")
    board.drag(board.point("post", 75), board.point("post", 60))
    board.slide("tau_z", 30)
    expect(board.field("post")).to_have_value("15, 60, 110, 140")
    expect(field).to_have_value("10, abc")
    field.focus()
    board.page.keyboard.press("Escape")
    expect(field).to_have_value("10, 85, 115, 135")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(board.root.locator(".stdplab-message")).to_be_hidden()


def test_a_list_that_makes_the_weight_explode_stays_too(open_offline):
    board = open_offline(demo(pre=(150,)))  # after every post spike
    board.type("gamma", "100")
    board.type("A_plus", "1e30")
    board.enter("pre", "10")
    expect(board.root.locator(".stdplab-message")).to_contain_text("The weight diverges")
    expect(board.field("pre")).to_have_value("10")
    expect(board.field("pre")).to_have_attribute("aria-invalid", "true")
    assert board.times("pre") == (150,)


def test_leaving_the_field_takes_the_list_and_a_click_in_the_row_comes_after_it(open_offline):
    board = open_offline()
    board.field("pre").fill("20, 40")
    board.page.keyboard.press("Tab")
    expect(board.field("post")).to_be_focused()
    assert board.times("pre") == (20, 40)
    board.field("pre").fill("20, 60")
    board.page.mouse.click(*board.point("pre", 150))
    expect(board.field("pre")).to_have_value("20, 60, 150")
    board.assert_agrees(demo(pre=(20, 60, 150)))


def test_the_list_follows_the_hand_on_the_spikes(open_offline):
    board = open_offline()
    board.drag(board.point("post", 75), board.point("post", 60), drop=False)
    expect(board.field("post")).to_have_value("15, 60, 110, 140")
    board.page.mouse.up()


@pytest.mark.parametrize("between", [", ", "\n"])
def test_a_hundred_thousand_pasted_spikes_get_the_sentence_at_once(open_offline, between):
    board = open_offline()
    text = between.join(f"{i / 1000:.3f}" for i in range(1, 100_001))
    board.page.evaluate(
        """text => {
          const held = document.createElement("textarea");
          document.body.append(held);
          held.value = text;
          held.select();
          document.execCommand("copy");
          held.remove();
        }""",
        text,
    )
    board.field("pre").focus()
    board.page.keyboard.press("Control+a")
    pressed = board.page.evaluate("performance.now()")
    board.page.keyboard.press("Control+v")
    expect(board.root.locator(".stdplab-message")).to_contain_text(
        "Pre: 100,000 spikes are too many"
    )
    expect(board.root.locator(".stdplab-message")).to_contain_text("at most 2,000")
    frame = "() => new Promise(then => requestAnimationFrame(() => then(performance.now())))"
    assert board.page.evaluate(frame) - pressed < 1000  # laid out, the text would take seconds
    board.assert_agrees(DEMO)


def test_no_hand_makes_a_row_fuller_than_it_may_be(open_offline):
    full = replace(DEMO, protocol=Protocol(pre=range(1, 2001), duration=3000))
    board = open_offline(full)
    board.root.get_by_role("button", name="Add a pre spike").focus()
    board.page.keyboard.press("Enter")
    expect(board.root.locator(".stdplab-message")).to_contain_text("Pre: 2,001 spikes are too many")
    expect(board.root.locator(".stdplab-message")).to_contain_text("at most 2,000")
    assert len(board.times("pre")) == 2000


def test_in_a_notebook_python_has_the_typed_list(notebook, board):
    board.enter("pre", "20, 60; 150")
    notebook.assert_becomes(PRE, (20, 60, 150))
    assert_agrees(notebook, board)
    board.enter("pre", "20, 60, 600")
    expect(board.root.locator(".stdplab-message")).to_contain_text("“600” is outside the protocol")
    assert notebook.ask(PRE) == (20, 60, 150)
    notebook.run("lab.board.experiment = presets.FLORIAN_2007")
    expect(board.spike("pre", 115)).to_be_attached()
    expect(board.field("pre")).to_have_value("20, 60, 600")
    board.field("pre").press("Escape")
    expect(board.field("pre")).to_have_value("10, 85, 115, 135")
