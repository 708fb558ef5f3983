"""Spikes by Poisson, pairing and jitter: right in number and place, and the same for a seed."""

import itertools
import re
import statistics
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import Protocol, presets
from stdplab.core.time_grid import snap
from stdplab.widgets.js import linker as front_end

from ..helpers.gestures import PRE

DEMO = presets.FLORIAN_2007
ROOM = {"dt": 1, "duration": 10_000}


@pytest.fixture(scope="module")
def call_generator(browser):
    """Calls a function of the generators' module."""
    texts = [
        (front_end.HERE / f"{n}.mjs").read_text()
        for n in ("dom/numbers", "controls/spike_generators")
    ]
    script = re.sub(r"^import .*\n", "", "\n".join(texts), flags=re.MULTILINE)
    page = browser.new_page()
    page.evaluate(
        """async script => {
          const source = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
          window.module = await import(source);
        }""",
        script,
    )
    yield lambda name, *args: page.evaluate("([name, args]) => module[name](...args)", [name, args])
    page.close()


def assert_fit(times, dt, duration):
    """In order, one in a step at most, inside the protocol, and as Python would snap them."""
    assert all(a < b for a, b in itertools.pairwise(times))
    assert all(0 < time <= duration and time == snap(time, dt) for time in times)


def mixed(bits):
    """MurmurHash3's finalizer, written a second time."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        bits = (bits ^ (bits >> shift)) * factor % 2**32
    return bits


@pytest.mark.parametrize(("row", "number"), [("pre", 1), ("post", 2)])
def test_the_random_numbers_are_those_of_the_published_recurrence(call_generator, row, number):
    """A Poisson row of one expected spike a step tells each number's size by the gap it makes."""
    count = mixed(7) ^ mixed(number)
    gaps = []
    for k in range(1, 51):
        uniform = (mixed((count + k * 0x9E3779B9) % 2**32) + 0.5) / 2**32
        step = 1
        while uniform < 0.5**step:  # half of all steps have a spike
            step += 1
        gaps.append(step)
    times = call_generator("poisson", {"rate": 500, "seed": 7}, row, ROOM)
    assert times[:50] == list(itertools.accumulate(gaps))


def test_a_seed_decides_and_each_row_has_its_own_spikes(call_generator):
    first = call_generator("poisson", {"rate": 30, "seed": 1}, "pre", ROOM)
    assert first == call_generator("poisson", {"rate": 30, "seed": 1}, "pre", ROOM)
    others = [
        call_generator("poisson", {"rate": 30, "seed": 1}, "post", ROOM),
        call_generator("poisson", {"rate": 30, "seed": 2}, "pre", ROOM),
    ]
    for other in others:  # by chance 3 in 100 spikes meet
        assert len(set(first) & set(other)) < 0.1 * len(first)


@pytest.mark.parametrize(("rate", "dt"), [(5, 1), (40, 1), (40, 0.1), (300, 0.5)])
def test_poisson_has_the_rate_and_the_spread_that_it_says(call_generator, rate, dt):
    room = {"dt": dt, "duration": 2000}
    rows = [
        call_generator("poisson", {"rate": rate, "seed": seed}, "pre", room) for seed in range(400)
    ]
    chance = rate * dt / 1000
    mean, variance = 2000 / dt * chance, 2000 / dt * chance * (1 - chance)
    counts = [len(row) for row in rows]
    assert abs(statistics.mean(counts) - mean) < 4 * (variance / 400) ** 0.5
    # The variance of 400 counts is known to about 7 in 100.
    assert 0.7 < statistics.variance(counts) / variance < 1.3
    gaps = [b - a for row in rows for a, b in itertools.pairwise([0, *row])]
    memory = statistics.correlation(gaps[:-1], gaps[1:])
    assert abs(memory) < 4 / len(gaps) ** 0.5
    for row in rows:
        assert_fit(row, dt, 2000)


def test_the_highest_rate_fills_every_step(call_generator):
    room = {"dt": 0.5, "duration": 20}
    times = call_generator("poisson", {"rate": 2000, "seed": 3}, "pre", room)
    assert times == [step * 0.5 for step in range(1, 41)]


@pytest.mark.parametrize("sd", [0, 2, 10])
def test_jitter_has_the_spread_that_it_says(call_generator, sd):
    times = list(range(100, 10_000, 200))
    moves = []
    for seed in range(40):
        moved = call_generator("jitter", {"sd": sd, "seed": seed}, "pre", times, ROOM)
        assert_fit(moved, 1, 10_000)
        assert len(moved) == len(times)
        moves += [b - a for a, b in zip(times, moved, strict=True)]
    spread = (sd**2 + 1 / 12) ** 0.5 if sd else 0  # whole steps round each move
    assert abs(statistics.mean(moves)) <= 4 * spread / len(moves) ** 0.5
    assert statistics.pstdev(moves) == pytest.approx(spread, rel=0.06)


def test_jitter_finds_a_free_step_for_each_spike_and_leaves_none_outside(call_generator):
    room = {"dt": 0.5, "duration": 10}
    every = [step * 0.5 for step in range(1, 21)]
    assert call_generator("jitter", {"sd": 10, "seed": 1}, "post", every, room) == every
    for seed in range(50):
        moved = call_generator("jitter", {"sd": 10, "seed": seed}, "post", [0.5, 1, 9.5, 10], room)
        assert_fit(moved, 0.5, 10)
        assert len(moved) == 4


@pytest.mark.parametrize(("interval", "first"), [(10, 10), (-7, 10), (0, 10), (35, 5)])
def test_pairs_have_their_interval_and_their_period(call_generator, interval, first):
    asked = {"interval": interval, "pairs": 5, "period": 40}
    rows = call_generator("regularPairs", asked, {"dt": 1, "duration": 200})
    assert {post - pre for pre, post in zip(rows["pre"], rows["post"], strict=True)} == {interval}
    for row in rows.values():
        assert_fit(row, 1, 200)
        assert [b - a for a, b in itertools.pairwise(row)] == [40] * 4
    assert min(rows["pre"] + rows["post"]) == first


def choose(board, kind, rows=None, **numbers):
    board.root.get_by_label("Generator").select_option(kind)
    if rows:
        board.root.get_by_label("Rows to fill").select_option(rows)
    for field, number in numbers.items():
        number_field(board, field).fill(str(number))


def number_field(board, field):
    return board.root.locator(f'.generator [data-field="{field}"]:visible')


def lists(board):
    return [board.field(name).input_value() for name in ("pre", "post")]


def numbers(text):
    return [float(time) for time in text.split(", ")]


def test_poisson_fills_the_chosen_rows_and_comes_again_with_its_seed(open_offline, call_generator):
    board = open_offline()
    choose(board, "Poisson", "pre only", rate=60, seed=5)
    expect(board.root.get_by_text("The same seed gives the same spikes again.")).to_be_visible()
    board.button("Generate").click()
    pre = call_generator("poisson", {"rate": 60, "seed": 5}, "pre", {"dt": 1, "duration": 200})
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
    expect(board.root.locator(".message")).to_contain_text("There are no spikes to jitter")


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
    expect(board.root.locator(".message")).to_have_text(sentence)
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
    expect(board.root.locator(".message")).to_contain_text("Post: 3,000 spikes are too many")
    expect(board.root.locator(".message")).to_contain_text("at most 2,000")
    board.assert_agrees(longer)


def test_in_a_notebook_python_has_the_generated_spikes(notebook, board):
    choose(board, "Poisson", "pre and post", rate=50, seed=11)
    board.button("Generate").click()
    expect(board.field("pre")).not_to_have_value("10, 85, 115, 135")
    notebook.assert_becomes(PRE, tuple(int(t) for t in numbers(board.field("pre").input_value())))
    for name in ("STDP", "MSTDPET"):
        board.assert_shows(name, notebook.ask(f"lab.results['{name}'].final"))
