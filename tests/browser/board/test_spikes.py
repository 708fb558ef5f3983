"""A hand on the spikes: what it does, Python sees and the page shows."""

from playwright.sync_api import expect

from stdplab import presets

from ..helpers.gestures import POST, PRE, assert_agrees, later


def test_a_dragged_spike_reaches_python_and_moves_the_curves(notebook, board):
    x, y = board.point("post", 60)
    board.drag(board.point("post", 75), (x, y))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    assert board.times("post") == (15, 60, 110, 140)
    assert_agrees(notebook, board)
    moved = presets.FLORIAN_2007.to_dict()
    moved["protocol"]["post"] = [15, 60, 110, 140]
    board.assert_shows("STDP", type(presets.FLORIAN_2007).from_dict(moved).run()["STDP"].final)


def test_of_a_storm_of_moves_the_last_one_wins(notebook, board):
    x, y = board.point("post", 75)
    board.drag((x, y), (board.point("post", 105)[0], y), steps=60, drop=False)
    notebook.page.mouse.move(board.point("post", 20)[0], y, steps=60)
    notebook.page.mouse.move(board.point("post", 62)[0], y, steps=60)
    notebook.page.mouse.up()
    assert board.times("post") == (15, 62, 110, 140)  # the hand is followed at once
    notebook.assert_becomes(POST, (15, 62, 110, 140))
    assert_agrees(notebook, board)


def test_a_spike_is_moved_by_keyboard_alone(notebook, board):
    spike = board.spike("post", 75)
    spike.focus()
    notebook.page.keyboard.press("Shift+ArrowLeft")
    for _ in range(5):
        notebook.page.keyboard.press("ArrowLeft")
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    expect(board.spike("post", 60)).to_be_focused()
    assert_agrees(notebook, board)


def test_tab_reaches_the_spikes_in_the_order_of_time(notebook, board):
    board.spike("pre", 10).focus()
    for time in (85, 115, 135):
        notebook.page.keyboard.press("Tab")
        expect(board.spike("pre", time)).to_be_focused()


def test_tab_follows_time_after_one_spike_has_overtaken_another(notebook, board):
    board.drag(board.point("pre", 10), board.point("pre", 100))
    notebook.assert_becomes(PRE, (85, 100, 115, 135))
    board.spike("pre", 85).focus()
    notebook.page.keyboard.press("Tab")
    expect(board.spike("pre", 100)).to_be_focused()


def test_a_click_adds_and_delete_removes(notebook, board):
    notebook.page.mouse.click(*board.point("pre", 50))
    notebook.assert_becomes(PRE, (10, 50, 85, 115, 135))
    expect(board.spike("pre", 50)).to_be_focused()
    assert_agrees(notebook, board)
    notebook.page.keyboard.press("Delete")
    notebook.assert_becomes(PRE, (10, 85, 115, 135))
    expect(board.spike("pre", 85)).to_be_focused()
    assert_agrees(notebook, board)


def test_a_double_click_removes_a_spike_but_not_one_it_has_just_made(notebook, board):
    notebook.page.mouse.dblclick(*board.point("pre", 85))
    notebook.assert_becomes(PRE, (10, 115, 135))
    notebook.page.mouse.dblclick(*board.point("pre", 50))
    notebook.assert_becomes(PRE, (10, 50, 115, 135))
    notebook.page.wait_for_function("t => performance.now() > t", arg=later(notebook.page, 1100))
    notebook.page.mouse.dblclick(*board.point("pre", 50))
    notebook.assert_becomes(PRE, (10, 115, 135))


def test_the_add_button_works_by_keyboard_and_finds_room(notebook, board):
    board.root.get_by_role("button", name="Add a post spike").focus()
    notebook.page.keyboard.press("Enter")
    notebook.assert_becomes(POST, (15, 45, 75, 110, 140))
    expect(board.spike("post", 45)).to_be_focused()


def test_the_last_spike_can_go_and_a_first_one_come(notebook, board):
    board.spike("post", 15).focus()
    for _ in range(4):
        notebook.page.keyboard.press("Delete")
    notebook.assert_becomes(POST, ())
    expect(board.root.get_by_role("button", name="Add a post spike")).to_be_focused()
    board.assert_shows("STDP", 0.2)
    notebook.page.keyboard.press("Enter")
    notebook.assert_becomes(POST, (100,))


def test_two_spikes_never_share_a_step_and_none_leaves_the_protocol(notebook, board):
    board.spike("pre", 115).focus()
    for _ in range(20):
        notebook.page.keyboard.press("ArrowRight")
    notebook.assert_becomes(PRE, (10, 85, 135, 136))
    board.drag(board.point("pre", 85), (3000, board.point("pre", 85)[1]))
    notebook.assert_becomes(PRE, (10, 135, 136, 200))
    assert notebook.ask("lab.board.message") == ""


def test_escape_takes_a_drag_back(notebook, board):
    board.drag(board.point("post", 75), board.point("post", 60), drop=False)
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    notebook.page.keyboard.press("Escape")
    notebook.page.mouse.up()
    notebook.assert_becomes(POST, (15, 75, 110, 140))
