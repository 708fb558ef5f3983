"""The front end by itself, in a browser without Jupyter: what it sends, holds and takes down."""

import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import Dopamine, Triplet, presets
from stdplab.widgets.board import html_export
from stdplab.widgets.board.board import Board
from stdplab.widgets.js import linker as front_end

OPEN = """async ([script, style, state]) => {
  const source = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: widget } = await import(source);
  window.seen = [];
  const watch = window.ResizeObserver;
  window.ResizeObserver = class extends watch {
    observe(...args) { seen.push("observe"); super.observe(...args); }
    disconnect() { seen.push("disconnect"); super.disconnect(); }
  };
  window.handlers = new Map();
  window.sent = [];
  window.model = {
    get: (key) => state[key],
    set: (name, value) => model.receive({ [name]: value }),
    receive: (changes) => {
      Object.assign(state, changes);
      for (const name of Object.keys(changes))
        for (const handler of handlers.get(`change:${name}`) ?? []) handler();
    },
    save_changes: () => {},
    send: (message) => sent.push(message.edit),
    on: (event, handler) => handlers.set(event, [...(handlers.get(event) ?? []), handler]),
    off: (event, handler) => handlers.set(event, handlers.get(event).filter((h) => h !== handler)),
  };
  window.posts = () => sent.map(({ experiment }) => experiment.protocol.post.join());
  window.shown = () => [...document.querySelectorAll(".stdplab-row.stdplab-post .stdplab-spike")]
    .map((spike) => spike.ariaValueNow).join();
  window.answer = ({ page, serial, experiment }, refused = "") =>
    model.receive({ ...(refused ? { message: refused } : { _experiment: experiment, message: "" }),
      _answer: { page, serial, refused } });
  window.left = () => [...handlers.values()].flat().length;
  const assets = { get: (name) => ({ _style: style })[name] };
  window.takeDown = widget.initialize({ model: assets }).render({ model, el: document.body });
  window.press = (key) => document.querySelectorAll(".stdplab-row.stdplab-post .stdplab-spike")[1]
    .dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}"""


@pytest.fixture
def page(browser):
    board = Board(presets.FLORIAN_2007, presets=presets.PRESETS)
    state = board.get_state(html_export.PAGE_TRAITS | {"_still"}) | {"message": "", "_series": {}}
    opened = browser.new_page()
    script, style = front_end.board_script(), front_end.style()
    opened.evaluate(OPEN, [script, style, json.loads(json.dumps(state))])
    opened.locator(".stdplab-curve[d]").first.wait_for(state="attached")
    yield opened
    opened.close()


def test_closing_a_view_leaves_nothing_behind(page):
    assert (
        page.evaluate("document.querySelectorAll('.stdplab-curve').length") == 7
    )  # six and the reward
    assert page.evaluate("left()") > 2
    assert page.evaluate("document.adoptedStyleSheets.length") == 2
    page.evaluate("takeDown()")
    assert page.evaluate("left()") == 0
    assert page.evaluate("seen") == ["observe", "observe", "observe", "disconnect"]
    assert page.evaluate("document.adoptedStyleSheets.length") == 1  # for the next board
    assert page.evaluate("document.body.children.length") == 0


def test_of_many_edits_few_are_sent_and_the_last_one_always(page):
    held = "() => { for (let i = 0; i < 30; i += 1) press('ArrowLeft'); return posts(); }"
    assert page.evaluate(held) == ["15,74,110,140"]
    page.evaluate("answer(sent[0])")
    page.wait_for_function("sent.length > 1")
    assert page.evaluate("posts()") == ["15,74,110,140", "15,45,110,140"]


@pytest.mark.parametrize("end", ["takeDown()", "dispatchEvent(new Event('pagehide'))"])
def test_closing_a_view_or_its_page_sends_what_it_held(page, end):
    page.evaluate(f"press('ArrowLeft'); press('ArrowLeft'); {end}")
    assert page.evaluate("posts()") == ["15,74,110,140", "15,73,110,140"]


def test_an_answer_to_an_older_edit_does_not_undo_a_newer_one(page):
    page.evaluate("press('ArrowLeft'); press('ArrowLeft'); answer(sent[0])")
    page.wait_for_function("sent.length > 1")
    page.wait_for_function("shown() === '15,73,110,140'")
    page.evaluate("answer(sent[1])")
    page.evaluate(
        "model.set('_experiment', JSON.parse(model.get('_presets')).symmetric.experiment)"
    )
    page.wait_for_function("shown() === '15,75,110,140'")


def test_a_refused_edit_says_why_and_the_board_returns(page):
    page.evaluate("press('ArrowLeft')")
    assert page.evaluate("shown()") == "15,74,110,140"
    page.evaluate("answer(sent[0], 'The rule says no.')")
    page.wait_for_function("shown() === '15,75,110,140'")
    expect(page.locator(".stdplab-message")).to_have_text("The rule says no.")


def test_an_edit_that_was_lost_is_sent_again(page):
    page.evaluate("press('ArrowLeft')")
    page.wait_for_function("sent.length > 1")
    assert page.evaluate("sent[1].serial === sent[0].serial")
    assert page.evaluate("posts()") == ["15,74,110,140"] * 2


def test_the_end_of_a_gesture_is_told_at_once(page):
    area = page.locator(".stdplab-row.stdplab-post .stdplab-area").bounding_box()
    x, y = area["x"] + 75 / 200 * area["width"], area["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=10)
    page.mouse.up()
    assert page.evaluate("posts().at(-1) === shown()")
    count = page.evaluate("sent.length")
    assert count > 1
    page.evaluate("answer(sent.at(-1))")
    page.mouse.click(x, y + 100)  # nothing was edited: nothing is told
    assert page.evaluate("sent.length") == count


def test_a_preset_chosen_after_an_edit_stays_chosen(page):
    page.evaluate("press('ArrowLeft'); press('ArrowLeft')")
    page.get_by_label("Preset").select_option("symmetric")
    page.evaluate("answer(sent[0])")
    page.wait_for_function("posts().at(-1) === '15,75,110,140'")
    assert page.evaluate("sent.at(-1).preset") == "symmetric"
    assert page.evaluate("shown()") == "15,75,110,140"


BRING = """text => {
  press("ArrowLeft");
  press("ArrowLeft");
  const field = document.querySelector(".stdplab-share input");
  field.value = text;
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
}"""


def test_what_the_kernel_is_asked_to_open_comes_after_every_edit(page):
    """An edit that waits would otherwise be lost, or undo it."""
    other = replace(presets.FLORIAN_2007, rules=(Triplet(), Dopamine()))
    page.evaluate(BRING, other.to_json())
    page.wait_for_function("sent.at(-1).experiment.rules.length === 2")
    assert page.evaluate("posts()") == ["15,74,110,140", "15,73,110,140", "15,75,110,140"]


def test_every_element_of_a_board_has_class_names_of_its_own(open_offline):
    board = open_offline()
    board.button("Share").click()
    board.button("Keep to compare").click()
    names = "root => [...root.querySelectorAll('*')].flatMap((element) => [...element.classList])"
    found = board.root.evaluate(names)
    assert len(found) > 100
    assert [name for name in found if not name.startswith("stdplab-")] == []
