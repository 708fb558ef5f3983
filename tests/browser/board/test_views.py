"""Several views and boards, presets, the cursor and the keyboard."""

from playwright.sync_api import expect

from ..helpers.gestures import POST, BoardPage


def test_two_views_of_one_board_agree_and_a_second_board_stays_apart(notebook, board):
    second, view = BoardPage(notebook.page, 1), BoardPage(notebook.page, 2)
    board.root.scroll_into_view_if_needed()
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    expect(view.spike("post", 60)).to_have_count(1)
    assert view.times("post") == board.times("post")
    assert second.times("post") == (15, 75, 110, 140)
    assert notebook.ask("second.experiment == presets.FLORIAN_2007")
    second.root.scroll_into_view_if_needed()
    second.drag(second.point("pre", 10), second.point("pre", 30))
    notebook.assert_becomes("second.experiment.protocol.pre[0]", 30.0)
    assert board.times("pre") == (10, 85, 115, 135)


def test_a_preset_is_chosen_and_reset_goes_back_to_it(notebook, board):
    page = notebook.page
    page.get_by_label("Preset").first.select_option("earlier-spikes")
    board.assert_shows("STDP", 0.2618)
    board.slide("gamma", 0.4)
    notebook.assert_becomes("lab.experiment == presets.EARLIER_SPIKES", False)
    page.get_by_role("button", name="Reset").first.click()
    notebook.assert_becomes("lab.experiment == presets.EARLIER_SPIKES", True)
    board.assert_shows("STDP", 0.2618)
    page.get_by_label("Preset").first.select_option("florian")
    board.assert_shows("STDP", 0.2690)


def test_keys_on_a_spike_stay_on_the_board(notebook, board):
    active = """() => [...document.querySelectorAll('.jp-Cell')]
      .findIndex(cell => cell.classList.contains('jp-mod-active'))"""
    board.spike("post", 75).focus()
    before = notebook.page.evaluate(active)
    for key in ("ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown"):
        notebook.page.keyboard.press(key)
    notebook.assert_becomes(POST, (15, 73, 110, 140))  # passed only at the end
    assert notebook.page.evaluate(active) == before


def test_the_cursor_reads_every_panel(notebook, board):
    x, _ = board.point("post", 110)
    box = board.root.locator(".stdplab-panel").nth(5).bounding_box()
    notebook.page.mouse.move(x, box["y"] + 10)
    expect(board.root.locator(".stdplab-cursor text")).to_have_text("110 ms")
    readings = board.root.locator(".stdplab-reading")
    expect(readings.nth(4)).to_have_text("0.2948")
    expect(readings.nth(5)).to_have_text("0.1775")
    notebook.page.mouse.move(5, 5)
    expect(board.root.locator(".stdplab-cursor")).to_have_attribute("visibility", "hidden")
    expect(readings.nth(4)).to_have_text("0.2690")


def test_a_shorter_experiment_takes_the_cursor_with_it(notebook, board):
    notebook.page.mouse.move(*board.point("pre", 190))
    expect(board.root.locator(".stdplab-cursor text")).to_have_text("190 ms")
    notebook.run(
        "from stdplab import Protocol, STDP, Experiment\n"
        "lab.experiment = Experiment(Protocol((10,), (15,), duration=100), (STDP(),))"
    )
    expect(board.root.locator(".stdplab-cursor")).to_have_attribute("visibility", "hidden")
    expect(board.root.locator(".stdplab-reading").last).to_have_text("0.3558")


def test_every_tab_stop_says_what_it_is_and_keeps_its_keys(notebook, board):
    board.root.get_by_label("Preset").focus()
    notebook.page.keyboard.press("Shift+Tab")  # out at the top, then through everything
    told = """() => { const e = document.activeElement; return {
      inside: Boolean(e.closest('.stdplab')),
      named: Boolean(e.ariaLabel || e.closest('label') || e.textContent),
      role: e.getAttribute('role') || e.tagName,
      keys: e.dataset.lmSuppressShortcuts }; }"""
    stops = []
    for _ in range(80):
        notebook.page.keyboard.press("Tab")
        stop = notebook.page.evaluate(told)
        if not stop["inside"]:
            break
        stops.append(stop)
    # 6 in the toolbar, 8 spikes, 2 "+", 3 reward handles, 3 starts of a weight, 5 for time,
    # 4 on the window, 2 lists of times, 5 for the generators, 12 sliders with typed twins,
    # 3 reward buttons, 3 more
    assert len(stops) == 70
    assert all(stop["named"] and stop["keys"] == "true" for stop in stops)
    assert {stop["role"] for stop in stops} == {
        *("slider", "button", "BUTTON", "INPUT", "SELECT", "TEXTAREA"),
    }
