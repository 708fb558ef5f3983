"""The ways a rule runs, and when two of them agree: every rule, convention and bound."""

from dataclasses import dataclass
from typing import ClassVar

from hypothesis import strategies as st

from stdplab import (
    RULES,
    Experiment,
    Hard,
    Multiplicative,
    Protocol,
    Rule,
    Soft,
    exp,
    knob,
    maximum,
    minimum,
    where,
)
from stdplab.core.engines.time_loop import RunConfig, step_by_step
from stdplab.core.learning_rule.knob import knobs
from stdplab.tracing import constants, trace
from tests.property.test_laws import values_of

TOLERANCE = 1e-12
"""Relative to the largest value of the series, or to 1."""


with RULES.restored():

    @dataclass(frozen=True)
    class EveryOperation(Rule):
        """A rule that uses every operation of programs; only `RULE_TYPES` holds it."""

        series: ClassVar = {"x": "pre", "top": "synapse"}
        rate: float = knob(0.1, -1, 1, step=0.01, tex="k", label="Rate")
        tau: float = knob(20.0, 1, 100, tex=r"\tau", label="Trace", unit="ms", positive=True)
        gated: bool = knob(False, tex="", label="Gated")

        def constants(self, dt):
            return {"decay": exp(-dt / self.tau)}

        @staticmethod
        def step(state, drive, k, dt):
            x = k.decay * state["x"] + drive.pre
            top = maximum(minimum(x, 1.5), 0.9 * state["top"])
            scale = abs(drive.reward) ** 0.5 * (drive.reward != 0)
            late_change = where(state["x"] >= 0.5, -x, x / (1 + top)) * (state["top"] <= 1.2)
            change = where(k.gated, (top > 1) - (top < 0.2) + (x == 0), late_change)
            return {"x": x, "top": top}, k.rate * dt * scale * drive.post * change


RULE_TYPES = {**RULES, "EveryOperation": EveryOperation}

times = st.sets(st.integers(1, 60), max_size=12).map(sorted).map(tuple)
levels = st.floats(-2, 2)
protocols = st.builds(
    lambda pre, post, early, late, flip, dt, axon, dendrite: Protocol(
        tuple(dt * t for t in pre), tuple(dt * t for t in post),
        ((0, early), (dt * flip, late)), 60 * dt, dt, dt * axon, dt * dendrite,
    ),
    times, times, levels, levels, st.integers(1, 59), st.sampled_from([0.1, 0.5, 1.0, 2.0]),
    st.integers(0, 3), st.integers(0, 3),
)  # fmt: skip
bounds = st.sampled_from(
    [
        None,
        Hard(0.1, 0.3),
        Soft(0, 0.4, mu=0.5),
        Soft(-1, 1),
        Soft(mu_plus=0.3, mu_minus=2),
        Multiplicative(0, 0.5),
    ]
)


@st.composite
def experiments(draw, kind):
    """One rule of this kind, its parameters anywhere inside their knobs' ranges."""
    values = {}
    for name, described in knobs(kind).items():
        values[name] = draw(values_of(described, getattr(kind(), name)))
    lag = draw(st.sampled_from([0, 1]))
    return Experiment(draw(protocols), (kind(**values),), 0.2, lag, draw(bounds))


def by_run(experiment):
    """Every series as `Experiment.run` records it, by a function made from the program."""
    (result,) = experiment.run().values()
    return {name: result.array(name).tolist() for name in ("w", *result.rule.series)}


def by_step(experiment):
    """Every series as the rule's own step gives it, called step by step."""
    (rule,) = experiment.rules
    protocol, state = experiment.protocol, dict.fromkeys(rule.series, 0.0)
    config = RunConfig(rule, protocol.dt, experiment.lag, experiment.bounds, None)
    return step_by_step(config, state, experiment.w0, protocol.drive_steps()).columns


def by_program(experiment, program=None):
    """Every series as the traced program computes it in Python."""
    (rule,) = experiment.rules
    program = program or trace(rule, experiment.bounds)
    known = constants(rule, experiment.bounds, experiment.protocol.dt, experiment.lag)
    return program.run(known, experiment.protocol.drive_steps(), experiment.w0)


def relative_difference(one, other):
    """The largest difference of two records, relative to the largest value of each series."""
    assert set(one) == set(other)
    largest = 0.0
    for name, values in one.items():
        assert len(values) == len(other[name])
        scale = max(1.0, *map(abs, values))
        largest = max(
            largest, *(abs(a - b) / scale for a, b in zip(values, other[name], strict=True))
        )
    return largest


def assert_agree(one, other):
    """Equal to rounding."""
    assert relative_difference(one, other) <= TOLERANCE
