"""A program as a Python function: what it is made from, and where a run still calls the step."""

import json
from dataclasses import dataclass, replace

import pytest

from stdplab import RULES, STDP, Experiment, Hard, Rule, knob, presets, simulate
from stdplab.core.tracing import Program, constants, trace
from stdplab.core.tracing.trace_rule import trace_for_run

PROTOCOL = presets.FLORIAN_2007.protocol
CODE = "x'] = 0; raise SystemExit #\n"


def test_no_name_becomes_code():
    """A program from elsewhere, whose every name would act."""
    text = json.dumps(trace(STDP()).to_dict()).replace('"xi"', json.dumps(CODE))
    program = Program.from_dict(json.loads(text.replace('"mul_', json.dumps(CODE)[:-1] + "mul_")))
    known = constants(STDP(), None, 1.0, 0)
    finals = [one.run(known, PROTOCOL.drive_steps(), 0.2)["w"] for one in (program, trace(STDP()))]
    assert finals[0] == finals[1]


def test_an_operation_that_no_program_has_is_not_run():
    data = trace(STDP()).to_dict()
    data["step"][-1][1] = "__import__"
    with pytest.raises(KeyError, match="__import__"):
        Program.from_dict(data).run(constants(STDP(), None, 1.0, 0), PROTOCOL.drive_steps(), 0.2)


with RULES.restored():

    @dataclass(frozen=True)
    class Switched(Rule):
        """Branches on its switch, which is known before a run, in three ways."""

        rate: float = knob(0.1, tex="k", label="Rate")
        doubled: bool = knob(False, tex="", label="Doubled")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            factor = 2 if k.doubled is True else 1
            return {}, factor * k.rate * drive.post if k.doubled else k.rate * drive.post


def test_a_run_may_branch_on_a_switch():
    finals = [simulate(Switched(doubled=on), PROTOCOL, 0.0).final for on in (False, True)]
    assert finals == pytest.approx([0.4, 0.8])
    assert len(trace_for_run(Switched()).step) == 2


def test_bounds_of_ones_own_may_branch_on_the_weight():
    class Ceiling(Hard):
        """A step beyond the upper bound is not taken at all."""

        def apply(self, w, dw):
            return w if w + dw > self.high else w + dw

    rule, bounds = Switched(rate=0.3), Ceiling(0.0, 1.0)
    assert simulate(rule, PROTOCOL, 0.0, bounds=bounds).final == pytest.approx(0.9)


def test_a_long_run_is_continued_where_it_was():
    rule = presets.FLORIAN_2007.rules[2]
    whole = simulate(rule, PROTOCOL)
    parts = [
        replace(PROTOCOL, pre=(10, 85), post=(15, 75), reward=((0, 1),), duration=100),
        replace(PROTOCOL, pre=(15, 35), post=(10, 40), reward=((0, -1),), duration=100),
    ]
    half = simulate(rule, parts[0], record=())
    assert simulate(rule, parts[1], start=half).final == pytest.approx(whole.final, abs=1e-12)
    assert half.names == ("pre", "post", "reward")


def test_what_is_no_number_is_kept_out_of_the_text():
    @dataclass(frozen=True)
    class Endless(Rule):
        rate: float = knob(0.1, tex="k", label="Rate")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {}, k.rate * drive.post * (drive.pre < float("inf")) - 0.0 * -1.0

    (result,) = Experiment(PROTOCOL, (Endless(),), 0.0).run().values()
    assert result.final == pytest.approx(0.4)
