"""Whatever is typed, pasted or opened, the page says what it did with it, and goes on."""

import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import MSTDP, MSTDPET, STDP, Protocol
from stdplab.labs import Lab
from tests.helpers.handmade_tokens import crafted, deflated

from ..helpers.gestures import BoardPage
from ..helpers.share_menu import DEMO, changed
from ..helpers.watched_context import watched

SIZES = [
    *((key, "5000") for key in ("tau_plus", "tau_minus", "tau_z")),
    *((key, "1000000") for key in ("tau_plus", "tau_minus", "tau_z")),
    *((key, "1e30") for key in ("tau_plus", "tau_minus", "tau_z")),
    *((key, "1e-300") for key in ("tau_plus", "tau_minus")),
]


def still_answers(board, experiment=DEMO):
    """The next edit is drawn."""
    board.slide("gamma", "0.1")
    board.assert_agrees(replace(experiment, rules=with_gamma(experiment.rules)))


def with_gamma(rules):
    return tuple(replace(rule, gamma=0.1) for rule in rules)


def typed(experiment, key, value):
    rules = (replace(r, **{key: value}) if hasattr(r, key) else r for r in experiment.rules)
    return replace(experiment, rules=tuple(rules))


@pytest.mark.parametrize(("key", "text"), SIZES)
def test_a_time_constant_of_any_size_is_drawn(open_offline, key, text):
    board = open_offline()
    board.type(key, text)
    board.assert_agrees(typed(DEMO, key, float(text)))
    still_answers(board, typed(DEMO, key, float(text)))


def test_a_page_of_mstdpet_draws_a_long_eligibility(browser, tmp_path):
    alone = replace(DEMO, rules=(MSTDPET(),))
    path = Lab({"alone": alone}, "alone").export(tmp_path / "lab.html")
    with watched(browser, silent=True) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        board = BoardPage(page)
        board.type("tau_z", "1e5")
        still_answers(board, typed(alone, "tau_z", 1e5))


@pytest.mark.parametrize("key", ["tau_plus", "tau_z", "gamma", "A_plus", "w0", "reward[0]"])
def test_a_number_that_no_page_computes_is_refused(open_offline, key):
    board = open_offline()
    board.type(key, "1e308")
    message = board.root.locator(".stdplab-message")
    expect(message).to_contain_text("use a number of a size up to 1e+30")
    expect(message).to_contain_text("The board keeps what it had.")
    still_answers(board)


def test_amplitudes_whose_traces_overflow_are_refused(open_offline):
    board = open_offline()
    board.type("gamma", "1e-30")
    board.type("A_plus", "1e30")
    expect(board.root.locator(".stdplab-message")).to_contain_text("diverges (above 1e30)")
    board.type("gamma", "0.2")
    still_answers(board)


def crowded(segments):
    reward = tuple((float(i), (-1.0) ** i) for i in range(segments))
    return replace(DEMO, protocol=replace(DEMO.protocol, reward=reward, duration=4000.0))


REFUSED = {
    "a long duration": (changed(protocol={"duration": 1e7, "dt": 1.0, "pre": [], "post": [],
                                          "reward": [[0, 0]]}), "30000000 steps in all rules"),
    "segments": (crowded(2000).to_json(), "2000 reward segments, a page allows 200"),
    "rules": (replace(DEMO, rules=(STDP(),) * 300).to_json(), "300 rules, a page allows 20"),
    "a huge trace": (
        changed(rules=[{**rule, "tau_plus": 1e308} for rule in DEMO.to_dict()["rules"]]),
        "numbers of a size up to 1e+30",
    ),
    "a long text": ("{" + " " * 300_000 + "}", "this text has 300002 characters"),
    "a token": (
        crafted(deflated(replace(DEMO, protocol=Protocol(duration=1e7)).to_json().encode())),
        "30000000 steps in all rules",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_large_is_refused_before_it_is_made(sharing, name):
    text, sentence = REFUSED[name]
    sharing.paste(text)
    expect(sharing.message).to_contain_text(sentence)
    expect(sharing.message).to_contain_text("The board keeps what it had.")
    sharing.page.keyboard.press("Escape")
    still_answers(sharing.board)


def test_the_largest_experiment_that_is_opened_is_edited(sharing):
    most = crowded(200)
    sharing.paste(json.dumps(most.to_dict()))
    still_answers(sharing.board, most)
    handles = sharing.board.row("reward").locator(".stdplab-handle.stdplab-level")
    expect(handles).to_have_count(200)
    box = sharing.board.row("reward").locator(".stdplab-area").bounding_box()
    sharing.page.mouse.dblclick(box["x"] + 0.6 * box["width"], box["y"] + 4)
    expect(sharing.message).to_contain_text("201 reward segments, a page allows 200")


def test_a_rule_with_a_long_eligibility_is_opened(sharing):
    long = replace(DEMO, rules=(STDP(), MSTDP(), MSTDPET(tau_z=1e9)))
    sharing.paste(long.to_json())
    still_answers(sharing.board, long)
