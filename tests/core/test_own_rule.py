"""A rule of one's own is one class; a mistake in it gets a message that teaches."""

from dataclasses import dataclass, fields, replace
from typing import ClassVar

import pytest
import torch

from stdplab import RULES, Experiment, Protocol, Rule, knob, presets, simulate, sweep
from stdplab.networks import Training, Xor
from stdplab.neurons.closed_loop import simulate_closed_loop
from stdplab.neurons.integrate_and_fire import LIF
from stdplab.pairings import STDPWindow
from stdplab.tracing import trace

DEMO = presets.FLORIAN_2007.protocol


def test_one_class_is_a_whole_rule():
    @dataclass(frozen=True)
    class Leak(Rule):
        """dw = -rate dt at every pre spike, and the total it has lost."""

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


def noop_step(state, drive, k, dt):  # noqa: ARG001 - what a step is given
    return {}, 0.0


def test_a_step_needs_no_decorator_and_no_self():
    @dataclass(frozen=True)
    class Plain(Rule):
        def step(state, drive, k, dt):  # noqa: ARG002, N805 - a plain function, as learners write it
            return {}, 0.1 * drive.pre

    assert simulate(Plain(), DEMO).final == pytest.approx(0.6)
    assert Plain().step({}, DEMO.drive_steps()[0], None, 1.0) == ({}, 0.0)
    with pytest.raises(
        TypeError, match=r"Bound.step must not take self\. Write step\(state, drive, k, dt"
    ):

        @dataclass(frozen=True)
        class Bound(Rule):
            def step(self, *_):
                return {}, 0.0


def test_slots_are_refused_when_the_class_is_made():
    with pytest.raises(TypeError, match=r"Slotted is declared with slots=True.*frozen=True"):

        @dataclass(frozen=True, slots=True)
        class Slotted(Rule):
            step = staticmethod(noop_step)


def test_a_missing_decorator_is_named():
    class Bare(Rule):
        rate: float = knob(0.1, tex="k", label="Rate")
        step = staticmethod(noop_step)

    with pytest.raises(TypeError, match=r"Bare is not a dataclass\. Put @dataclass"):
        simulate(Bare(), DEMO)


def test_a_missing_step_is_named():
    @dataclass(frozen=True)
    class Idle(Rule):
        rate: float = knob(0.1, tex="k", label="Rate")

    assert "Idle" not in RULES
    with pytest.raises(TypeError, match=r"Idle has no step\(state, drive, k, dt\)"):
        simulate(Idle(), DEMO)


@pytest.mark.parametrize(
    ("returned", "message"),
    [
        ({"x": 0.0}, "Odd.step returned the state x, but Odd.series declares y"),
        ({}, "Odd.step returned the state {}, but Odd.series declares y"),
        (None, "Odd.step returned the state None, but Odd.series declares y"),
    ],
)
def test_a_state_that_does_not_fit_its_declaration_is_named(returned, message):
    @dataclass(frozen=True)
    class Odd(Rule):
        series: ClassVar = {"y": "post"}
        step = staticmethod(lambda state, drive, k, dt: (returned, 0.0))  # noqa: ARG005

    with pytest.raises(TypeError, match=message):
        simulate(Odd(), Protocol())


def rule_with_step(wrong):
    """A rule whose step is ``wrong``."""

    @dataclass(frozen=True)
    class Slip(Rule):
        series: ClassVar = {"x": "pre"}
        rate: float = knob(0.1, tex="k", label="Rate")
        step = wrong

    return Slip()


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (lambda s, d, k, dt: None, "Slip.step returned nothing. End it with the new state"),  # noqa: ARG005
        (lambda s, d, k, dt: d.post, r"Slip.step returned .* not a pair.*return {\"x\": x}, dw"),  # noqa: ARG005
        (lambda s, d, k, dt: (d.post, {"x": 0.0}), "returned .*but Slip.series declares x"),  # noqa: ARG005
        (lambda s, d, k, dt: ({"x": s["y"]}, 0.0), "state has no 'y'.*Declared so far: x"),  # noqa: ARG005
        (lambda s, d, k, dt: (s, k.rats * dt), "k has no 'rats'.*Available: lag, rate"),  # noqa: ARG005
        (lambda s, d, k, dt: (s, d.dopamine), "drive has no 'dopamine'. Available: pre, post"),  # noqa: ARG005
    ],
)
def test_a_mistake_in_a_step_is_named_wherever_the_rule_is_used(step, message):
    rule = rule_with_step(step)
    experiment = Experiment(DEMO, (rule,))
    for call in (
        lambda: simulate(rule, DEMO),
        lambda: sweep(experiment, {"rate": (0.1, 0.2)}),
        lambda: trace(rule),
        lambda: STDPWindow(rule).run(),
        lambda: Training(replace(Xor.from_paper("MSTDP"), rule=rule)),
        lambda: simulate_closed_loop(LIF(), rule, torch.zeros(5, 3), torch.ones(3, 2)),
    ):
        with pytest.raises((TypeError, ValueError), match=message):
            call()


def test_an_unknown_axis_is_named():
    @dataclass(frozen=True)
    class Off(Rule):
        series: ClassVar = {"x": "presynaptic"}
        step = staticmethod(noop_step)

    with pytest.raises(
        TypeError, match=r"Off\.series gives 'x' the axes 'presynaptic'. Available: 'pre'"
    ):
        simulate(Off(), DEMO)
