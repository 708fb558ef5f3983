"""The board for everybody: checked by axe, by keyboard, without motion, in a user's own colours."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from stdplab import presets

from ..helpers.gestures import BoardPage

AXE = Axe()
FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]"
LOOK = """element => [element, ...element.querySelectorAll("*")].map((part) => {
  const { outline, stroke, strokeWidth, boxShadow, borderColor } = getComputedStyle(part);
  return [outline, stroke, strokeWidth, boxShadow, borderColor].join();
}).join("\\n")"""

CONTRASTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3)
      .map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const root = document.querySelector(".stdplab");
  const panel = root.querySelector(".stdplab-panel");
  const grounds = [getComputedStyle(root).backgroundColor, getComputedStyle(panel).fill];
  const texts = [...root.querySelectorAll("svg :is(text, tspan)")];
  const read = texts.filter((text) => !text.closest(".stdplab-cursor"));
  return read.flatMap((text) => grounds.map((ground) => {
    const [dim, bright] = [light(ground), light(getComputedStyle(text).fill)].sort((a, b) => a - b);
    return (bright + 0.05) / (dim + 0.05);
  }));
}"""
"""Of all text in drawings with page and panel: what axe leaves undecided."""


def assert_no_violation(page, context=None):
    found = AXE.run(page, context)
    assert found.violations_count == 0, found.generate_report()


LOOKS = [(1200, "light"), (420, "dark")]
"""Width and colours: each preset in two, the demonstration in the other two as well."""


@pytest.mark.parametrize("name", presets.PRESETS)
def test_axe_finds_nothing_in_an_exported_page(open_offline, name):
    board = open_offline(name)
    board.control("w0").wait_for()
    for width, scheme in [*LOOKS, *([(1200, "dark"), (420, "light")] * (name == "florian"))]:
        board.page.set_viewport_size({"width": width, "height": 1000})
        board.page.emulate_media(color_scheme=scheme)
        assert_no_violation(board.page)
        assert min(board.page.evaluate(CONTRASTS)) >= 4.5


def test_axe_finds_nothing_in_an_open_menu_and_in_a_refusal(open_offline):
    board = open_offline()
    board.type("tau_plus", "-5")
    board.root.get_by_role("button", name="Keep to compare").click()
    board.root.get_by_role("button", name="Share").click()
    expect(board.root.get_by_role("dialog", name="Share")).to_be_visible()
    assert_no_violation(board.page)


def test_axe_finds_nothing_in_jupyterlab(board):
    assert_no_violation(board.page, ".stdplab")


def test_everything_that_takes_the_focus_says_its_name_and_shows_it(open_offline):
    board = open_offline()
    board.control("w0").wait_for()
    reached = [one for one in board.root.locator(FOCUSABLE).all() if one.is_visible()]
    assert len(reached) > 30
    board.page.keyboard.press("Tab")  # from now on the focus counts as one by keyboard
    for element in reached:
        told = element.evaluate("e => e.outerHTML")
        board.page.evaluate("document.activeElement.blur()")
        before = element.evaluate(LOOK)
        element.focus()
        assert element.evaluate(LOOK) != before, told
        assert element.get_attribute("data-lm-suppress-shortcuts") == "true", told
    tree = board.page.context.new_cdp_session(board.page).send("Accessibility.getFullAXTree")
    nodes = [
        node
        for node in tree["nodes"]
        if {"name": "focusable", "value": {"type": "booleanOrUndefined", "value": True}}
        in node.get("properties", [])
    ]
    names = [(node["role"]["value"], node["name"]["value"].strip()) for node in nodes]
    assert len(names) > len(reached)  # the page itself can have the focus
    assert [role for role, name in names if not name] == []


def test_nothing_moves_for_those_who_asked_for_stillness(open_offline):
    board = open_offline(reduced_motion="reduce")
    board.spike("post", 75).focus()
    moving = """root => [root, ...root.querySelectorAll("*")].filter((e) => {
      const style = getComputedStyle(e);
      const long = (times) => times.split(",").some((time) => parseFloat(time) > 0);
      return (style.transitionProperty !== "none" && long(style.transitionDuration))
        || (style.animationName !== "none" && long(style.animationDuration));
    }).map((e) => e.outerHTML)"""
    assert board.root.evaluate(moving) == []
    assert board.page.evaluate("document.getAnimations().length") == 0


def test_in_forced_colours_the_curves_and_the_spikes_are_drawn(open_offline):
    board = open_offline(forced_colors="active")
    ground = board.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    stroke = "e => getComputedStyle(e).stroke"
    for drawn in (
        board.curve("MSTDPET"),
        board.curve("STDP", "x"),
        board.spike("pre", 85).locator("line"),
    ):
        assert drawn.evaluate(stroke) not in {"none", ground}


def test_after_an_edit_the_live_region_says_it_once(open_offline):
    board = open_offline()
    region = board.root.get_by_role("status").and_(board.page.locator(".stdplab-unseen"))
    region.evaluate("""region => {
      window.said = [];
      const hear = new MutationObserver(() => said.push(region.textContent));
      hear.observe(region, { childList: true });
    }""")
    board.spike("post", 75).focus()
    board.page.keyboard.press("ArrowLeft")
    expect(region).to_have_text("post spike at 74 ms. STDP 0.2772, MSTDP 0.2078, MSTDPET 0.3325")
    board.drag(board.point("post", 74), board.point("post", 60))
    expect(region).to_have_text("post spike at 60 ms. STDP 0.3612, MSTDP 0.2564, MSTDPET 0.3201")
    assert len(board.page.evaluate("said")) == 2
    board.page.keyboard.press("Delete")
    expect(region).to_contain_text("post spike at 60 ms removed. STDP ")
    board.root.get_by_role("button", name="Add a pre spike").press("Enter")
    expect(region).to_contain_text("pre spike added at ")
    for key, words in (
        ("tau_z", "eligibility trace 26 ms. "),
        ("A_plus", "LTP amplitude 1.05. "),
        ("onset[1]", "reward switch at 101 ms. "),
        ("reward[0]", "reward until 101 ms 1.1. "),
    ):
        board.control(key).press("ArrowRight")
        expect(region).to_contain_text(words)
    board.root.get_by_label("Nearest spikes only").press("Space")
    expect(region).to_contain_text("nearest spikes only on. ")
    board.radio("the step before").check()
    expect(region).to_contain_text("reward meets the step before. ")
    board.root.get_by_role("button", name="Reset").press("Enter")
    expect(region).to_have_text("several changes. STDP 0.2690, MSTDP 0.2033, MSTDPET 0.3342")
    menu = board.root.get_by_label("Preset")
    menu.focus()
    menu.select_option("symmetric")
    expect(region).to_contain_text("preset symmetric. STDP ")
    box = region.bounding_box()
    assert box["width"] <= 1
    assert box["height"] <= 1


def test_a_view_without_the_focus_says_nothing(notebook, board):
    region = board.root.locator(".stdplab-unseen")
    said = region.text_content()
    other = BoardPage(notebook.page, 2)  # a second view of the same board
    other.spike("post", 75).focus()
    notebook.page.keyboard.press("ArrowLeft")
    expect(other.root.locator(".stdplab-unseen")).to_contain_text("post spike at 74 ms. ")
    expect(region).to_have_text(said)
