"""A page reads Python's tokens, writes its own, and refuses damaged ones in words."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from stdplab import Experiment, presets, share
from tests.core.test_share_token import experiments
from tests.helpers.handmade_tokens import crafted, deflated
from tests.helpers.node import NodeError
from tests.helpers.token_surroundings import surroundings

DEMO = presets.FLORIAN_2007
TOKEN = share.token(DEMO)


def changed(**parts):
    return json.dumps({**DEMO.to_dict(), **parts})


def protocol(**parts):
    return changed(protocol={**DEMO.to_dict()["protocol"], **parts})


def why_refused(node, text):
    """What the page says about a text that it does not open."""
    try:
        return node.call("experiment/validate_experiment", "whyInvalid", read(node, text))
    except NodeError as error:
        return str(error)


def read(node, text):
    return node.call("share/token", "readShared", text)


@given(experiment=experiments())
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # Node holds no state
)
def test_page_and_python_read_each_others_tokens(node, experiment):
    assert Experiment.from_dict(read(node, share.token(experiment))) == experiment
    assert share.restore(node.call("share/token", "makeToken", experiment.to_dict())) == experiment
    assert why_refused(node, experiment.to_json()) == ""


def test_a_token_is_found_where_people_put_it(node):
    for text in surroundings(TOKEN):
        assert read(node, text) == DEMO.to_dict(), text


def test_a_byte_order_mark_before_json_is_passed_over(node):
    assert read(node, "\ufeff" + DEMO.to_json()) == DEMO.to_dict()


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
        (protocol(duration=1e9), "3000000000 steps in all rules, a page allows 500000: choose"),
        (protocol(duration=1e10, dt=1e9), "its duration can be 1000000000 ms at most"),
        (protocol(dt=1e-13, duration=1e-11), "and its dt 1e-12 ms at least"),
        (protocol(reward=[[i, 1] for i in range(201)]), "201 reward segments, a page allows 200"),
        (protocol(reward=[[0, 1e31]]), "its reward must be a list of pairs"),
        (changed(rules=[{"rule": "STDP"}] * 21), "21 rules, a page allows 20: use fewer rules"),
        (changed(rules=[{"rule": "STDP", "gamma": -1e31}]), "numbers of a size up to 1e+30"),
        (changed(w0=1e31), "a number of a size up to 1e+30 as w0"),
        (protocol(dt=0), "its duration and dt must be above zero"),
        (protocol(dt=0.3), "its duration (200 ms) is not a whole number of steps of 0.3 ms"),
        (protocol(pre=[10, 5]), "its pre spikes must be rising times"),
        (protocol(post=["x"]), "its post spikes must be rising times"),
        (protocol(post=[10.5]), "each a multiple of dt from 1 to 200 ms"),
        (protocol(post=[0]), "each a multiple of dt from 1 to 200 ms"),
        (protocol(reward=[]), "its reward must be a list of pairs"),
        (protocol(reward=[[0, 1, 2]]), "its reward must be a list of pairs"),
        (protocol(reward=[[0, 1], [900, 2]]), "its reward must be a list of pairs"),
        (changed(w0="x"), "needs a number of a size up to 1e+30 as w0"),
        (changed(lag=2), "as w0, a lag of 0 or 1"),
        (changed(bounds=[]), "and bounds that are null or have low and high"),
    ],
)
def test_a_damaged_text_is_refused_in_words(node, text, sentence):
    assert sentence in why_refused(node, text)
