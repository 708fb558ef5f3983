"""A board keeps its height while it is used: a button below it stays under the finger."""

import pytest

HEIGHTS = """async (board) => {
  const slider = board.querySelector(".stdplab-time input"), heights = {};
  for (let time = 5; time < 200; time += 5) {
    slider.value = time;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    if (board.querySelector(".stdplab-sentence").textContent.includes(`${time} ms`))
      heights[time] = board.getBoundingClientRect().height;
  }
  return heights;
}"""
"""The height at each moment whose sentence the board shows by then."""


@pytest.mark.parametrize("width", [360, 480, 560, 720, 820, 900, 1000, 1300])
def test_no_moment_makes_a_board_taller(open_offline, width):
    board = open_offline(viewport={"width": width, "height": 2600})
    heights = board.root.evaluate(HEIGHTS)
    assert len(heights) == 39
    assert len(set(heights.values())) == 1, heights
