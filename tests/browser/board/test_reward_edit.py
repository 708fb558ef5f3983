"""Switches of the reward come and go, and a single pulse moves as one thing."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import Protocol, presets

from ..helpers.gestures import REWARD, assert_agrees

DEMO = presets.FLORIAN_2007


def demo(*reward, **rows):
    return replace(DEMO, protocol=replace(DEMO.protocol, reward=reward, **rows))


def labels(board):
    """The words of the reward's rows, with the values that are typed in them."""
    rows = board.root.locator(
        '.stdplab-control[data-key^="reward"], .stdplab-control[data-key^="onset"]'
    )
    return rows.evaluate_all(
        "rows => rows.map(row => `${row.querySelector('.stdplab-words').textContent}: "
        "${row.querySelector('input[type=number]').value}`)"
    )


def within(board, time, fraction):
    """A place in the reward panel, in the page's pixels."""
    box = board.row("reward").locator(".stdplab-area").bounding_box()
    return box["x"] + time / 200 * box["width"], box["y"] + fraction * box["height"]


def test_a_switch_is_added_by_button_and_every_control_of_it_works(open_offline):
    board = open_offline(demo((0, 1)))
    add = board.button("Add a switch")
    add.click()
    board.assert_agrees(demo((0, 1), (100, -1)))
    assert labels(board) == ["Until 100 ms: 1", "Switch at: 100", "From 100 ms: -1"]
    expect(add).to_be_focused()
    board.page.keyboard.press("Enter")
    board.assert_agrees(demo((0, 1), (50, 0), (100, -1)))
    board.type("reward[2]", "0.5")
    board.slide("onset[2]", 160)
    board.assert_agrees(demo((0, 1), (50, 0), (160, 0.5)))
    board.type("onset[2]", "40")
    expect(board.root.locator(".stdplab-message")).to_have_text(
        "Switch at: type a number from 51 to 199."
    )
    x, y = board.centre(board.handle("edge", 1).locator(".stdplab-disc"))
    board.drag((x, y), (within(board, 120, 0)[0], y))
    board.assert_agrees(demo((0, 1), (50, 0), (120, 0.5)))


def test_a_level_of_zero_is_split_into_zero_and_one(open_offline):
    board = open_offline(demo())
    board.button("Add a switch").click()
    board.assert_agrees(demo((0, 0), (100, 1)))


def test_where_every_step_has_a_level_no_switch_is_added(open_offline):
    short = replace(DEMO, protocol=Protocol((1,), (1,), ((0, 1), (1, 0)), duration=2))
    board = open_offline(short)
    board.button("Add a switch").click()
    expect(board.root.locator(".stdplab-message")).to_contain_text(
        "no segment is longer than one step"
    )
    expect(board.root.locator(".stdplab-message")).to_contain_text("Remove a switch first.")
    board.button("Single pulse").click()
    expect(board.root.locator(".stdplab-message")).to_contain_text("at least three steps")
    expect(board.root.locator(".stdplab-message")).to_contain_text("Raise the duration")
    board.assert_agrees(short)


def test_a_switch_is_removed_by_its_button_and_the_focus_stays_near(open_offline):
    board = open_offline(demo((0, 1), (50, 0), (100, 0.5)))
    board.button("Remove the switch at 50 ms").click()
    board.assert_agrees(demo((0, 1), (100, 0.5)))
    assert labels(board) == ["Until 100 ms: 1", "Switch at: 100", "From 100 ms: 0.5"]
    last = board.button("Remove the switch at 100 ms")
    expect(last).to_be_focused()
    board.page.keyboard.press("Enter")
    board.assert_agrees(demo((0, 1)))
    assert labels(board) == ["Level: 1"]
    expect(board.button("Add a switch")).to_be_focused()


def test_delete_removes_the_switch_whose_handle_has_the_focus(open_offline):
    board = open_offline(demo((0, 1), (50, 0), (100, 0.5)))
    board.handle("edge", 0).focus()
    board.page.keyboard.press("Delete")
    board.assert_agrees(demo((0, 1), (100, 0.5)))
    expect(board.handle("edge")).to_be_focused()
    board.page.keyboard.press("Backspace")
    board.assert_agrees(demo((0, 1)))
    expect(board.handle("level")).to_be_focused()
    board.page.keyboard.press("Delete")  # a level is no switch
    board.assert_agrees(demo((0, 1)))


def test_a_double_click_adds_a_switch_where_it_falls(open_offline):
    board = open_offline()
    board.page.mouse.dblclick(*within(board, 30, 0.8))
    board.assert_agrees(demo((0, 1), (30, 0), (100, -1)))
    expect(board.handle("edge", 0)).to_be_focused()
    board.page.keyboard.press("ArrowRight")
    board.assert_agrees(demo((0, 1), (31, 0), (100, -1)))
    x, y = board.centre(board.handle("edge", 0).locator(".stdplab-disc"))
    board.page.mouse.dblclick(x + 4, y)
    assert len(labels(board)) == 5  # on a handle it adds nothing


def test_a_finger_adds_a_switch_by_a_double_tap(open_for_a_finger):
    board = open_for_a_finger()
    for _ in range(2):
        board.page.touchscreen.tap(*within(board, 150, 0.2))
    board.assert_agrees(demo((0, 1), (100, -1), (150, 1)))


def test_a_number_half_typed_when_its_switch_goes_is_forgotten(notebook, board):
    board.control("onset[1]", "number").click()
    notebook.page.keyboard.type("7")
    notebook.run(
        "from stdplab import STDP, Experiment, Protocol\n"
        "lab.experiment = Experiment(Protocol(post=(50,)), (STDP(),))"
    )
    expect(board.control("onset[1]")).to_have_count(0)
    assert notebook.ask(REWARD) == ((0, 0),)


def test_a_single_pulse_comes_after_the_last_post_spike_and_moves_as_one(open_offline):
    board = open_offline()
    expect(board.control("delay")).to_be_hidden()
    board.button("Single pulse").click()
    board.assert_agrees(demo((0, 0), (150, 1), (160, 0)))
    expect(board.control("delay", "number")).to_have_value("10")
    board.slide("delay", 25)
    board.assert_agrees(demo((0, 0), (165, 1), (175, 0)))
    board.type("width", "20")
    board.assert_agrees(demo((0, 0), (165, 1), (185, 0)))
    board.type("delay", "-40")
    board.assert_agrees(demo((0, 0), (100, 1), (120, 0)))
    board.drag(board.point("post", 140), board.point("post", 90))  # the last one is now at 110
    expect(board.control("delay", "number")).to_have_value("-10")
    board.slide("reward[1]", -1)
    board.slide("delay", 0)
    board.assert_agrees(demo((0, 0), (110, -1), (130, 0), post=(15, 75, 90, 110)))
    board.slide("reward[1]", 0)  # a pulse of nothing is none
    expect(board.control("delay")).to_be_hidden()


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("delay", "50", "Delay: type a number from −139 to 49."),
        ("delay", "-140", "Delay: type a number from −139 to 49."),
        ("width", "0", "Width: type a number from 1 to 49."),
        ("width", "50", "Width: type a number from 1 to 49."),
        ("width", "", "Width: type a number."),
    ],
)
def test_a_pulse_stays_whole_and_inside_the_protocol(open_offline, key, typed, sentence):
    pulse = demo((0, 0), (150, 1), (160, 0))
    board = open_offline(pulse)
    board.type(key, typed)
    expect(board.root.locator(".stdplab-message")).to_have_text(sentence)
    board.assert_agrees(pulse)
    for end, at in (("49", 189), ("-139", 1)):
        board.type("delay", end)
        board.assert_agrees(demo((0, 0), (at, 1), (at + 10, 0)))


@pytest.mark.parametrize(
    ("protocol", "pulse"),
    [
        (Protocol((1,), (200,)), ((0, 0), (189, 1), (199, 0))),
        (Protocol((1,)), ((0, 0), (10, 1), (20, 0))),
        (Protocol((1,), (2,), duration=5), ((0, 0), (1, 1), (4, 0))),
        (Protocol((1,), (0.3,), duration=30, dt=0.1), ((0, 0), (10.3, 1), (20.3, 0))),
    ],
    ids=["late", "no post spikes", "short", "small steps"],
)
def test_a_single_pulse_fits_any_protocol(open_offline, protocol, pulse):
    board = open_offline(replace(DEMO, protocol=protocol))
    board.button("Single pulse").click()
    wanted = replace(DEMO, protocol=replace(protocol, reward=pulse))
    expect(board.handle("edge", 1)).to_be_attached()
    ends = [float(board.handle("edge", i).get_attribute("aria-valuenow")) for i in range(2)]
    assert ends == [pulse[1][0], pulse[2][0]]
    board.assert_agrees(wanted)
    last = protocol.post[-1] if protocol.post else 0
    delay = float(board.control("delay", "number").input_value())
    assert delay == pytest.approx(pulse[1][0] - last)


def test_in_a_notebook_python_turns_what_was_added_in_the_page(notebook, board):
    board.button("Add a switch").click()
    notebook.assert_becomes(REWARD, ((0, 1), (50, 0), (100, -1)))
    assert_agrees(notebook, board)
    notebook.run("lab.board.set('reward[2]', 0.5)")
    expect(board.control("reward[2]", "number")).to_have_value("0.5")
    board.page.mouse.dblclick(*within(board, 150, 0.9))
    notebook.assert_becomes(REWARD, ((0, 1), (50, 0), (100, 0.5), (150, -0.5)))
    notebook.run(
        "from ipywidgets import FloatSlider\n"
        "tied = lab.board.link('onset[3]', FloatSlider(max=200, step=1))\ntied.value = 170"
    )
    expect(board.control("onset[3]", "number")).to_have_value("170")
    board.handle("edge", 2).focus()
    notebook.page.keyboard.press("Delete")
    notebook.assert_becomes(REWARD, ((0, 1), (50, 0), (100, 0.5)))
    board.button("Single pulse").click()
    board.slide("delay", 20)
    notebook.assert_becomes(REWARD, ((0, 0), (160, 1), (170, 0)))
    assert_agrees(notebook, board)
