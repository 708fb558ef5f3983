"""Following a rule's step, and what bounds do to its change, with torch.fx into a program."""

from __future__ import annotations

import operator
from dataclasses import fields
from typing import Any

import torch
from torch import fx

from ..core.bounds import Hard
from ..core.drive import DriveAt
from ..core.rule import Constants, Rule, knobs
from ..core.step_check import tried
from .errors import NotTraceableError, foreign, why
from .program import OPERATIONS, Operand, Operation, Program

NAMES: dict[Any, str] = {
    operator.truediv: "div",
    torch.exp: "exp",
    torch.where: "where",
    **{function: name for name, function in OPERATIONS.items() if name not in ("where", "exp")},
}
"""What fx finds in a step -> the operation of a program."""


def traced(kind: type[Rule], bounds: type[Hard] | None, others: dict[str, Any]) -> Program:
    """The program of a kind of rule under a kind of bounds; ``others`` are no inputs of it."""
    graph = fx.Graph()
    tracer = fx.proxy.GraphAppendingTracer(graph)
    inputs: dict[fx.Node, str] = {}

    def entry(name: str) -> Any:
        node = graph.placeholder(name)
        inputs[node] = name
        return fx.Proxy(node, tracer)

    dt, w = entry("dt"), entry("w")
    stand_in = _standing_in(kind, {name: entry(f"k.{name}") for name in knobs(kind)} | others)
    state = {name: entry(f"state.{name}") for name in kind.series}
    drive = DriveAt(entry("pre"), entry("post"), entry("reward"))
    try:
        parameters = {f.name: getattr(stand_in, f.name) for f in fields(kind)}
        k = Constants(**parameters, **stand_in.constants(dt), lag=entry("lag"))
        new, dw = tried(stand_in, state, drive, k, dt)
    except Exception as error:
        raise NotTraceableError(why(kind.__name__, error)) from error
    if bounds:
        limits = {f.name: entry(f"bounds.{f.name}") for f in fields(bounds)}
        new_w = _standing_in(bounds, limits).apply(w, dw)
    else:
        new_w = w + dw
    outputs = {**new, "w": new_w}
    graph.output(
        tuple(value.node if isinstance(value, fx.Proxy) else value for value in outputs.values())
    )
    graph.eliminate_dead_code()
    return _listed(kind, graph, inputs, outputs)


def _standing_in(kind: type, values: dict[str, Any]) -> Any:
    """An instance with these values unchecked: they stand for numbers, and are none."""
    made: Any = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


def _listed(
    kind: type[Rule], graph: fx.Graph, inputs: dict[fx.Node, str], outputs: dict[str, Any]
) -> Program:
    """The graph's operations in order, those that hold for a whole run apart."""
    names = dict(inputs)
    lasting = {
        node for node, name in inputs.items() if "." in name and not name.startswith("state.")
    }
    lasting |= {node for node, name in inputs.items() if name in ("dt", "lag")}
    hoisted: list[Operation] = []
    step: list[Operation] = []

    def operand(value: Any) -> Operand:
        if isinstance(value, fx.Proxy):
            value = value.node
        if isinstance(value, fx.Node):
            return names[value]
        if isinstance(value, (bool, int, float)):
            return float(value)
        raise NotTraceableError(foreign(kind.__name__, repr(value)))

    for node in graph.nodes:
        if node.op in ("placeholder", "output"):
            continue
        name = NAMES.get(node.target)
        if name is None or node.kwargs:
            what = getattr(node.target, "__name__", node.target)
            raise NotTraceableError(foreign(kind.__name__, what))
        names[node] = node.name
        operation = (node.name, name, *map(operand, node.args))
        holds = all(source in lasting for source in node.all_input_nodes)
        lasting |= {node} if holds else set()
        (hoisted if holds else step).append(operation)
    return Program(
        tuple(hoisted),
        tuple(step),
        dict.fromkeys(kind.series, 0.0),
        {name: operand(value) for name, value in outputs.items()},
    )
