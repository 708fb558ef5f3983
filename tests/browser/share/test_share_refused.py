"""What cannot be opened on a board is refused in words."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import STDP, Triplet, share
from tests.helpers.handmade_tokens import crafted, deflated

from ..helpers.share_menu import DEMO, changed, shows


def protocol(**parts):
    return changed(protocol={**DEMO.to_dict()["protocol"], **parts})


TOKEN = share.token(DEMO)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hello", 'neither a token (tokens start with "stdplab1.") nor the JSON of an experiment'),
        ("", "neither a token"),
        (TOKEN[:5], "the end of this token is missing. Copy all of it"),
        (TOKEN[:150], "the end of this token is missing"),
        (TOKEN[:-1], "the end of this token is missing"),
        (TOKEN[:50] + "x" + TOKEN[51:], "at least one character was changed"),
        (TOKEN.replace("b1.", "b2."), "this token has version 2; this page reads version 1"),
        (crafted(b"hello"), "this token does not contain an experiment: it cannot be unpacked"),
        (crafted(deflated(b"{}") + b"more"), "not contain an experiment: it cannot be unpacked"),
        (crafted(deflated(bytes(14_000_000))), "would unpack to more than 200000 bytes"),
        (crafted(deflated(b"not JSON")), "not contain an experiment: this is not JSON"),
        (crafted(deflated(b"[1, 2]")), "this is not the JSON of an experiment"),
        ("A" * 30_000, "this text has 30000 characters; a token has at most 20000"),
        ("{" + " " * 300_000, "characters; an experiment has at most 200000"),
        ("{", "this is not JSON"),
        ("{}", "this is not the JSON of an experiment"),
        (changed(stdplab=9), "this experiment has format 9; this page reads format 1"),
        (changed(colour=1), "does not have the parts that to_json() writes"),
        (protocol(colour=1), "does not have the parts that to_json() writes"),
        (changed(protocol=None), "does not have the parts that to_json() writes"),
        (changed(rules=None), "needs a list of rules"),
        (changed(rules=[]), "needs a list of rules"),
        (changed(rules=[{"rule": "STDP", "gamma": [1]}]), "needs a list of rules"),
        (protocol(duration=1e9), "it takes 3000000000 steps; a page computes at most 1000000"),
        (protocol(dt=0), "its duration and dt must be above zero"),
        (protocol(dt=0.3), "its duration (200 ms) is not a whole number of steps of 0.3 ms"),
        (protocol(pre=[10, 5]), "its pre spikes must be rising times"),
        (protocol(post=["x"]), "its post spikes must be rising times"),
        (protocol(post=[10.5]), "each a multiple of dt from 1 to 200 ms"),
        (protocol(post=[0]), "each a multiple of dt from 1 to 200 ms"),
        (protocol(reward=[]), "its reward must be a list of pairs"),
        (protocol(reward=[[0, 1, 2]]), "its reward must be a list of pairs"),
        (protocol(reward=[[0, 1], [900, 2]]), "its reward must be a list of pairs"),
        (changed(w0="x"), "needs a number as w0"),
        (changed(lag=2), "needs a number as w0, a lag of 0 or 1"),
        (changed(bounds=[]), "and bounds that are null or have low and high"),
        (changed(w0=3, bounds={"bounds": "Hard", "low": 0, "high": 1}), "this page has no kernel"),
        (
            changed(rules=[{"rule": "Own", "k": 1}]),
            "this page has no kernel to compute these rules. Open",
        ),
        (replace(DEMO, rules=(STDP(), Triplet())).to_json(), "this page has no kernel"),
        (
            changed(rules=[{**rule, "tau_plus": "20"} for rule in DEMO.to_dict()["rules"]]),
            "this page has no kernel",
        ),
        (
            changed(rules=[{**rule, "tau_plus": 0} for rule in DEMO.to_dict()["rules"]]),
            "Pre trace is 0; it must be above zero",
        ),
        (
            changed(rules=[{**rule, "gamma": 1e40} for rule in DEMO.to_dict()["rules"]]),
            "The weight diverges (above 1e30) with these parameters",
        ),
    ],
)
def test_what_cannot_be_opened_is_refused_in_words(sharing, text, sentence):
    sharing.paste(text)
    expect(sharing.message).to_contain_text(sentence)
    expect(sharing.message).to_contain_text("The board keeps what it had.")
    shows(sharing.board, DEMO)
    assert share.restore(sharing.copied("Copy token")) == DEMO
