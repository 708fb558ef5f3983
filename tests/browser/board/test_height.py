"""A board keeps its height while it is used: a button below it stays under the finger."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [1000, 1240, 1300])
def test_another_spike_makes_no_board_taller(open_offline, width):
    board = open_offline(viewport={"width": width, "height": 1400})
    heights, at = {}, 75
    for time in (60, 50, 65, 75):
        board.drag(board.point("post", at), board.point("post", time))
        expect(board.root.locator(".stdplab-sentence")).to_contain_text(f"At {time} ms")
        heights[time], at = board.root.bounding_box()["height"], time
    assert len(set(heights.values())) == 1, heights
