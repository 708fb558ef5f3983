"""The program run in a browser agrees with the program run in Python and with `simulate`."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stdplab import MSTDPET, Experiment, presets
from stdplab.tracing import trace
from stdplab.widgets.js import linker as front_end
from tests.tracing.machines import (
    RULE_TYPES,
    assert_agree,
    by_program,
    by_simulate,
    experiments,
    relative_difference,
)

LOAD = """async script => {
  const source = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  window.makeSimulator = (await import(source)).makeSimulator;
}"""

RUN = """([experiment, program]) => {
  const rules = [{ name: "it", program: "p" }];
  const { it } = window.makeSimulator()(experiment, rules, { p: program });
  return Object.fromEntries(Object.entries(it).map(([name, values]) => [name, [...values]]));
}"""
"""The page's own simulator, which makes the drive from the protocol and runs the program."""


@pytest.fixture(scope="module")
def page(browser):
    texts = [
        (front_end.HERE / f"state/{name}.mjs").read_text() for name in ("interpreter", "simulate")
    ]
    opened = browser.new_page()
    opened.evaluate(LOAD, re.sub(r"^import .*\n", "", "\n".join(texts), flags=re.MULTILINE))
    yield opened
    opened.close()


def by_page(page, experiment, program=None):
    (rule,) = experiment.rules
    program = program or trace(rule, experiment.bounds).to_dict()
    sent = json.loads(json.dumps([experiment.to_dict(), program]))
    record = page.evaluate(RUN, sent)
    return {name: record[name] for name in ("w", *rule.series)}


@pytest.mark.parametrize("kind", list(RULE_TYPES.values()), ids=list(RULE_TYPES))
@given(data=st.data())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the page holds no state
)
def test_page_program_and_simulate_agree(page, kind, data):
    experiment = data.draw(experiments(kind))
    shown = by_page(page, experiment)
    assert_agree(shown, by_simulate(experiment))
    assert_agree(shown, by_program(experiment))


def test_another_operation_or_version_is_refused(page):
    experiment = Experiment(presets.FLORIAN_2007.protocol, (MSTDPET(),))
    program = trace(MSTDPET()).to_dict()
    first, *others = program["step"]
    unknown = program | {"step": [[first[0], "constructor", *first[2:]], *others]}
    with pytest.raises(Exception, match="unknown operation: constructor"):
        by_page(page, experiment, unknown)
    with pytest.raises(Exception, match="programs of version 1, not of version 2"):
        by_page(page, experiment, program | {"version": 2})


def test_a_mutated_program_is_noticed(page):
    experiment = Experiment(presets.FLORIAN_2007.protocol, (MSTDPET(),))
    program = trace(MSTDPET()).to_dict()
    assert_agree(by_page(page, experiment, program), by_simulate(experiment))
    place = next(i for i, (_, operation, *_) in enumerate(program["step"]) if operation == "add")
    program["step"][place][1] = "sub"
    assert relative_difference(by_page(page, experiment, program), by_simulate(experiment)) > 0.01
