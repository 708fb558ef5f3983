"""Reading a run: one cursor, the sentence, the pairs behind a step, the learning window, time."""

from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import expect

from stdplab import STDP, Experiment, Rule, presets
from tests.helpers.pair_attribution import attribution

DEMO = presets.FLORIAN_2007


def scrub(board, time):
    move = "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', {bubbles: true})) }"
    board.root.get_by_label("Moment, ms").evaluate(move, time)


def drawn(board):
    """Let the frame pass in which the last change is drawn."""
    frame = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    board.page.evaluate(f"() => {frame}")


def says(board, text):
    expect(board.root.locator(".stdplab-sentence")).to_contain_text(text)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (0, "At 0 ms the run begins, with w = 0.2."),
        (10, "At 10 ms the presynaptic neuron fires before any postsynaptic spike"),
        (75, "the postsynaptic neuron fires, 65 ms after the presynaptic one: γx = 0.00775, so γξ"),
        (75, "γξ = 0.00775. The reward is 1 and γz = 0.000875. STDP and MSTDP strengthen the syn"),
        (115, "fires, 5 ms after the postsynaptic one: γy = 0.184, so γξ = −0.184. The reward is"),
        (115, "STDP weakens the synapse by 0.184; MSTDP strengthens it by 0.184; MSTDPET"),
        (150, "At 150 ms no neuron fires. The reward is −1"),
        (150, "STDP and MSTDP leave the synapse unchanged; MSTDPET weakens it by"),
    ],
)
def test_the_sentence_says_what_happens_and_why(open_offline, time, words):
    board = open_offline()
    scrub(board, time)
    says(board, words)


def test_the_sentence_follows_convention_and_lag(open_offline):
    board = open_offline()
    scrub(board, 115)
    board.radio("of unit size").check()
    says(board, "y = 0.921, so ξ = −0.921")
    board.radio("the step before").check()
    scrub(board, 116)
    says(board, "The reward is −1 and meets the step before, when z = −0.034. STDP leaves")


def test_pointing_reads_and_leaving_goes_back_to_the_pinned_moment(open_offline):
    board = open_offline()
    expect(board.root.locator(".stdplab-sentence")).to_contain_text(
        "Point at a moment, or press play"
    )
    scrub(board, 115)
    board.page.mouse.move(*board.point("pre", 150))
    says(board, "At 150 ms")
    board.page.mouse.move(2, 2)
    says(board, "At 115 ms")


def test_time_is_scrubbed_by_keys_and_played(open_offline):
    board = open_offline()
    slider = board.root.get_by_label("Moment, ms")
    slider.focus()
    board.page.keyboard.press("Home")
    board.page.keyboard.press("ArrowRight")
    says(board, "At 1 ms no neuron fires.")
    assert slider.get_attribute("aria-valuetext").startswith("At 1 ms no neuron fires.")
    board.root.get_by_role("button", name="Play").press("Enter")
    expect(board.root.locator(".stdplab-sentence")).not_to_contain_text("At 1 ms")
    board.root.get_by_role("button", name="Pause").press("Enter")
    drawn(board)
    stopped = slider.input_value()
    expect(board.root.get_by_role("button", name="Play")).to_be_visible()
    drawn(board)
    assert slider.input_value() == stopped


def test_with_less_motion_play_goes_in_jumps(open_offline):
    board = open_offline(reduced_motion="reduce")
    board.page.evaluate("""() => {
      window.seen = new Set();
      const slider = document.querySelector('.stdplab-time input');
      const look = () => { seen.add(Number(slider.value)); requestAnimationFrame(look); };
      look();
    }""")
    board.root.get_by_role("button", name="Play").click()
    says(board, "At 24 ms")
    moments = [time for time in board.page.evaluate("[...seen]") if time <= 24]
    assert sorted(moments) == [0, 8, 16, 24]


def test_a_step_of_a_weight_lights_up_its_pair(open_offline):
    board = open_offline()
    box = board.curve("STDP").bounding_box()
    x, y = box["x"] + box["width"] * 113 / 200, box["y"] + box["height"] / 2
    board.page.mouse.click(x, y)  # two ms beside the step
    says(board, "Under STDP most of it comes from pre 115 and post 110 ms (Δt = −5 ms).")
    point = board.root.locator(".stdplab-window .stdplab-point").first
    assert point.get_attribute("data-delta") == "-5"
    lit = board.root.locator(".stdplab-lit rect").first.bounding_box()
    spike = board.spike("pre", 115).locator("line").bounding_box()
    assert abs(lit["x"] + lit["width"] / 2 - spike["x"] - spike["width"] / 2) < 1
    board.page.mouse.click(box["x"] + box["width"] * 0.9, y)
    expect(board.root.locator(".stdplab-lit rect")).to_have_count(0)


def test_the_page_shares_a_step_out_as_the_core_does(open_offline):
    board = open_offline()
    board.page.evaluate("document.querySelector('.stdplab').scrollIntoView()")
    for rule in DEMO.rules:
        shares = attribution(rule, DEMO.protocol).diff(dim=-1)
        box = board.curve(rule.name).bounding_box()
        x, _ = board.point("pre", 140)
        board.page.mouse.click(x, box["y"] + box["height"] / 2)
        largest = shares[:, :, 139].abs().argmax()
        pre, post = DEMO.protocol.pre[largest // 4], DEMO.protocol.post[largest % 4]
        says(board, f"Under {rule.name} most of it comes from pre {pre:.0f} and post {post:.0f}")


def test_what_a_spike_does_alone_is_no_pairs_share(open_offline):
    @dataclass(frozen=True)
    class Lone(Rule):
        """dw = pre / 100, whatever the postsynaptic neuron does."""

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {}, 0.01 * drive.pre

    assert attribution(Lone(), DEMO.protocol).abs().max() < 1e-15
    board = open_offline(Experiment(DEMO.protocol, (Lone(),)))
    scrub(board, 85)
    says(board, "Lone strengthens the synapse by 0.0100.")
    expect(board.root.locator(".stdplab-lit rect")).to_have_count(0)


def test_the_window_is_dragged_by_its_discs(open_offline):
    board = open_offline()
    window = board.root.locator(".stdplab-window")
    amplitude = window.get_by_role("slider", name="LTP amplitude")
    x, y = board.centre(amplitude)
    top = window.bounding_box()["y"]
    board.drag((x, y), (x, top + 62 - (62 - (y - top)) / 2))  # half as high
    expect(board.control("A_plus", "number")).to_have_value("0.5")
    tau = window.get_by_role("slider", name="Post trace")
    tau.focus()
    board.page.keyboard.press("Shift+ArrowRight")
    expect(board.control("tau_minus", "number")).to_have_value("30")
    rules = tuple(replace(rule, A_plus=0.5, tau_minus=30.0) for rule in DEMO.rules)
    for rule, result in replace(DEMO, rules=rules).run().items():
        board.assert_shows(rule, result.final)


def test_the_window_is_what_the_rule_does_to_one_pair(open_offline):
    board = open_offline()
    curve = board.root.locator(".stdplab-window .stdplab-branch.stdplab-plus").get_attribute("d")
    points = [[float(n) for n in part.split(" ")] for part in curve[1:].split("L")]
    height = 62 - 14
    heights = [(62 - y) / height * 0.2 for _, y in points[:12]]
    pair = Experiment(replace(DEMO.protocol, pre=(20,), post=(27,), reward=()), (STDP(),), 0.2)
    assert heights[6] == pytest.approx(pair.run()["STDP"].final - 0.2, abs=0.001)
    assert sorted(heights, reverse=True) == heights


def test_all_panels_zoom_together_and_back(open_offline):
    board = open_offline()
    scrub(board, 115)
    for _ in range(3):
        board.root.get_by_role("button", name="Zoom in").click()
    drawn(board)
    width = board.row("pre").locator(".stdplab-area").bounding_box()["width"]
    apart = board.centre(board.spike("pre", 135))[0] - board.centre(board.spike("pre", 115))[0]
    assert apart == pytest.approx(20 / 25 * width, abs=2)
    start = board.curve("STDP").get_attribute("d")
    scrub(board, 10)  # the view follows the cursor
    drawn(board)
    assert board.curve("STDP").get_attribute("d") != start
    x, _ = board.centre(board.spike("pre", 10))
    area = board.row("pre").locator(".stdplab-area").bounding_box()
    assert area["x"] <= x <= area["x"] + width
    board.spike("post", 140).focus()  # and the focus
    drawn(board)
    x, _ = board.centre(board.spike("post", 140))
    assert area["x"] <= x <= area["x"] + width
    board.root.get_by_role("button", name="Show the whole run").click()
    drawn(board)
    apart = board.centre(board.spike("pre", 135))[0] - board.centre(board.spike("pre", 115))[0]
    assert apart == pytest.approx(20 / 200 * width, abs=2)


def test_handles_outside_the_view_are_not_heaped_at_its_edge(open_offline):
    board = open_offline()
    board.root.get_by_role("button", name="Single pulse").click()  # from 150 to 160 ms
    scrub(board, 110)
    for _ in range(2):
        board.root.get_by_role("button", name="Zoom in").click()
    drawn(board)
    for handle, seen in (("level", [True, False, False]), ("edge", [False, False])):
        found = board.root.locator(f".stdplab-handle.stdplab-{handle}")
        assert [one.is_visible() for one in found.all()] == seen
    board.root.get_by_role("button", name="Show the whole run").click()
    drawn(board)
    assert all(
        one.is_visible()
        for one in board.root.locator(".stdplab-row.stdplab-reward .stdplab-handle").all()
    )


def test_the_area_under_the_eligibility_is_the_weights_change(open_offline):
    board = open_offline()
    area = board.root.locator(".stdplab-becomes").get_attribute("d")
    points = [[float(n) for n in p.split(" ")] for p in area.strip("MZ").split("L")][:-2]
    row = board.curve("MSTDPET", "z").bounding_box()
    assert row["height"] > 10
    z = DEMO.run()["MSTDPET"]
    gained = [0.2 * float(r * e) for r, e in zip(z["reward"], z["z"], strict=True)]
    zero = points[0][1]
    scale = (zero - points[15][1]) / gained[15]
    for (_, y), value in zip(points, gained, strict=True):
        assert (zero - y) / scale == pytest.approx(value, abs=3e-4)
    assert sum(gained) == pytest.approx(z.final - 0.2, abs=1e-9)


def test_only_a_click_pins_the_cursor_and_escape_lets_it_go(open_offline):
    board = open_offline()
    start = board.root.get_by_role("slider", name="start of the weight").first
    x, y = board.centre(start.locator(".stdplab-disc"))
    board.drag((x, y), (x, y - 10))
    board.page.mouse.move(2, 2)
    says(board, "Point at a moment, or press play")  # the drag ended in a panel, and was no click
    scrub(board, 115)
    says(board, "At 115 ms")
    board.spike("pre", 10).focus()
    board.page.keyboard.press("Escape")
    board.page.evaluate("document.activeElement.blur()")
    says(board, "Point at a moment, or press play")


def test_a_reading_that_rounds_to_zero_has_no_sign(open_offline):
    board = open_offline("late-reward")
    read = board.root.locator(".stdplab-drawing text").all_text_contents()
    assert read.count("0.000") == 2  # both traces, at the end of the run
    assert "−0.000" not in read
