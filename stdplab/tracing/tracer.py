"""Tracing a rule's step, and what bounds do to the weight change, into a program by torch.fx."""

from __future__ import annotations

import operator
from dataclasses import fields
from typing import Any

import torch
from torch import fx

from ..core.bounds import Bounds
from ..core.drive import DriveAt
from ..core.learning_rule.constants import Constants
from ..core.learning_rule.knob import knobs
from ..core.learning_rule.rule import Rule
from ..core.learning_rule.step_check import trial_step
from ..core.weight_change import total
from .errors import NotTraceableError, explain, unsupported_op
from .program import OPERATIONS, Operand, Operation, Program

OPERATION_NAMES: dict[Any, str] = {
    operator.truediv: "div",
    torch.exp: "exp",
    torch.where: "where",
    **{function: name for name, function in OPERATIONS.items() if name not in ("where", "exp")},
}
"""The function that fx records -> the operation of a program."""


def trace_type(
    rule_type: type[Rule], bounds_type: type[Bounds] | None, fixed: dict[str, Any]
) -> Program:
    """The program of a type of rule under a type of bounds.

    ``fixed`` holds the rule's fields that are not parameters: their values become part of the
    program.
    """
    graph = fx.Graph()
    tracer = fx.proxy.GraphAppendingTracer(graph)
    inputs: dict[fx.Node, str] = {}

    def input_proxy(name: str) -> Any:
        node = graph.placeholder(name)
        inputs[node] = name
        return fx.Proxy(node, tracer)

    dt, w = input_proxy("dt"), input_proxy("w")
    parameters = {name: input_proxy(f"k.{name}") for name in knobs(rule_type)}
    rule = _unchecked_instance(rule_type, parameters | fixed)
    state = {name: input_proxy(f"state.{name}") for name in rule_type.series}
    drive = DriveAt(input_proxy("pre"), input_proxy("post"), input_proxy("reward"))
    try:
        values = {f.name: getattr(rule, f.name) for f in fields(rule_type)}
        k = Constants(**values, **rule.constants(dt), lag=input_proxy("lag"))
        new, dw = trial_step(rule, state, drive, k, dt)
    except Exception as error:
        raise NotTraceableError(explain(rule_type.__name__, error)) from error
    if bounds_type:
        limits = {f.name: input_proxy(f"bounds.{f.name}") for f in fields(bounds_type)}
        new_w = _unchecked_instance(bounds_type, limits).apply(w, dw)
    else:
        new_w = w + total(dw)
    outputs = {**new, "w": new_w}
    graph.output(
        tuple(value.node if isinstance(value, fx.Proxy) else value for value in outputs.values())
    )
    graph.eliminate_dead_code()
    return _to_program(rule_type, graph, inputs, outputs)


def _unchecked_instance(kind: type, values: dict[str, Any]) -> Any:
    """An instance with these values, which stand for numbers and would fail the checks."""
    instance: Any = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(instance, name, value)
    return instance


def _to_program(
    rule_type: type[Rule], graph: fx.Graph, inputs: dict[fx.Node, str], outputs: dict[str, Any]
) -> Program:
    """The graph's operations in order, with those that are constant over a run hoisted."""
    names = dict(inputs)
    run_constant = {
        node for node, name in inputs.items() if "." in name and not name.startswith("state.")
    }
    run_constant |= {node for node, name in inputs.items() if name in ("dt", "lag")}
    hoisted: list[Operation] = []
    step: list[Operation] = []

    def operand(value: Any) -> Operand:
        if isinstance(value, fx.Proxy):
            value = value.node
        if isinstance(value, fx.Node):
            return names[value]
        if isinstance(value, (bool, int, float)):
            return float(value)
        raise NotTraceableError(unsupported_op(rule_type.__name__, repr(value)))

    for node in graph.nodes:
        if node.op in ("placeholder", "output"):
            continue
        name = OPERATION_NAMES.get(node.target)
        if name is None or node.kwargs:
            what = getattr(node.target, "__name__", node.target)
            raise NotTraceableError(unsupported_op(rule_type.__name__, what))
        names[node] = node.name
        operation = (node.name, name, *map(operand, node.args))
        if all(source in run_constant for source in node.all_input_nodes):
            run_constant.add(node)
            hoisted.append(operation)
        else:
            step.append(operation)
    return Program(
        tuple(hoisted),
        tuple(step),
        dict.fromkeys(rule_type.series, 0.0),
        {name: operand(value) for name, value in outputs.items()},
    )
