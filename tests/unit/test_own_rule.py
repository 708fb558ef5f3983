"""A rule of one's own is one class; a slip in it gets a sentence that teaches."""

from dataclasses import dataclass, fields
from typing import ClassVar

import pytest

from stdplab import RULES, Protocol, Rule, knob, presets, simulate

DEMO = presets.FLORIAN_2007.protocol


@pytest.fixture(autouse=True)
def known():
    before = dict(RULES)
    yield
    RULES.clear()
    RULES.update(before)


def test_one_class_is_a_whole_rule():
    @dataclass(frozen=True)
    class Leak(Rule):
        """dw = -rate dt at every pre spike, and a count of what was spent."""

        series: ClassVar = {"spent": "synapse"}
        rate: float = knob(0.1, 0, 1, tex="k", label="Rate")

        @staticmethod
        def step(state, drive, k, dt):
            spent = state["spent"] + k.rate * dt * drive.pre
            return {"spent": spent}, -k.rate * dt * drive.pre

    assert RULES["Leak"] is Leak
    result = simulate(Leak(rate=0.05), DEMO, w0=1.0)
    assert result.final == pytest.approx(0.8)
    assert result["spent"][-1] == pytest.approx(0.2)
    assert [f.name for f in fields(Leak)] == ["rate"]


def still(state, drive, k, dt):  # noqa: ARG001 - what a step is given
    return {}, 0.0


def test_a_step_needs_no_decorator_and_no_self():
    @dataclass(frozen=True)
    class Plain(Rule):
        def step(state, drive, k, dt):  # noqa: ARG002, N805 - a plain function, as learners write it
            return {}, 0.1 * drive.pre

    assert simulate(Plain(), DEMO).final == pytest.approx(0.6)
    assert Plain().step({}, DEMO.moments()[0], None, 1.0) == ({}, 0.0)
    with pytest.raises(TypeError, match=r"Bound.step has no self: write step\(state, drive, k, dt"):

        @dataclass(frozen=True)
        class Bound(Rule):
            def step(self, *_):
                return {}, 0.0


def test_slots_are_refused_when_the_class_is_made():
    with pytest.raises(TypeError, match=r"Slotted is declared with slots=True.*frozen=True"):

        @dataclass(frozen=True, slots=True)
        class Slotted(Rule):
            step = staticmethod(still)


def test_a_missing_decorator_is_named():
    class Bare(Rule):
        rate: float = knob(0.1, tex="k", label="Rate")
        step = staticmethod(still)

    with pytest.raises(TypeError, match="Bare is no dataclass: put @dataclass"):
        simulate(Bare(), DEMO)


def test_a_missing_step_is_named():
    @dataclass(frozen=True)
    class Idle(Rule):
        rate: float = knob(0.1, tex="k", label="Rate")

    assert "Idle" not in RULES
    with pytest.raises(TypeError, match=r"Idle has no step\(state, drive, k, dt\)"):
        simulate(Idle(), DEMO)


@pytest.mark.parametrize(
    ("returned", "sentence"),
    [
        ({"x": 0.0}, "Odd.step returned x and Odd.series declares y"),
        ({}, "Odd.step returned nothing and Odd.series declares y"),
        (None, "Odd.step returned None and Odd.series declares y"),
    ],
)
def test_a_state_that_does_not_fit_its_declaration_is_named(returned, sentence):
    @dataclass(frozen=True)
    class Odd(Rule):
        series: ClassVar = {"y": "post"}
        step = staticmethod(lambda state, drive, k, dt: (returned, 0.0))  # noqa: ARG005

    with pytest.raises(TypeError, match=sentence):
        simulate(Odd(), Protocol())
