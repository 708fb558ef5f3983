"""Damaged experiments, tokens, stored runs and sweeps, as somebody might paste them."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdplab import Experiment, Hard, Sweep, presets, share
from stdplab.networks import Report
from stdplab.networks.reports.stored_results import RESULTS
from tests.helpers.handmade_tokens import crafted, deflated

from .mutations import mutated_json, read_or_refuse, reproducible

DEMO = presets.FLORIAN_2007
BOUNDED = Experiment(DEMO.protocol, DEMO.rules, bounds=Hard(-1, 2)).to_dict()
SWEEP = Sweep(
    np.array([[1.0, 2], [3, np.nan]]),
    {"tau_z": (5, 6), "rule": ("A", "B")},
    "w",
    spread=np.array([[0.5, 0.25], [0, np.nan]]),
    together={"gamma": (7, 8)},
)


def stored(name):
    return json.loads((RESULTS / name).read_text())


@reproducible(300)
@given(mutated_json(BOUNDED))
def test_an_experiment_is_whole_or_refused(text):
    found = read_or_refuse(Experiment.from_json, text)
    if found is not None:
        assert Experiment.from_json(found.to_json()) == found


@reproducible(100)
@given(mutated_json(DEMO.to_dict()))
def test_a_token_is_an_experiment_or_refused(text):
    found = read_or_refuse(share.restore, crafted(deflated(text)))
    if found is not None:
        assert share.restore(share.token(found)) == found


@reproducible(150)
@given(st.data())
def test_a_token_that_somebody_wrote_over_is_refused(data):
    token = share.token(DEMO)
    at, more = data.draw(st.integers(0, len(token))), data.draw(st.text(max_size=30))
    assert read_or_refuse(share.restore, token[:at] + more + token[at + len(more) :]) in (
        None,
        DEMO,
    )


@pytest.mark.parametrize("size", [10**6, 14_000_000])
def test_a_token_is_unpacked_no_further_than_it_may_be(size):
    assert read_or_refuse(share.restore, crafted(deflated(b" " * size))) is None


@reproducible(120)
@given(mutated_json(stored("xor-temporal-mstdp.json")))
def test_a_stored_run_is_whole_or_refused(text):
    found = read_or_refuse(Report.from_json, text)
    if found is not None:
        assert str(found)
        assert found.table()


@reproducible(120)
@given(mutated_json(stored("sweeps/distal-mean.json")))
def test_a_stored_sweep_is_whole_or_refused(text):
    found = read_or_refuse(Sweep.from_json, text)
    if found is not None:
        assert Sweep.from_json(found.to_json()) == found
        read_or_refuse(lambda: found.at(measure=["target"], condition="frozen").table())
        read_or_refuse(lambda: found.at(measure="target").plot())


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
@pytest.mark.parametrize(
    ("place", "spoilt"),
    [
        ('"tau_z": [5', '"tau_z": [{}'),
        ("{}", '{{"x": {}}}'),
        ("[1.0", "[{}"),
        ("[0.5", "[{}"),
        ("[7", "[{}"),
    ],
    ids=["coords", "source", "values", "spread", "together"],
)
def test_a_sweep_has_finite_numbers_alone(place, spoilt, number):
    text = SWEEP.to_json()
    assert text.count(place) == 1
    with pytest.raises(ValueError, match="finite"):
        Sweep.from_json(text.replace(place, spoilt.format(number)))


def test_a_sweep_has_no_number_that_none_can_compute_with():
    text = SWEEP.to_json().replace('"tau_z": [5', f'"tau_z": [{10**400}')
    with pytest.raises(ValueError, match=r"a value of 'tau_z' is 1000.*, which is not a number"):
        Sweep.from_json(text)


@reproducible(150)
@given(mutated_json(json.loads(SWEEP.to_json())))
def test_a_sweep_is_whole_or_refused(text):
    found = read_or_refuse(Sweep.from_json, text)
    if found is not None:
        assert Sweep.from_json(found.to_json()) == found
        assert repr(found)
        read_or_refuse(lambda: found.at({next(iter(found.coords)): 1}))
        read_or_refuse(found.best)


def test_a_sweep_with_texts_that_are_not_formulas_is_drawn():
    odd = ("$\\frac{$", "\ud800", "a\nb")
    for coords in (
        {"$\\x$": odd, "\ud800": odd},
        {"$": odd, "rule": odd},
        {"$": (1, 2, 3), "condition": odd},
    ):
        assert "<svg" in Sweep(np.ones((3, 3)), coords, "$\\frac{$ \ud800").plot().svg()
