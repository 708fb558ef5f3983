"""A hand on the start of a weight, and other hands than a mouse: finger, pen, keys."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import presets

from ..helpers.gestures import assert_agrees

DEMO = presets.FLORIAN_2007
SONG = presets.get("song-2000")


def start(board, index=0):
    return board.root.get_by_role("slider", name="start of the weight").nth(index)


def up(board, fraction, index=0):
    """From where the handle is to a part of its panel's axis further up, in the page's pixels."""
    x, y = board.centre(start(board, index).locator(".stdplab-disc"))
    height = board.root.locator(".stdplab-drawing .stdplab-panel").last.bounding_box()["height"] - 4
    return (x, y), (x, y - fraction * height)


def finger(board, origin, end):
    """Drag as a finger does."""
    hand = board.page.context.new_cdp_session(board.page)
    (x, y), (to_x, to_y) = origin, end
    path = [(x + (to_x - x) * i / 8, y + (to_y - y) * i / 8) for i in range(9)]
    for i, (at_x, at_y) in enumerate(path):
        event = {
            "type": "touchMove" if i else "touchStart",
            "touchPoints": [{"x": at_x, "y": at_y}],
        }
        hand.send("Input.dispatchTouchEvent", event)
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def pen(board, origin, end):
    """Drag as a pen does."""
    hand = board.page.context.new_cdp_session(board.page)
    (x, y), (to_x, to_y) = origin, end
    for kind, at_x, at_y, held in (
        ("mousePressed", x, y, 1),
        ("mouseMoved", (x + to_x) / 2, (y + to_y) / 2, 1),
        ("mouseMoved", to_x, to_y, 1),
        ("mouseReleased", to_x, to_y, 0),
    ):
        event = {"type": kind, "x": at_x, "y": at_y, "button": "left", "buttons": held}
        hand.send("Input.dispatchMouseEvent", {**event, "clickCount": 1, "pointerType": "pen"})


def test_the_start_is_dragged_and_every_curve_follows(open_offline):
    board = open_offline()
    board.drag(*up(board, 0.2))  # a fifth of 0 to 0.5
    for index in range(3):
        expect(start(board, index)).to_have_attribute("aria-valuenow", "0.3")
    expect(board.control("w0", "number")).to_have_value("0.3")
    board.assert_agrees(replace(DEMO, w0=0.3))
    board.button("Reset").click()
    board.assert_agrees(DEMO)  # and its limits are those of before
    board.drag(*up(board, -0.2, 2))
    expect(start(board)).to_have_attribute("aria-valuetext", "0.1000")
    board.assert_agrees(replace(DEMO, w0=0.1))


def test_the_start_is_moved_by_keyboard_and_escape_takes_a_drag_back(open_offline):
    board = open_offline()
    keys = board.page.keyboard
    start(board, 1).focus()
    keys.press("ArrowUp")
    keys.press("Shift+ArrowUp")
    keys.press("ArrowLeft")
    expect(start(board)).to_have_attribute("aria-valuenow", "0.3")
    expect(start(board, 1)).to_be_focused()
    for _ in range(5):
        keys.press("Shift+ArrowDown")
    expect(start(board)).to_have_attribute("aria-valuenow", "0")
    board.drag(*up(board, 0.4), drop=False)
    expect(start(board)).not_to_have_attribute("aria-valuenow", "0")
    keys.press("Escape")
    board.page.mouse.up()
    board.assert_agrees(replace(DEMO, w0=0.0))


def test_the_start_stays_inside_the_bounds(open_offline):
    board = open_offline("song-2000")
    origin, _ = up(board, 0)
    for y, bound in ((0, SONG.bounds.high), (board.page.viewport_size["height"], SONG.bounds.low)):
        board.drag(origin, (origin[0], y))
        expect(start(board)).to_have_attribute("aria-valuenow", f"{bound:g}")
        board.assert_agrees(replace(SONG, w0=bound))
        origin, _ = up(board, 0)
    expect(start(board)).to_have_attribute("aria-valuemax", f"{SONG.bounds.high:g}")
    expect(board.root.locator(".stdplab-message")).to_be_hidden()


@pytest.mark.parametrize("width", [1200, 420])
@pytest.mark.parametrize("hand", [finger, pen])
def test_finger_and_pen_move_a_spike_and_the_start(open_offline, open_for_a_finger, hand, width):
    open_board = open_for_a_finger if hand is finger else open_offline
    board = open_board(viewport={"width": width, "height": 1300})
    board.page.evaluate(
        "() => addEventListener('pointerdown', event => { window.hand = event.pointerType }, true)"
    )
    hand(board, board.point("post", 75), board.point("post", 30))
    assert board.times("post") == (15, 30, 110, 140)
    assert board.page.evaluate("hand") == ("touch" if hand is finger else "pen")
    scrolled = board.page.evaluate("scrollY")
    hand(board, *up(board, 0.2))
    moved = replace(DEMO, w0=0.3, protocol=replace(DEMO.protocol, post=(15, 30, 110, 140)))
    board.assert_agrees(moved)
    assert board.page.evaluate("scrollY") == scrolled


def test_in_a_notebook_python_has_the_dragged_start(notebook, board):
    board.drag(*up(board, 0.2))
    notebook.assert_becomes("lab.experiment.w0", 0.3)
    assert_agrees(notebook, board)
    notebook.run("lab.board.set('w0', 0.45)")
    expect(start(board)).to_have_attribute("aria-valuenow", "0.45")
