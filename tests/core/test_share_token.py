"""A token gives its experiment back, or a message that says why it cannot."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdplab import RULES, Experiment, Hard, Multiplicative, Protocol, Soft, presets, share
from tests.helpers.handmade_tokens import crafted, deflated
from tests.helpers.token_surroundings import surroundings

DEMO = presets.FLORIAN_2007
TOKEN = share.token(DEMO)
NUMBERS = st.floats(-1e6, 1e6)


@st.composite
def experiments(draw):
    dt = draw(st.sampled_from([0.1, 0.25, 1.0, 3.0]))
    steps = draw(st.integers(1, 400))
    grid = st.lists(st.integers(1, steps).map(lambda k: k * dt), unique=True, max_size=40)
    onsets = sorted(draw(st.sets(st.integers(1, steps), max_size=4)) - {steps})
    reward = [(0, draw(NUMBERS)), *((k * dt, draw(NUMBERS)) for k in onsets)]
    protocol = Protocol(draw(grid), draw(grid), reward, steps * dt, dt)
    kinds = st.sampled_from([RULES[name] for name in ("STDP", "MSTDP", "MSTDPET", "Triplet")])
    kwargs = st.fixed_dictionaries(
        {"gamma": NUMBERS, "tau_plus": st.floats(1e-300, 1e30), "nearest": st.booleans()}
    )
    rules = tuple(draw(kinds)(**draw(kwargs)) for _ in range(draw(st.integers(1, 4))))
    bounds = st.sampled_from([None, Hard(-1, 2), Soft(-1, 2, 0.3), Multiplicative(-1, 2)])
    w0 = draw(st.floats(-1, 2))
    return Experiment(protocol, rules, w0, draw(st.sampled_from([0, 1])), draw(bounds))


@given(experiments())
def test_every_experiment_comes_back_equal(experiment):
    token = share.token(experiment)
    assert share.restore(token) == experiment
    assert token == share.token(share.restore(token))


def test_a_token_is_short_and_safe_in_an_address():
    assert len(TOKEN) < 350
    assert set(TOKEN) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    broken_by_a_mail = "> \n".join([TOKEN[:70], TOKEN[70:]]).replace(">", "")
    assert share.restore(f"\n {broken_by_a_mail} ") == DEMO


def test_a_token_is_found_where_people_put_it():
    for text in surroundings(TOKEN):
        assert share.restore(text) == DEMO, text


def test_a_part_of_a_token_in_an_address_is_refused_as_such():
    with pytest.raises(ValueError, match="The end of this token is missing"):
        share.restore(f"https://example.org/?board={TOKEN[:60]}")
    with pytest.raises(ValueError, match="at least one character was changed"):
        share.restore(f"https://example.org/?board={TOKEN[:60]}{TOKEN[61:]}&x=1")


@pytest.mark.parametrize("length", range(len(TOKEN)))
def test_a_token_that_was_cut_is_refused_as_such(length):
    missing = "The end of this token is missing. Copy all of it"
    with pytest.raises(ValueError, match=missing if length else "Not a stdplab token"):
        share.restore(TOKEN[:length])


@pytest.mark.parametrize("place", range(9, len(TOKEN)))
def test_one_wrong_character_is_detected(place):
    other = "A" if TOKEN[place] != "A" else "B"
    with pytest.raises(
        ValueError, match=r"at least one character was changed|end of this token is missing"
    ):
        share.restore(TOKEN[:place] + other + TOKEN[place + 1 :])


@pytest.mark.parametrize(
    ("token", "message"),
    [
        (None, "must be text, not None"),
        (TOKEN.encode(), "must be text, not b'stdplab1."),
        ("", 'Not a stdplab token (tokens start with "stdplab1.")'),
        ("hello", "Not a stdplab token"),
        (TOKEN[4:], "Not a stdplab token"),
        (TOKEN.replace("stdplab1", "stdplab7"), "has version 7, but this stdplab reads 1"),
        (TOKEN[:100] + TOKEN[120:], "at least one character was changed"),
        (TOKEN + "A", "at least one character was changed"),
        (TOKEN.replace("A", "Ä", 1), "at least one character was changed"),
        ("stdplab1." + "A" * 30_000, "has 30,009 characters; a token has at most 20,000"),
        (crafted(b""), "valid experiment: it cannot be unpacked"),
        (crafted(b"hello"), "valid experiment: it cannot be unpacked"),
        (crafted(deflated(b"{}")[:-1]), "valid experiment: it cannot be unpacked"),
        (crafted(deflated(b"{}") + b"more"), "valid experiment: it cannot be unpacked"),
        (crafted(b"", "stdplab1.@@@"), "valid experiment: it cannot be unpacked"),
        (crafted(deflated(b"not JSON")), "valid experiment: This is not JSON"),
        (crafted(deflated(b"\xff\xfe")), "valid experiment: "),
        (crafted(deflated(b"[" * 100_000)), "valid experiment: This is not JSON"),
        (crafted(deflated(b'{"stdplab": 9}')), "valid experiment: This experiment has format 9"),
        (crafted(deflated(DEMO.to_json().replace("STDP", "BCM").encode())), "unknown rule 'BCM'"),
    ],
)
def test_what_is_not_a_token_is_refused_with_the_reason(token, message):
    with pytest.raises(ValueError) as error:
        share.restore(token)
    assert message in str(error.value)


def test_a_decompression_bomb_is_not_unpacked():
    bomb = crafted(deflated(bytes(14_000_000)))
    assert len(bomb) < share.MAX_TOKEN_CHARS
    started = time.process_time()
    with pytest.raises(ValueError, match="would unpack to more than 200,000 bytes"):
        share.restore(bomb)
    assert time.process_time() - started < 0.1


def test_an_experiment_too_long_for_a_token_is_refused():
    times = tuple(k * 0.1 for k in range(1, 40_000) if hash((k, k)) % 3)
    with pytest.raises(ValueError, match=r"too long for a token.*to_json\(\)"):
        share.token(Experiment(Protocol(times, duration=4000, dt=0.1), DEMO.rules))
