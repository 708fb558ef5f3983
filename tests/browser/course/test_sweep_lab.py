"""The lab of sweeps in a real JupyterLab: it fills, and a cell's setting goes on the board."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ..helpers.gestures import BoardPage

CELL = "from stdplab.labs import sweeps\nlab = sweeps()\nlab"
SLOW = (
    """from dataclasses import replace
import numpy as np
from stdplab import presets, sweep
DEMO = replace(presets.FLORIAN_2007, rules=presets.FLORIAN_2007.rules[2:])
grid = {"onset[1]": [100], "tau_z": [10, 20]}""",
    "found = sweep(DEMO, grid)\nprint(found.values[:, 0].size)",
)
SLOWLY = """import time, warnings
from stdplab.sweeps.plans.experiment_plan import ExperimentPlan
warnings.simplefilter("ignore")
compute = ExperimentPlan.compute
ExperimentPlan.compute = lambda s, *t: (time.sleep(0.1), compute(s, *t))[1]
grid["onset[1]"] = range(1, 200)"""
"""For a sweep of twenty seconds."""


@pytest.fixture(scope="module")
def swept(server, shared_tab):
    shared_tab.page.set_viewport_size({"width": 1280, "height": 1400})
    with server.opened(shared_tab, "sweeps", CELL) as notebook:
        notebook.page.locator(".stdplab.stdplab-heatmap svg").wait_for()
        yield notebook


def cells(page):
    return page.locator(".stdplab.stdplab-heatmap .stdplab-cells")


def middle(page, row, column, notebook):
    """Where a cell lies, in the page's pixels."""
    rows, columns = notebook.ask("lab.sweep.values.shape")
    cells(page).scroll_into_view_if_needed()
    box = cells(page).bounding_box()
    return (
        box["x"] + (column + 0.5) / columns * box["width"],
        box["y"] + (rows - row - 0.5) / rows * box["height"],
    )


def board(page):
    """The board, which comes after the heatmap."""
    return BoardPage(page, 1)


def assert_agrees(swept, setting):
    """The heatmap's number, Python's experiment and the board's table are of this setting."""
    swept.assert_becomes(
        "[lab.board.experiment.rules[2].tau_z, lab.board.experiment.rules[2].gamma]", setting
    )
    final = swept.ask("lab.board.results['MSTDPET'].final")
    assert final == swept.ask(f"lab.sweep.at(tau_z={setting[0]}, gamma={setting[1]})")
    table = board(swept.page).root.locator(".stdplab-finals tr", has_text="MSTDPET")
    expect(table).to_contain_text(f"{final:.4f}")


def test_a_click_on_a_cell_puts_its_setting_on_the_board(swept):
    page = swept.page
    swept.assert_becomes("lab.runner.done == lab.runner.total", wanted=True)
    x, y = middle(page, 11, 30, swept)
    page.mouse.move(x, y)
    line = page.locator(".stdplab.stdplab-heatmap .stdplab-reading")
    number = swept.ask("lab.sweep.at(tau_z=60, gamma=0.6)")
    expect(line).to_have_text(f"Eligibility trace τz (ms) 60, Learning rate γ 0.6: {number:.4g}")
    page.mouse.click(x, y)
    assert_agrees(swept, [60.0, 0.6])
    expect(board(page).control("tau_z", "number")).to_have_value("60")


def test_arrow_keys_walk_and_enter_loads(swept):
    page = swept.page
    swept.run("lab.board.set('tau_z', 25); lab.board.set('gamma', 0.2)")
    page.mouse.move(0, 0)
    cells(page).focus()
    expect(cells(page)).to_have_attribute(
        "aria-label", re.compile(r"τz \(ms\) 25, Learning rate γ 0.2: ")
    )
    for key in ("ArrowUp", "ArrowUp", "Shift+ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(cells(page)).to_have_attribute(
        "aria-label", re.compile(r"τz \(ms\) 35, Learning rate γ 0.38: ")
    )
    assert swept.ask("lab.board.experiment.rules[2].tau_z") == 25  # walking loads nothing
    page.keyboard.press("Enter")
    assert_agrees(swept, [35.0, 0.38])


def test_a_slider_on_the_board_moves_the_mark_and_an_edit_sweeps_anew(swept):
    page = swept.page
    shown = board(page)
    shown.type("tau_z", "100")
    page.keyboard.press("Enter")
    swept.assert_becomes("lab.heatmap.cell[0]", 19)
    picture = page.locator(".stdplab.stdplab-heatmap svg")
    before = picture.get_attribute("aria-label")
    shown.enter("post", "15, 60, 110, 140")
    expect(picture).not_to_have_attribute("aria-label", before)
    swept.assert_becomes("lab.board.experiment.protocol.post[1]", 60.0)
    swept.assert_becomes("lab.runner.done == lab.runner.total", wanted=True)
    wanted = swept.ask("lab.board.results['MSTDPET'].final")
    assert swept.ask("lab.sweep.at(tau_z=100, gamma=lab.board.experiment.rules[2].gamma)") == wanted


def test_menus_begin_another_sweep_that_can_be_cancelled_and_gone_on_with(swept):
    page = swept.page
    swept.run(
        "import time\nfrom stdplab.sweeps.plans.experiment_plan import ExperimentPlan\n"
        "compute = ExperimentPlan.compute"
    )
    swept.run("ExperimentPlan.compute = lambda s, *t: (time.sleep(0.1), compute(s, *t))[1]")
    page.get_by_label("Horizontal axis").select_option("Reward switch 1 (ms)")
    stop = page.get_by_role("button", name="Pause")
    expect(stop).to_be_enabled()
    swept.assert_becomes("0 < lab.runner.done", wanted=True)
    expect(page.locator(".stdplab.stdplab-heatmap svg")).to_have_attribute(
        "aria-label", re.compile("not computed yet")
    )
    stop.click()
    further = page.get_by_role("button", name="Continue", exact=True)
    expect(further).to_be_enabled()
    assert 0 < swept.ask("lab.runner.done") < swept.ask("lab.runner.total")
    swept.run("ExperimentPlan.compute = compute")
    further.click()
    swept.assert_becomes("lab.runner.done == lab.runner.total", wanted=True)
    expect(page.locator(".stdplab.stdplab-heatmap svg")).not_to_have_attribute(
        "aria-label", re.compile("not computed")
    )


def test_nothing_is_cut_off_on_a_narrow_page_and_axe_finds_nothing(swept):
    page = swept.page
    page.set_viewport_size({"width": 480, "height": 1400})
    output = page.locator(
        ".jp-OutputArea-output", has=page.locator(".stdplab.stdplab-heatmap")
    ).first
    inside = """output => {
      const right = output.getBoundingClientRect().right;
      const parts = "select, .stdplab-place, .stdplab-cells, .stdplab-drawn svg";
      return [...output.querySelectorAll(parts)]
        .every((part) => part.getBoundingClientRect().right <= right + 1);
    }"""
    page.wait_for_function(inside, arg=output.element_handle())
    # What is drawn keeps the colours of matplotlib's own words, checked in the figure's tests.
    found = Axe().run(page, context=".stdplab.stdplab-heatmap")
    assert found.violations_count == 0, found.generate_report()


def test_a_long_sweep_shows_a_bar_and_the_stop_button_keeps_what_is_done(open_notebook, page):
    notebook = open_notebook("bar", *SLOW, page=page)
    notebook.run(SLOWLY)
    page.locator(".jp-CodeCell .cm-content").last.click()
    page.keyboard.press("Control+Enter")
    line = page.get_by_text(re.compile("of 398 settings, about .* s left; the stop button"))
    expect(line).to_be_visible()
    expect(page.locator(".widget-hprogress")).to_be_visible()
    page.locator(
        '[data-command="notebook:interrupt-kernel"], [data-jp-item-name="interrupt"]'
    ).first.click()
    expect(page.locator(".jp-OutputArea-output", has_text=re.compile(r"^199\s*$"))).to_be_visible()
    expect(page.locator(".widget-hprogress")).to_have_count(0)
    assert 0 < notebook.ask("int(np.isfinite(found.values).sum())") < 398


def test_every_control_of_the_board_beside_stays_in_its_column(swept):
    """The board is narrow there, and its controls stand in two columns."""
    out = """root => [...root.querySelectorAll(".stdplab-controls > *")].flatMap(group =>
      [...group.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right
        > group.getBoundingClientRect().right + 1).map(one => one.className || one.tagName))"""
    assert board(swept.page).root.evaluate(out) == []
