"""What cannot be opened on a board is refused in words; tests/js/test_share.py has more cases."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import STDP, Triplet, share

from ..helpers.share_menu import DEMO, changed, shows

TOKEN = share.token(DEMO)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (TOKEN[:50] + "x" + TOKEN[51:], "at least one character was changed"),
        (changed(stdplab=9), "this experiment has format 9; this page reads format 1"),
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
            "each with a name and numbers of a size up to 1e+30",
        ),
        (
            changed(rules=[{**rule, "gamma": 1e30} for rule in DEMO.to_dict()["rules"]]),
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
