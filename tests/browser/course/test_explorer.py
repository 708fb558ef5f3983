"""The window lab in a real JupyterLab: sliders by keyboard, the menu, and the way back."""

import re

import pytest
from playwright.sync_api import expect

CELLS = (
    "from stdplab.labs import triplet, window\nlab = window()\nlab",
    "pairs = triplet()\npairs",
)
TAU = "lab.value.rule.tau_plus"
LIVE = ".jp-OutputArea-output:has(.jupyter-widgets)"


@pytest.fixture(scope="module")
def explorer(server, shared_tab):
    shared_tab.page.set_viewport_size({"width": 1280, "height": 1000})
    with server.opened(shared_tab, "explorer", *CELLS) as notebook:
        yield notebook


def slider(output, words):
    """The handle of the slider that these words stand before."""
    row = output.locator(".widget-slider", has_text=words)
    return row.first.get_by_role("slider")


def test_sliders_move_the_value_and_the_picture_and_back(explorer):
    page = explorer.page
    output = page.locator(LIVE).first
    picture, line = output.get_by_role("img"), output.get_by_role("status")
    expect(line).to_contain_text("the measured window equals the closed form.")
    before, words = picture.inner_html(), picture.get_attribute("aria-label")

    handle = slider(output, "Pre trace")
    handle.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert explorer.assert_becomes(TAU, 25.0)
    # Whole again once the hand rests, with the time constant that the points give back.
    expect(line).to_contain_text("time constants: tau_plus 25 ms, tau_minus 20 ms.")
    expect(picture).to_have_attribute("aria-label", re.compile("tau_plus 25 ms"))
    assert picture.inner_html() != before
    explorer.assert_becomes("lab.result == lab.value.run()", wanted=True)

    explorer.run("from dataclasses import replace\nfrom stdplab import MSTDP, STDP")
    explorer.run("lab.value = replace(lab.value, rule=STDP(tau_plus=42.5))")
    expect(handle).to_have_attribute("aria-valuenow", "42.5")
    assert explorer.ask(TAU) == 42.5  # the slider's answer has changed nothing

    output.get_by_label("Rule").select_option("Triplet")
    explorer.assert_becomes("lab.value.rule.name", "Triplet")
    expect(slider(output, "Slow post trace")).to_be_visible()
    expect(line).to_contain_text("tau_plus 16.8 ms, tau_minus 33.7 ms")
    output.get_by_label("Rule").select_option("STDP")
    explorer.assert_becomes(TAU, 42.5)

    output.get_by_role("button", name="Back to the start").click()
    explorer.assert_becomes(TAU, 20.0)
    expect(picture).to_have_attribute("aria-label", words)
    assert picture.inner_html() == before


def test_the_picture_that_a_saved_notebook_keeps_is_hidden_while_the_lab_lives(explorer):
    kept = explorer.page.locator("[data-stdplab-still]")
    expect(kept).to_have_count(2)
    for index in (0, 1):
        expect(kept.nth(index)).to_be_hidden()
        assert kept.nth(index).locator("img").get_attribute("alt")
    explorer.run("lab._figure.value = ''")  # as where no widget lives
    expect(kept.first).to_be_visible()
    explorer.run("lab.value = lab.value.with_rule(0, lab.value.rule); lab._draw(lab.value)")
    expect(kept.first).to_be_hidden()


def test_a_held_key_leaves_no_queue_behind(explorer):
    page = explorer.page
    output = page.locator(LIVE).nth(1)
    handle, line = slider(output, "Triplet LTP"), output.get_by_role("status")
    explorer.run("seen = []\npairs.observe(seen.append, 'value')")
    handle.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    explorer.assert_becomes("round(pairs.value.rules[0].A3_plus, 6)", 0.0095)
    assert explorer.ask("len(seen)") < 30  # moves made while it was busy became one
    readout = output.locator(".widget-slider", has_text="Triplet LTP").locator(".widget-readout")
    expect(readout).to_have_text("0.0095")
    last = explorer.ask("pairs.result.summary")
    expect(line).to_have_text(last)
    assert explorer.ask("pairs.result == pairs.value.run()")


def test_on_a_narrow_page_nothing_is_cut_off(explorer):
    page = explorer.page
    page.set_viewport_size({"width": 480, "height": 1000})
    for index in (0, 1):
        output = page.locator(LIVE).nth(index)
        inside = """output => {
          const right = output.getBoundingClientRect().right;
          const parts = ".stdplab-drawn, .widget-slider, .widget-readout, select";
          return [...output.querySelectorAll(parts)]
            .filter((part) => part.offsetParent)
            .every((part) => part.getBoundingClientRect().right <= right + 1);
        }"""
        page.wait_for_function(inside, arg=output.element_handle())
