"""A number that a step reads from outside may change between two runs, as in a notebook."""

from dataclasses import dataclass
from functools import partial

import pytest

from stdplab import Rule, knob, presets, simulate
from stdplab.tracing import trace

PROTOCOL = presets.FLORIAN_2007.protocol  # with four post spikes
GAIN = 1.0
GAINS = {0: [1.0]}


def gain():
    return GAIN


def rule_with(step):
    @dataclass(frozen=True)
    class Outside(Rule):
        rate: float = knob(0.1, tex="k", label="Rate")

    Outside.step = staticmethod(step)
    return Outside()


STEPS = {
    "a global": lambda _state, drive, k, _dt: ({}, GAIN * k.rate * drive.post),
    "a global of a helper": lambda _state, drive, k, _dt: ({}, gain() * k.rate * drive.post),
    "a global inside a function": lambda _state, drive, k, _dt: (
        {}, max(one * GAIN for one in (1,)) * k.rate * drive.post
    ),
    "a list": lambda _state, drive, k, _dt: ({}, GAINS[0][0] * k.rate * drive.post),
}  # fmt: skip


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_run_and_a_program_have_the_number_of_now(step, monkeypatch):
    rule = rule_with(step)
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(0.4)
    before = trace(rule)
    monkeypatch.setitem(globals(), "GAIN", 3.0)
    monkeypatch.setitem(GAINS, 0, [3.0])
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(1.2)
    assert trace(rule) != before


def test_a_closure_has_its_number_of_now():
    factor = 1.0
    rule = rule_with(lambda _state, drive, k, _dt: ({}, factor * k.rate * drive.post))
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(0.4)
    factor = 3.0
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(1.2)


def scaled(factor, _state, drive, k, _dt):
    return {}, factor * k.rate * drive.post


def test_a_step_may_be_a_callable_of_another_kind():
    rule = rule_with(partial(scaled, 1.0))
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(0.4)
    type(rule).step = staticmethod(partial(scaled, 3.0))
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(1.2)


def test_a_step_without_a_module_and_with_an_empty_closure_is_run():
    later = 1.0

    def step(_state, drive, k, _dt):
        return {}, (later if k.rate > 1 else 1) * drive.post  # noqa: F821 - it is deleted below

    rule = rule_with(step)
    step.__module__ = None
    del later
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(4.0)


def test_another_step_on_the_class_is_run_from_then_on():
    rule = rule_with(STEPS["a global"])
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(0.4)
    type(rule).step = staticmethod(lambda _state, drive, k, _dt: ({}, k.rate * drive.pre))
    type(rule).step = staticmethod(lambda _state, drive, k, _dt: ({}, 2 * k.rate * drive.post))
    assert simulate(rule, PROTOCOL, 0.0).final == pytest.approx(0.8)
