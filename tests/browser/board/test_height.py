"""A board keeps its height while it is used: a button below it stays under the finger."""

import pytest
from playwright.sync_api import expect

MOVE = "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', {bubbles: true})) }"


@pytest.mark.parametrize("width", [360, 400, 480, 560, 640, 720, 820, 900, 960, 1000, 1100, 1300])
def test_no_moment_makes_a_board_taller(open_offline, width):
    board = open_offline(viewport={"width": width, "height": 2600})
    slider, sentence = board.root.locator(".stdplab-time input"), ".stdplab-sentence"
    heights = set()
    for time in range(5, 200, 5):
        slider.evaluate(MOVE, time)
        expect(board.root.locator(sentence)).to_contain_text(f"{time} ms")
        heights.add(board.root.bounding_box()["height"])
    assert len(heights) == 1, heights
