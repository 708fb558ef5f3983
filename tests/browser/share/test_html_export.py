"""An exported page from disk, with the network cut: alive, closed to strangers, printable."""

import re
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import expect

from stdplab import Experiment, Rule, presets
from stdplab.labs import Lab, florian

from ..helpers.gestures import BoardPage

NASTY = "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1>&\"'"
DEMO = presets.FLORIAN_2007


class Opened:
    """A page from disk, offline, with all that went wrong in it."""

    def __init__(self, context, path):
        self.page, self.wrong, self.asked = context.new_page(), [], []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self.wrong.append(said.text))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())


@pytest.fixture
def opened(browser):
    contexts = []

    def open_page(path, **options):
        contexts.append(browser.new_context(viewport={"width": 1200, "height": 1000}, **options))
        contexts[-1].set_offline(True)
        return Opened(contexts[-1], path)

    yield open_page
    for context in contexts:
        context.close()


def test_from_disk_without_network_it_is_alive(opened, tmp_path):
    path = florian().export(tmp_path / "lab.html")
    assert path.stat().st_size < 280_000
    shown = opened(path)
    board = BoardPage(shown.page)
    for rule, result in DEMO.run().items():
        board.assert_shows(rule, result.final)
    board.drag(board.point("post", 75), board.point("post", 60))
    board.slide("tau_z", 40)
    board.type("gamma", "0.3")
    moved = replace(DEMO.protocol, post=(15, 60, 110, 140))
    rules = tuple(
        replace(rule, gamma=0.3, **({"tau_z": 40.0} if hasattr(rule, "tau_z") else {}))
        for rule in DEMO.rules
    )
    for rule, result in Experiment(moved, rules).run().items():
        board.assert_shows(rule, result.final)
        assert abs(board.last_value(rule) - result.final) < 1e-12
        assert abs(board.drawn_end(rule) - result.final) < 2e-4
    assert shown.wrong == []  # no error, and no violation of its own policy either
    assert shown.asked == [path.as_uri()]


def test_presets_reset_lag_nearest_and_convention_need_no_kernel(opened, tmp_path):
    shown = opened(florian().export(tmp_path / "lab.html"))
    board, page = BoardPage(shown.page), shown.page
    menu = board.root.get_by_label("Preset")
    for name, preset in presets.PRESETS.items():
        menu.select_option(name)
        for rule, result in preset.run().items():
            board.assert_shows(rule, result.final)
    menu.select_option("florian")
    board.radio("the step before").check()
    board.assert_shows("MSTDPET", 0.3395)
    board.root.get_by_label("Nearest spikes only").check()
    nearest = tuple(replace(rule, nearest=True) for rule in DEMO.rules)
    for rule, result in replace(DEMO, rules=nearest, lag=1).run().items():
        board.assert_shows(rule, result.final)
    page.get_by_role("button", name="Reset").click()
    board.assert_shows("MSTDPET", 0.3342)
    folded = board.last_value("STDP", "x")
    board.radio("of unit size").check()
    expect(board.root.locator(".stdplab-drawing .stdplab-symbol").nth(2)).to_have_text("x, −y")
    assert board.last_value("STDP", "x") == pytest.approx(folded / 0.2)
    assert shown.wrong == []


def test_what_cannot_be_is_refused_in_the_page(opened, tmp_path):
    shown = opened(florian("song-2000").export(tmp_path / "lab.html"))
    board = BoardPage(shown.page)
    message = board.root.locator(".stdplab-message")
    for key, typed, words in (
        ("tau_plus", "0", "Pre trace is 0; it must be above zero. The board keeps what it had."),
        ("w0", "2", "w0 = 2 is outside the bounds [0, 1]."),
    ):
        board.type(key, typed)
        expect(message).to_contain_text(words)
    board.root.get_by_label("Preset").select_option("florian")
    expect(message).to_be_hidden()
    board.type("A_plus", "1e40")
    expect(message).to_contain_text("LTP amplitude is 1e+40; use a number of a size up to 1e+30")
    board.type("gamma", "1e30")
    expect(message).to_contain_text("The weight diverges")
    board.assert_shows("STDP", 0.2690)


def test_text_is_text_and_nothing_else_runs(opened, tmp_path):
    lab = Lab({NASTY: DEMO, "other": presets.SYMMETRIC}, NASTY, title=NASTY, text=NASTY)
    path = lab.export(tmp_path / "nasty.html")
    shown = opened(path)
    BoardPage(shown.page).assert_shows("STDP", 0.2690)
    assert shown.page.evaluate("window.hurt") is None
    assert shown.page.locator("h1").text_content() == NASTY
    assert shown.page.locator("header p").text_content() == NASTY
    assert shown.page.locator("select option").first.text_content() == NASTY
    assert shown.wrong == []
    # Whatever got in all the same would not run: the policy knows the one script's hash only.
    shown.page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'),"
        " { textContent: 'window.hurt = 1' }))"
    )
    assert shown.page.evaluate("window.hurt") is None
    assert "Content Security Policy" in shown.wrong[0]
    code = path.read_text()
    assert "unsafe" not in re.search(r'Policy" content="([^"]*)"', code)[1]


def test_without_javascript_and_on_paper_it_shows_the_figure(opened, tmp_path):
    path = florian().export(tmp_path / "lab.html")
    still = opened(path, java_script_enabled=False).page.get_by_role("img")
    expect(still).to_be_visible()
    assert "0.3342 under MSTDPET" in still.get_attribute("alt")
    assert still.evaluate("image => image.naturalWidth") > 500
    live = opened(path)
    board = BoardPage(live.page)
    expect(live.page.locator("figure")).to_be_hidden()
    live.page.emulate_media(media="print", color_scheme="dark")
    expect(board.curve("MSTDPET")).to_be_visible()
    expect(board.root.locator(".stdplab-finals")).to_be_visible()
    expect(board.control("tau_z")).to_be_hidden()
    assert board.root.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_the_same_lab_gives_the_same_page(tmp_path):
    pages = [florian().export(tmp_path / name).read_text() for name in ("one.html", "two.html")]
    assert pages[0] == pages[1]


def test_a_rule_that_needs_the_kernel_is_refused_with_the_way_out(tmp_path):
    @dataclass(frozen=True)
    class Branching(Rule):
        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {}, 0.1 if drive.pre > 0 else 0.0

    lab = florian(Experiment(DEMO.protocol, (Branching(),)))
    with pytest.raises(ValueError, match=r"needs a kernel: Branching branches .* where\("):
        lab.export(tmp_path / "page.html")
    assert not list(tmp_path.iterdir())
