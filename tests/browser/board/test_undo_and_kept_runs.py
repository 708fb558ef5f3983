"""What a board remembers: every state to go back to, and earlier runs to compare with."""

from playwright.sync_api import expect

from stdplab import presets

from ..helpers.gestures import POST


def press(board, name):
    board.root.get_by_role("button", name=name, exact=True).click()


def test_undo_and_redo_take_a_whole_drag_at_once_in_page_and_kernel(notebook, board):
    board.drag(board.point("post", 75), board.point("post", 60))
    board.assert_shows("STDP", 0.3612)
    press(board, "Undo")
    board.assert_shows("STDP", 0.2690)
    notebook.assert_becomes(POST, (15, 75, 110, 140))
    press(board, "Redo")
    board.assert_shows("STDP", 0.3612)
    notebook.assert_becomes(POST, (15, 60, 110, 140))


def test_what_python_puts_on_the_board_can_be_undone_there(notebook, board):
    board.root.locator(".stdplab-sentence").click()  # what follows is another step
    notebook.run("lab.board.set('w0', 0.3)")
    board.assert_shows("STDP", 0.3690)
    press(board, "Undo")
    board.assert_shows("STDP", 0.2690)
    notebook.assert_becomes("lab.experiment.w0", 0.2)


def test_a_preset_is_a_step_and_its_name_comes_back(notebook, board):
    menu = board.root.get_by_label("Preset")
    menu.select_option("florian")
    board.drag(board.point("post", 75), board.point("post", 60))
    menu.select_option("symmetric")
    board.assert_shows("STDP", presets.SYMMETRIC.run()["STDP"].final)
    press(board, "Undo")
    board.assert_shows("STDP", 0.3612)
    expect(menu).to_have_value("0")
    notebook.assert_becomes("(lab.board.preset, " + POST + ")", ("florian", (15, 60, 110, 140)))


def test_keys_undo_and_fields_keep_their_own(open_offline):
    board = open_offline()
    board.spike("post", 75).focus()
    board.page.keyboard.press("ArrowLeft")
    board.page.keyboard.press("ArrowLeft")
    assert board.times("post") == (15, 73, 110, 140)
    board.page.keyboard.press("Control+z")  # quick keys are one step
    assert board.times("post") == (15, 75, 110, 140)
    board.page.keyboard.press("Control+Shift+z")
    assert board.times("post") == (15, 73, 110, 140)
    board.page.keyboard.press("Control+z")
    board.page.keyboard.press("Control+y")
    assert board.times("post") == (15, 73, 110, 140)
    board.control("tau_z", "number").click()
    board.page.keyboard.press("Control+z")
    assert board.times("post") == (15, 73, 110, 140)


def test_a_new_edit_ends_the_way_forward(open_offline):
    board = open_offline()
    board.slide("tau_z", 40)
    press(board, "Undo")
    redo = board.root.get_by_role("button", name="Redo")
    expect(redo).not_to_have_attribute("aria-disabled", "true")
    board.slide("gamma", 0.3)
    expect(redo).to_have_attribute("aria-disabled", "true")
    redo.focus()
    board.page.keyboard.press("Enter")
    expect(board.control("gamma", "number")).to_have_value("0.3")
    expect(board.control("tau_z", "number")).to_have_value("25")


def test_a_kept_run_stays_behind_the_present_one(open_offline):
    board = open_offline()
    before = board.curve("STDP").get_attribute("d")
    press(board, "Keep to compare")
    board.slide("w0", 0.3)
    ghost = board.root.locator(".stdplab-ghost[d]").nth(3)
    expect(ghost).to_have_attribute("d", before)
    row = board.root.locator('.stdplab-finals tr[data-rule="STDP"]')
    expect(row).to_contain_text("0.3690")
    expect(row.locator(".stdplab-kept")).to_have_text("0.2690")
    press(board, "Clear kept runs")
    expect(board.root.locator(".stdplab-ghost[d]")).to_have_count(0)
    expect(row.locator(".stdplab-kept")).to_have_text("")


def test_a_kept_run_of_another_length_waits_until_it_fits(open_offline):
    board = open_offline()
    press(board, "Keep to compare")
    menu = board.root.get_by_label("Preset")
    menu.select_option("pfister-gerstner-2006")
    board.assert_shows("Triplet", presets.PFISTER_GERSTNER_2006.run()["Triplet"].final)
    expect(board.root.locator(".stdplab-ghost[d]")).to_have_count(0)
    menu.select_option("florian")
    expect(board.root.locator(".stdplab-ghost[d]")).to_have_count(6)
