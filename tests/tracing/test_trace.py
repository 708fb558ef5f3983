"""A rule's step becomes a program with the same results, or an error says why not."""

import json
import math
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stdplab import STDP, Experiment, Rule, Soft, knob, presets
from stdplab.core.learning_rule.knob import knobs
from stdplab.core.tracing.program import OPERATIONS
from stdplab.tracing import NotTraceableError, trace

from .machines import (
    RULE_TYPES,
    TOLERANCE,
    assert_agree,
    by_program,
    by_run,
    by_step,
    experiments,
    relative_difference,
)

every_rule_type = pytest.mark.parametrize("kind", list(RULE_TYPES.values()), ids=list(RULE_TYPES))
DEMO = presets.FLORIAN_2007


@every_rule_type
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_program_and_the_step_agree(kind, data):
    experiment = data.draw(experiments(kind))
    assert_agree(by_program(experiment), by_step(experiment))


@every_rule_type
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_run_gives_the_numbers_of_the_step_to_the_last_bit(kind, data):
    experiment = data.draw(experiments(kind))
    assert by_run(experiment) == by_step(experiment)


@every_rule_type
def test_a_slider_needs_no_new_trace(kind):
    one, other = kind(), replace(kind(), **{next(iter(knobs(kind))): 0.5})
    assert trace(one) is trace(other)


@every_rule_type
def test_a_mutated_operation_is_detected(kind):
    """Another operation anywhere in a program, and the comparison above turns red."""
    spikes = {"pre": (10, 15, 20, 85, 115), "post": (15, 20, 75, 120)}
    protocol = replace(DEMO.protocol, **spikes, reward=((0, 0.7), (100, -0.4)))
    settings = [Experiment(protocol, (rule,)) for rule in switched(kind)]
    swaps = {"add": "sub", "sub": "add", "mul": "div", "div": "mul", "neg": "abs", "exp": "neg"}
    program = trace(kind())
    detected, mutations = 0, 0
    for part in ("hoisted", "step"):
        for i, (name, operation, *operands) in enumerate(getattr(program, part)):
            if operation not in swaps:
                continue
            mutations += 1
            changed = list(getattr(program, part))
            changed[i] = (name, swaps[operation], *operands)
            mutant = replace(program, **{part: tuple(changed)})
            detected += any(differs(experiment, mutant) for experiment in settings)
    assert detected >= 0.75 * mutations > 5  # gates that are closed hide a few


def switched(kind):
    """The rule with its defaults, with each switch turned, and with each option."""
    rule, found = kind(), [kind()]
    for name, declared in knobs(kind).items():
        if isinstance(getattr(rule, name), bool):
            found += [replace(one, **{name: not getattr(rule, name)}) for one in found]
        found += [replace(found[-1], **{name: i}) for i in range(1, len(declared.options))]
    return found


def differs(experiment, program):
    """Whether a program gives other numbers than the rule, or none."""
    try:
        results = by_program(experiment, program)
    except ZeroDivisionError:
        return True
    return relative_difference(results, by_step(experiment)) > TOLERANCE


@every_rule_type
def test_a_program_is_json_of_known_operations(kind):
    program = trace(kind(), Soft())
    data = json.loads(json.dumps(program.to_dict(), allow_nan=False))
    assert data["version"] == 1
    assert data["step"] == [list(operation) for operation in program.step]
    known = {"dt", "lag", "pre", "post", "reward", "w"}
    known |= {f"k.{name}" for name in knobs(kind)}
    known |= {f"state.{name}" for name in kind.series} | {
        f"bounds.{n}" for n in Soft().parameters()
    }
    for name, operation, *operands in (*data["hoisted"], *data["step"]):
        assert operation in OPERATIONS
        assert {o for o in operands if isinstance(o, str)} <= known
        known.add(name)
    assert "exp" not in {operation for _, operation, *_ in data["step"]}  # once a run is enough
    assert set(data["next"]) == {"w", *kind.series}
    assert data["start"] == dict.fromkeys(kind.series, 0.0)


@pytest.fixture
def branching():
    @dataclass(frozen=True)
    class Branching(Rule):
        """A step with a Python branch."""

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {}, 0.1 if drive.pre > 0 else 0.0

    return Branching


def test_a_branch_is_reported_with_its_line_and_the_alternative(branching):
    with pytest.raises(NotTraceableError) as caught:
        trace(branching())
    sentence = str(caught.value)
    assert sentence.startswith("Branching branches on a value in \u201creturn {}, 0.1 if drive.pre")
    assert "where(condition, a, b)" in sentence


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda drive: math.sin(drive.pre), "does something that a page cannot compute in"),
        (lambda drive: drive.pre // 2, "uses floordiv, which a page cannot compute"),
        (lambda drive: drive.pre.item(), "uses item, which a page cannot compute"),
        (lambda drive: max(drive.pre, 0), "branches on a value"),
        (lambda drive: "much" if drive else "", "uses 'much', which a page cannot compute"),
    ],
)
def test_a_step_without_program_is_refused_with_a_sentence(change, words):
    @dataclass(frozen=True)
    class Odd(Rule):
        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {}, change(drive)

    with pytest.raises(NotTraceableError, match=words):
        trace(Odd())


def test_a_field_that_is_not_a_parameter_is_part_of_the_program():
    @dataclass(frozen=True)
    class Table(Rule):
        series: ClassVar = {"n": "network"}
        rate: float = knob(0.1, tex="k", label="Rate")
        weights: Any = (1.0, 2.0)

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {"n": state["n"] + 1}, k.rate * sum(w * drive.pre for w in k.weights)

    for weights in ((1.0, 2.0), (3.0,), [0.5]):
        experiment = Experiment(DEMO.protocol, (STDP(),))
        object.__setattr__(experiment, "rules", (Table(weights=weights),))
        assert_agree(by_program(experiment), by_step(experiment))
