"""A hand on the board, in a real JupyterLab: what it does, Python sees and the page shows."""

import pytest
from playwright.sync_api import expect

from stdplab import presets

from .gestures import BoardPage

CELLS = (
    "from stdplab import presets\nfrom stdplab.labs import florian\nlab = florian()\nlab",
    """from ipywidgets import FloatSlider
slider = lab.board.link("tau_z", FloatSlider(min=1, max=200))
slider""",
    "second = florian().board\nsecond",
    "lab.board",
)
POST = "tuple(int(t) for t in lab.experiment.protocol.post)"
PRE = POST.replace("post", "pre")
REWARD = "lab.experiment.protocol.reward"


@pytest.fixture(scope="module")
def opened(browser, server):
    context = browser.new_context(viewport={"width": 1400, "height": 2600})
    page = context.new_page()
    page.set_default_timeout(15_000)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    server.write("board", *CELLS)
    notebook = server.open(page, "board")
    page.locator(".stdplab").nth(2).wait_for()
    yield notebook
    notebook.close()
    context.close()
    assert not errors


@pytest.fixture
def notebook(opened):
    opened.run("for b in (lab.board, second): b.experiment, b.message = presets.FLORIAN_2007, ''")
    for index in range(3):
        expect(
            opened.page.locator(".stdplab").nth(index).locator(".finals tbody tr").first
        ).to_contain_text("0.2690")
    return opened


@pytest.fixture
def board(notebook):
    return BoardPage(notebook.page)


def later(page, milliseconds):
    """A moment of the page's clock: a spike counts as just made for a second."""
    return page.evaluate("performance.now()") + milliseconds


def agrees(notebook, board):
    """Every weight in the page is the one Python computed."""
    finals = notebook.ask("{name: run.final for name, run in lab.results.items()}")
    for rule, final in finals.items():
        board.shows(rule, final)
        assert abs(board.last(rule) - final) < 1e-6
        assert abs(board.drawn_end(rule) - final) < 2e-4  # a hundredth of a pixel


def test_a_dragged_spike_reaches_python_and_moves_the_curves(notebook, board):
    x, y = board.point("post", 60)
    board.drag(board.point("post", 75), (x, y))
    notebook.until(POST, (15, 60, 110, 140))
    assert board.times("post") == (15, 60, 110, 140)
    agrees(notebook, board)
    moved = presets.FLORIAN_2007.to_dict()
    moved["protocol"]["post"] = [15, 60, 110, 140]
    board.shows("STDP", type(presets.FLORIAN_2007).from_dict(moved).run()["STDP"].final)


def test_a_spike_is_moved_by_keyboard_alone(notebook, board):
    spike = board.spike("post", 75)
    spike.focus()
    notebook.page.keyboard.press("Shift+ArrowLeft")
    for _ in range(5):
        notebook.page.keyboard.press("ArrowLeft")
    notebook.until(POST, (15, 60, 110, 140))
    expect(board.spike("post", 60)).to_be_focused()
    agrees(notebook, board)


def test_tab_reaches_the_spikes_in_the_order_of_time(notebook, board):
    board.spike("pre", 10).focus()
    for time in (85, 115, 135):
        notebook.page.keyboard.press("Tab")
        expect(board.spike("pre", time)).to_be_focused()


def test_tab_follows_time_after_one_spike_has_overtaken_another(notebook, board):
    board.drag(board.point("pre", 10), board.point("pre", 100))
    notebook.until(PRE, (85, 100, 115, 135))
    board.spike("pre", 85).focus()
    notebook.page.keyboard.press("Tab")
    expect(board.spike("pre", 100)).to_be_focused()


def test_a_click_adds_and_delete_removes(notebook, board):
    notebook.page.mouse.click(*board.point("pre", 50))
    notebook.until(PRE, (10, 50, 85, 115, 135))
    expect(board.spike("pre", 50)).to_be_focused()
    agrees(notebook, board)
    notebook.page.keyboard.press("Delete")
    notebook.until(PRE, (10, 85, 115, 135))
    expect(board.spike("pre", 85)).to_be_focused()
    agrees(notebook, board)


def test_a_double_click_removes_a_spike_but_not_one_it_has_just_made(notebook, board):
    notebook.page.mouse.dblclick(*board.point("pre", 85))
    notebook.until(PRE, (10, 115, 135))
    notebook.page.mouse.dblclick(*board.point("pre", 50))
    notebook.until(PRE, (10, 50, 115, 135))
    notebook.page.wait_for_function("t => performance.now() > t", arg=later(notebook.page, 1100))
    notebook.page.mouse.dblclick(*board.point("pre", 50))
    notebook.until(PRE, (10, 115, 135))


def test_the_add_button_works_by_keyboard_and_finds_room(notebook, board):
    board.root.get_by_role("button", name="Add a post spike").focus()
    notebook.page.keyboard.press("Enter")
    notebook.until(POST, (15, 45, 75, 110, 140))
    expect(board.spike("post", 45)).to_be_focused()


def test_the_last_spike_can_go_and_a_first_one_come(notebook, board):
    board.spike("post", 15).focus()
    for _ in range(4):
        notebook.page.keyboard.press("Delete")
    notebook.until(POST, ())
    expect(board.root.get_by_role("button", name="Add a post spike")).to_be_focused()
    board.shows("STDP", 0.2)
    notebook.page.keyboard.press("Enter")
    notebook.until(POST, (100,))


def test_two_spikes_never_share_a_step_and_none_leaves_the_protocol(notebook, board):
    board.spike("pre", 115).focus()
    for _ in range(20):
        notebook.page.keyboard.press("ArrowRight")
    notebook.until(PRE, (10, 85, 135, 136))
    board.drag(board.point("pre", 85), (3000, board.point("pre", 85)[1]))
    notebook.until(PRE, (10, 135, 136, 200))
    assert notebook.ask("lab.board.message") == ""


def test_escape_takes_a_drag_back(notebook, board):
    board.drag(board.point("post", 75), board.point("post", 60), drop=False)
    notebook.until(POST, (15, 60, 110, 140))
    notebook.page.keyboard.press("Escape")
    notebook.page.mouse.up()
    notebook.until(POST, (15, 75, 110, 140))


def test_the_reward_switch_moves_by_slider_and_by_dragging(notebook, board):
    board.slide("onset[1]", 120)
    notebook.until(REWARD, ((0.0, 1.0), (120.0, -1.0)))
    agrees(notebook, board)
    x, y = board.centre(board.handle("edge").locator(".disc"))
    target, _ = board.point("pre", 150)
    board.drag((x, y), (target, y))
    notebook.until(REWARD, ((0.0, 1.0), (150.0, -1.0)))
    expect(board.control("onset[1]")).to_have_value("150")
    agrees(notebook, board)
    board.handle("edge").focus()
    notebook.page.keyboard.press("ArrowLeft")
    notebook.until(REWARD, ((0.0, 1.0), (149.0, -1.0)))


def test_a_reward_level_moves_by_slider_by_dragging_and_by_keyboard(notebook, board):
    board.slide("reward[1]", 0.5)
    notebook.until(REWARD, ((0.0, 1.0), (100.0, 0.5)))
    expect(board.handle("level", 1)).to_have_attribute("aria-valuenow", "0.5")
    x, y = board.centre(board.handle("level").locator(".grip"))
    height = board.root.locator(".panel").nth(3).bounding_box()["height"] - 4
    board.drag((x, y), (x, y + 2 / 3 * height))  # limits are -1.5 and 1.5: two units down
    notebook.until(REWARD, ((0.0, -1.0), (100.0, 0.5)))
    board.handle("level").focus()
    notebook.page.keyboard.press("ArrowUp")
    notebook.until(REWARD, ((0.0, -0.9), (100.0, 0.5)))
    agrees(notebook, board)


def test_sliders_and_typed_values_stay_in_step_with_the_picture(notebook, board):
    board.slide("tau_z", 50)
    notebook.until("lab.experiment.rules[2].tau_z", 50.0)
    expect(board.control("tau_z", "number")).to_have_value("50")
    agrees(notebook, board)
    board.type("A_plus", "0.5")
    notebook.until("{rule.A_plus for rule in lab.experiment.rules}", {0.5})
    expect(board.control("A_plus")).to_have_value("0.5")
    board.root.locator('[data-key="nearest"] input').check()
    notebook.until("{rule.nearest for rule in lab.experiment.rules}", {True})
    board.root.locator('[data-key="lag"] select').select_option("1")
    notebook.until("lab.experiment.lag", 1)
    agrees(notebook, board)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "STDP.tau_plus is -5: it has to be above zero. The board keeps what it had."),
        ("", "Pre trace: type a number."),
    ],
)
def test_a_refused_value_says_why_and_changes_nothing(notebook, board, typed, sentence):
    message = board.root.locator(".message")
    expect(message).to_be_hidden()
    board.type("tau_plus", typed)
    expect(message).to_be_visible()
    expect(message).to_have_text(sentence)
    assert notebook.ask("lab.experiment == presets.FLORIAN_2007")
    expect(board.control("tau_plus", "number")).to_have_value("20")
    board.slide("tau_plus", 30)
    expect(message).to_be_hidden()
    notebook.until("lab.experiment.rules[0].tau_plus", 30.0)


def test_a_switch_typed_outside_is_refused_and_one_between_steps_is_snapped(notebook, board):
    board.type("onset[1]", "500")
    message = board.root.locator(".message")
    expect(message).to_have_text("Switch at: type a number from 1 to 199.")
    assert notebook.ask(REWARD) == ((0, 1), (100, -1))
    board.type("onset[1]", "120.4")
    notebook.until(REWARD, ((0, 1), (120, -1)))
    expect(board.control("onset[1]", "number")).to_have_value("120")


def test_every_tab_stop_says_what_it_is_and_keeps_its_keys(notebook, board):
    board.spike("pre", 10).focus()
    notebook.page.keyboard.press("Shift+Tab")  # out at the top, then through everything
    told = """() => { const e = document.activeElement; return {
      inside: Boolean(e.closest('.stdplab')),
      named: Boolean(e.ariaLabel || e.closest('label')),
      role: e.getAttribute('role') || e.tagName,
      keys: e.dataset.lmSuppressShortcuts }; }"""
    stops = []
    for _ in range(60):
        notebook.page.keyboard.press("Tab")
        stop = notebook.page.evaluate(told)
        if not stop["inside"]:
            break
        stops.append(stop)
    assert (
        len(stops) == 35
    )  # 8 spikes, 2 "+", 3 reward handles, 10 sliders with typed twins, 2 more
    assert all(stop["named"] and stop["keys"] == "true" for stop in stops)
    assert {stop["role"] for stop in stops} == {"slider", "button", "INPUT", "SELECT"}


def test_escape_takes_a_ring_back(notebook, board):
    x, y = board.centre(board.handle("edge").locator(".disc"))
    board.drag((x, y), (board.point("pre", 150)[0], y), drop=False)
    notebook.until(REWARD, ((0, 1), (150, -1)))
    notebook.page.keyboard.press("Escape")
    notebook.page.mouse.up()
    notebook.until(REWARD, ((0, 1), (100, -1)))


def test_a_shorter_experiment_takes_the_cursor_with_it(notebook, board):
    notebook.page.mouse.move(*board.point("pre", 190))
    expect(board.root.locator(".cursor text")).to_have_text("190 ms")
    notebook.run(
        "from stdplab import Protocol, STDP, Experiment\n"
        "lab.experiment = Experiment(Protocol((10,), (15,), duration=100), (STDP(),))"
    )
    expect(board.root.locator(".cursor")).to_have_attribute("visibility", "hidden")
    expect(board.root.locator(".reading").last).to_have_text("0.3558")


def test_an_edit_in_python_shows_on_the_board(notebook, board):
    notebook.run("lab.board.set('w0', 0.4)")
    board.shows("MSTDPET", 0.5342)
    expect(board.control("w0", "number")).to_have_value("0.4")


def test_a_linked_slider_and_the_board_move_each_other(notebook, board):
    board.slide("tau_z", 60)
    notebook.until("round(slider.value, 6)", 60.0)
    notebook.run("slider.value = 10")
    expect(board.control("tau_z")).to_have_value("10")
    agrees(notebook, board)


def test_a_linked_slider_shows_a_value_between_its_steps_without_rounding_it(notebook, board):
    notebook.run("lab.board.set('tau_z', 33.37)")
    readout = notebook.page.locator(".widget-slider .widget-readout")
    expect(readout).to_have_text("33.40")  # the slider's step is 0.1
    notebook.until("round(slider.value, 6)", 33.4)  # its front end sends that back
    assert notebook.ask("lab.experiment.rules[2].tau_z") == 33.37
    board.slide("tau_z", 34)
    notebook.until("lab.experiment.rules[2].tau_z", 34.0)


def test_two_views_of_one_board_agree_and_a_second_board_stays_apart(notebook, board):
    second, view = BoardPage(notebook.page, 1), BoardPage(notebook.page, 2)
    board.root.scroll_into_view_if_needed()
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.until(POST, (15, 60, 110, 140))
    expect(view.spike("post", 60)).to_have_count(1)
    assert view.times("post") == board.times("post")
    assert second.times("post") == (15, 75, 110, 140)
    assert notebook.ask("second.experiment == presets.FLORIAN_2007")
    second.root.scroll_into_view_if_needed()
    second.drag(second.point("pre", 10), second.point("pre", 30))
    notebook.until("second.experiment.protocol.pre[0]", 30.0)
    assert board.times("pre") == (10, 85, 115, 135)


def test_a_preset_is_chosen_and_reset_goes_back_to_it(notebook, board):
    page = notebook.page
    page.get_by_label("Preset").first.select_option("earlier-spikes")
    board.shows("STDP", 0.2618)
    board.slide("gamma", 0.4)
    notebook.until("lab.experiment == presets.EARLIER_SPIKES", False)
    page.get_by_role("button", name="Reset").first.click()
    notebook.until("lab.experiment == presets.EARLIER_SPIKES", True)
    board.shows("STDP", 0.2618)
    page.get_by_label("Preset").first.select_option("florian")
    board.shows("STDP", 0.2690)


def test_keys_on_a_spike_stay_on_the_board(notebook, board):
    active = """() => [...document.querySelectorAll('.jp-Cell')]
      .findIndex(cell => cell.classList.contains('jp-mod-active'))"""
    board.spike("post", 75).focus()
    before = notebook.page.evaluate(active)
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        notebook.page.keyboard.press(key)
    notebook.until(POST, (15, 74, 110, 140))
    assert notebook.page.evaluate(active) == before


def test_the_cursor_reads_every_panel(notebook, board):
    x, _ = board.point("post", 110)
    box = board.root.locator(".panel").nth(5).bounding_box()
    notebook.page.mouse.move(x, box["y"] + 10)
    expect(board.root.locator(".cursor text")).to_have_text("110 ms")
    readings = board.root.locator(".reading")
    expect(readings.nth(4)).to_have_text("0.2948")
    expect(readings.nth(5)).to_have_text("0.1775")
    notebook.page.mouse.move(5, 5)
    expect(board.root.locator(".cursor")).to_have_attribute("visibility", "hidden")
    expect(readings.nth(4)).to_have_text("0.2690")
