"""The form that generates spikes: what it fills, what it refuses, and what Python then has."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import Protocol, presets

from ..helpers.gestures import PRE

DEMO = presets.FLORIAN_2007


def choose(board, kind, rows=None, **numbers):
    board.root.get_by_label("Generator").select_option(kind)
    if rows:
        board.root.get_by_label("Rows to fill").select_option(rows)
    for field, number in numbers.items():
        number_field(board, field).fill(str(number))


def number_field(board, field):
    return board.root.locator(f'.stdplab-generator [data-field="{field}"]:visible')


def lists(board):
    return [board.field(name).input_value() for name in ("pre", "post")]


def numbers(text):
    return [float(time) for time in text.split(", ")]


def test_poisson_fills_the_chosen_rows_and_comes_again_with_its_seed(open_offline, node):
    board = open_offline()
    choose(board, "Poisson", "pre only", rate=60, seed=5)
    expect(board.root.get_by_text("The same seed gives the same spikes again.")).to_be_visible()
    board.button("Generate").click()
    room = {"dt": 1, "duration": 200}
    pre = node.call("controls/spike_generators", "poisson", {"rate": 60, "seed": 5}, "pre", room)
    expect(board.spike("pre", int(pre[0]))).to_be_attached()
    assert board.times("pre") == tuple(pre)
    assert board.times("post") == (15, 75, 110, 140)
    board.assert_agrees(replace(DEMO, protocol=replace(DEMO.protocol, pre=pre)))
    choose(board, "Poisson", "pre and post", seed=6)
    number_field(board, "seed").press("Enter")
    expect(board.field("pre")).not_to_have_value(", ".join(f"{t:g}" for t in pre))
    sixth = lists(board)
    assert sixth[0] != sixth[1]
    board.button("Reset").click()
    expect(board.field("post")).to_have_value("15, 75, 110, 140")
    board.button("Generate").click()
    expect(board.field("post")).to_have_value(sixth[1])
    assert lists(board) == sixth


def test_pairing_fills_both_rows(open_offline):
    board = open_offline()
    choose(board, "pairing", interval=-5, pairs=4, period=50)
    expect(board.root.get_by_label("Rows to fill")).to_be_disabled()
    expect(board.root.get_by_text("The same seed gives")).to_be_hidden()
    board.button("Generate").click()
    expect(board.field("pre")).to_have_value("15, 65, 115, 165")
    expect(board.field("post")).to_have_value("10, 60, 110, 160")
    pairs = Protocol((15, 65, 115, 165), (10, 60, 110, 160), DEMO.protocol.reward)
    board.assert_agrees(replace(DEMO, protocol=pairs))


def test_jitter_moves_what_stands_there(open_offline):
    board = open_offline()
    choose(board, "jitter", "post only", sd=2, seed=4)
    board.button("Generate").click()
    expect(board.field("post")).not_to_have_value("15, 75, 110, 140")
    pre, post = lists(board)
    assert pre == "10, 85, 115, 135"
    assert all(abs(a - b) < 9 for a, b in zip(numbers(post), (15, 75, 110, 140), strict=True))
    board.enter("pre", "")
    choose(board, "jitter", "pre only")
    board.button("Generate").click()
    expect(board.root.locator(".stdplab-message")).to_contain_text("There are no spikes to jitter")


@pytest.mark.parametrize(
    ("kind", "field", "typed", "sentence"),
    [
        ("Poisson", "rate", "0", "Rate: type a number from 0.1 to 1000."),
        ("Poisson", "rate", "", "Rate: type a number from 0.1 to 1000."),
        ("Poisson", "seed", "1.5", "Seed: type a whole number from 0 to 99999."),
        ("pairing", "interval", "-300", "Δt: type a number from −200 to 200."),
        ("pairing", "pairs", "0", "Pairs: type a whole number from 1 to 200."),
        ("pairing", "period", "0.5", "every: type a number from 1 to 200."),
        (
            "pairing",
            "pairs",
            "6",
            (
                "6 pairs every 40 ms need 211 ms, but the protocol has 200 ms. Take fewer pairs, "
                "a shorter period or a smaller Δt. The board keeps what it had."
            ),
        ),
        ("jitter", "sd", "-1", "SD: type a number from 0 to 200."),
    ],
)
def test_numbers_that_cannot_be_are_named(open_offline, kind, field, typed, sentence):
    board = open_offline()
    choose(board, kind, **{field: typed})
    board.button("Generate").click()
    expect(board.root.locator(".stdplab-message")).to_have_text(sentence)
    expect(number_field(board, field)).to_have_value(typed)
    if not sentence.endswith("had."):
        expect(number_field(board, field)).to_be_focused()
        expect(number_field(board, field)).to_have_attribute("aria-invalid", "true")
    board.assert_agrees(DEMO)


def test_more_spikes_than_a_row_holds_are_refused(open_offline):
    longer = replace(DEMO, protocol=Protocol(pre=(10,), duration=3000))
    board = open_offline(longer)
    choose(board, "Poisson", "post only", rate=1000)
    board.button("Generate").click()
    expect(board.root.locator(".stdplab-message")).to_contain_text(
        "Post: 3,000 spikes are too many"
    )
    expect(board.root.locator(".stdplab-message")).to_contain_text("at most 2,000")
    board.assert_agrees(longer)


def test_in_a_notebook_python_has_the_generated_spikes(notebook, board):
    choose(board, "Poisson", "pre and post", rate=50, seed=11)
    board.button("Generate").click()
    expect(board.field("pre")).not_to_have_value("10, 85, 115, 135")
    notebook.assert_becomes(PRE, tuple(int(t) for t in numbers(board.field("pre").input_value())))
    for name in ("STDP", "MSTDPET"):
        board.assert_shows(name, notebook.ask(f"lab.results['{name}'].final"))
