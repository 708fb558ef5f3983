"""Delays of conduction: spikes act when they arrive at the synapse."""

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdplab import MSTDPET, STDP, Experiment, Protocol, presets
from stdplab.core.controls import change, find
from stdplab.tracing import trace

from ..js.test_agreement import RUN_PROGRAM
from ..tracing.machines import assert_agree, by_program, by_step

ONE_PAIR = Protocol(pre=(20,), post=(25,), duration=60)


@pytest.mark.parametrize(
    ("axon", "dendrite", "weight"),
    [
        (0, 0, exp(-5 / 20)),
        (3, 0, exp(-2 / 20)),  # pre arrives at 23, post at 25
        (0, 4, exp(-9 / 20)),
        (8, 1, -exp(-2 / 20)),  # post at 26, pre at 28: the order has turned round
        (5, 0, 0.0),  # both at 25: a coincident pair acts both ways
        (0, 36, 0.0),  # post would arrive at 61, after the end
    ],
)
def test_a_pair_acts_with_its_interval_at_the_synapse(axon, dendrite, weight):
    delayed = replace(ONE_PAIR, axonal_delay=axon, dendritic_delay=dendrite)
    run = Experiment(delayed, (STDP(gamma=1.0),), w0=0.0).run()["STDP"]
    assert run.final == pytest.approx(weight, abs=1e-12)


@given(
    pre=st.sets(st.integers(1, 30)),
    post=st.sets(st.integers(1, 30)),
    axon=st.integers(0, 9),
    dendrite=st.integers(0, 9),
)
def test_a_delayed_spike_is_a_later_spike(pre, post, axon, dendrite):
    delayed = Protocol(pre, post, duration=40, axonal_delay=axon, dendritic_delay=dendrite)
    later = Protocol({t + axon for t in pre}, {t + dendrite for t in post}, duration=40)
    assert delayed.columns() == later.columns()


def test_machines_agree_under_delays(node):
    protocol = replace(presets.FLORIAN_2007.protocol, dt=0.1, axonal_delay=2.3, dendritic_delay=0.7)
    experiment = Experiment(protocol, (MSTDPET(),))
    program = trace(MSTDPET()).to_dict()
    page = node.call(RUN_PROGRAM, "runProgram", experiment.to_dict(), program)
    assert_agree({name: page[name] for name in by_step(experiment)}, by_step(experiment))
    assert_agree(by_program(experiment), by_step(experiment))


def test_a_delay_is_kept_by_json_token_and_control():
    demo = presets.FLORIAN_2007
    delayed = change(demo, find(demo, "dendritic_delay"), 4)
    assert delayed.protocol.dendritic_delay == 4.0
    assert Experiment.from_json(delayed.to_json()) == delayed
    older = delayed.to_dict()
    del older["protocol"]["axonal_delay"], older["protocol"]["dendritic_delay"]
    assert Experiment.from_dict(older) == demo


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (-1, "give 0 or more"),
        (0.5, "not a whole number of steps of 1 ms: use 1 ms"),
        (61, "longer than the protocol (60 ms)"),
        ("soon", "not a number"),
        (float("nan"), "not a number|finite"),
    ],
)
def test_what_is_no_delay_is_refused_in_words(given, words):
    with pytest.raises(ValueError, match=words.replace("(", r"\(").replace(")", r"\)")):
        replace(ONE_PAIR, axonal_delay=given)
