"""A hand on the reward: switches sideways, levels up and down."""

from playwright.sync_api import expect

from ..helpers.gestures import REWARD, assert_agrees


def test_the_reward_switch_moves_by_slider_and_by_dragging(notebook, board):
    board.slide("onset[1]", 120)
    notebook.assert_becomes(REWARD, ((0.0, 1.0), (120.0, -1.0)))
    assert_agrees(notebook, board)
    x, y = board.centre(board.handle("edge").locator(".stdplab-disc"))
    target, _ = board.point("pre", 150)
    board.drag((x, y), (target, y))
    notebook.assert_becomes(REWARD, ((0.0, 1.0), (150.0, -1.0)))
    expect(board.control("onset[1]")).to_have_value("150")
    assert_agrees(notebook, board)
    board.handle("edge").focus()
    notebook.page.keyboard.press("ArrowLeft")
    notebook.assert_becomes(REWARD, ((0.0, 1.0), (149.0, -1.0)))


def test_a_reward_level_moves_by_slider_by_dragging_and_by_keyboard(notebook, board):
    board.slide("reward[1]", 0.5)
    notebook.assert_becomes(REWARD, ((0.0, 1.0), (100.0, 0.5)))
    expect(board.handle("level", 1)).to_have_attribute("aria-valuenow", "0.5")
    x, y = board.centre(board.handle("level").locator(".stdplab-grip"))
    height = board.root.locator(".stdplab-panel").nth(3).bounding_box()["height"] - 4
    board.drag((x, y), (x, y + 2 / 3 * height))  # limits are -1.5 and 1.5: two units down
    notebook.assert_becomes(REWARD, ((0.0, -1.0), (100.0, 0.5)))
    board.handle("level").focus()
    notebook.page.keyboard.press("ArrowUp")
    notebook.assert_becomes(REWARD, ((0.0, -0.9), (100.0, 0.5)))
    assert_agrees(notebook, board)


def test_escape_takes_a_ring_back(notebook, board):
    x, y = board.centre(board.handle("edge").locator(".stdplab-disc"))
    board.drag((x, y), (board.point("pre", 150)[0], y), drop=False)
    notebook.assert_becomes(REWARD, ((0, 1), (150, -1)))
    notebook.page.keyboard.press("Escape")
    notebook.page.mouse.up()
    notebook.assert_becomes(REWARD, ((0, 1), (100, -1)))


def test_a_switch_typed_outside_is_refused_and_one_between_steps_is_snapped(notebook, board):
    board.type("onset[1]", "500")
    message = board.root.locator(".stdplab-message")
    expect(message).to_have_text("Switch at: type a number from 1 to 199.")
    assert notebook.ask(REWARD) == ((0, 1), (100, -1))
    board.type("onset[1]", "120.4")
    notebook.assert_becomes(REWARD, ((0, 1), (120, -1)))
    expect(board.control("onset[1]", "number")).to_have_value("120")
