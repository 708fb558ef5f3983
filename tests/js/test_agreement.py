"""A program run by the page's interpreter agrees with the program in Python and with `simulate`."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stdplab import MSTDPET, Experiment, presets
from stdplab.tracing import trace
from tests.helpers.node import NodeError
from tests.tracing.machines import (
    RULE_TYPES,
    assert_agree,
    by_program,
    by_step,
    experiments,
    relative_difference,
)

RUN_PROGRAM = Path(__file__).with_name("run_program.mjs")


def by_page(node, experiment, program=None):
    (rule,) = experiment.rules
    program = program or trace(rule, experiment.bounds).to_dict()
    record = node.call(RUN_PROGRAM, "runProgram", experiment.to_dict(), program)
    return {name: record[name] for name in ("w", *rule.series)}


@pytest.mark.parametrize("kind", list(RULE_TYPES.values()), ids=list(RULE_TYPES))
@given(data=st.data())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # Node holds no state
)
def test_page_program_and_simulate_agree(node, kind, data):
    experiment = data.draw(experiments(kind))
    shown = by_page(node, experiment)
    assert_agree(shown, by_step(experiment))
    assert_agree(shown, by_program(experiment))


def test_another_operation_or_version_is_refused(node):
    experiment = Experiment(presets.FLORIAN_2007.protocol, (MSTDPET(),))
    program = trace(MSTDPET()).to_dict()
    first, *others = program["step"]
    unknown = program | {"step": [[first[0], "constructor", *first[2:]], *others]}
    with pytest.raises(NodeError, match="unknown operation: constructor"):
        by_page(node, experiment, unknown)
    with pytest.raises(NodeError, match="programs of version 1, not of version 2"):
        by_page(node, experiment, program | {"version": 2})


def test_a_mutated_program_is_noticed(node):
    experiment = Experiment(presets.FLORIAN_2007.protocol, (MSTDPET(),))
    program = trace(MSTDPET()).to_dict()
    assert_agree(by_page(node, experiment, program), by_step(experiment))
    place = next(i for i, (_, operation, *_) in enumerate(program["step"]) if operation == "add")
    program["step"][place][1] = "sub"
    assert relative_difference(by_page(node, experiment, program), by_step(experiment)) > 0.01
