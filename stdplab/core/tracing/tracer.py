"""Tracing a rule's step, and what bounds do to the weight change, into a program."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from ..bounds import Bounds
from ..drive import DriveAt
from ..learning_rule.constants import Constants
from ..learning_rule.knob import knobs
from ..learning_rule.rule import Rule
from ..learning_rule.step_check import trial_step
from ..weight_change import total
from .errors import NotTraceableError, explain, unsupported_op
from .generated import Operand, Operation
from .program import OPERATIONS, Program
from .recording import Recorded, Recording, StandIn


def trace_type(
    rule_type: type[Rule], bounds_type: type[Bounds] | None, fixed: dict[str, Any]
) -> Program:
    """The program of a type of rule under a type of bounds.

    ``fixed`` holds fields of the rule whose values become part of the program; parameters that
    are not among them stay its inputs.
    """
    recording = Recording()

    def stand_in(name: str) -> Any:
        return StandIn(recording, name)

    dt, w = stand_in("dt"), stand_in("w")
    parameters = {name: stand_in(f"k.{name}") for name in knobs(rule_type) if name not in fixed}
    rule = _unchecked_instance(rule_type, parameters | fixed)
    state = {name: stand_in(f"state.{name}") for name in rule_type.series}
    drive = DriveAt(stand_in("pre"), stand_in("post"), stand_in("reward"))
    try:
        values = {f.name: getattr(rule, f.name) for f in fields(rule_type)}
        k = Constants(**values, **rule.constants(dt), lag=stand_in("lag"))
        new, dw = trial_step(rule, state, drive, k, dt)
        if bounds_type:
            limits = {f.name: stand_in(f"bounds.{f.name}") for f in fields(bounds_type)}
            new_w = _unchecked_instance(bounds_type, limits).apply(w, dw)
        else:
            new_w = w + total(dw)
    except Exception as error:
        raise NotTraceableError(explain(rule_type.__name__, error)) from error
    outputs = {**new, "w": new_w}
    return _to_program(rule_type, recording.needed_for(outputs.values()), outputs)


def _unchecked_instance(kind: type, values: dict[str, Any]) -> Any:
    """An instance with these values, which stand for numbers and would fail the checks."""
    instance: Any = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(instance, name, value)
    return instance


def _is_constant(name: str) -> bool:
    """Whether an input is the same in all steps of a run."""
    return name in ("dt", "lag") or name.startswith(("k.", "bounds."))


def _to_program(
    rule_type: type[Rule], recorded: list[Recorded], outputs: dict[str, Any]
) -> Program:
    """The operations in order, with those that are constant over a run hoisted."""
    hoisted: dict[str, Operation] = {}
    step: list[Operation] = []

    def operand(value: Any) -> Operand:
        if isinstance(value, StandIn):
            return value.name
        if isinstance(value, (bool, int, float)):
            return float(value)
        raise NotTraceableError(unsupported_op(rule_type.__name__, repr(value)))

    for name, function, operands, foreign in recorded:
        kind = "div" if function == "truediv" else function
        if foreign or kind not in OPERATIONS:
            raise NotTraceableError(unsupported_op(rule_type.__name__, function))
        operation = (name, kind, *map(operand, operands))
        sources = [value.name for value in operands if isinstance(value, StandIn)]
        if all(source in hoisted or _is_constant(source) for source in sources):
            hoisted[name] = operation
        else:
            step.append(operation)
    return Program(
        tuple(hoisted.values()),
        tuple(step),
        dict.fromkeys(rule_type.series, 0.0),
        {name: operand(value) for name, value in outputs.items()},
    )
