"""A program: a rule's step as data, and its interpreter in Python.

    {"version": 1,
     "hoisted": [["truediv", "truediv", "neg", "k.tau_plus"], ...],   once a run
     "step":    [["mul_1", "mul", "exp", "state.x"], ...],            at every step
     "start":   {"x": 0.0, ...},
     "next":    {"x": "add", ..., "w": "add_6"}}

An operation is [name, operation, operand, ...]; an operand is a number or a name: that of an
earlier operation, or one of the inputs

    dt, lag          ms, and 0 or 1           pre, post, reward    the drive at this step
    k.NAME           a parameter of the rule  state.NAME, w        before this step
    bounds.NAME      a parameter of the bounds

Parameters stay inputs, so a slider needs no new trace.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from ..core.bounds import Hard
from ..core.drive import DriveAt
from ..core.rule import Rule, knobs

VERSION = 1
"""Of the form above; a reader refuses another."""

Operand = str | float
Operation = tuple[str | float, ...]

OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "pow": operator.pow,
    "neg": operator.neg,
    "abs": operator.abs,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
    "exp": math.exp,
    "where": lambda condition, yes, no: yes if condition else no,
}
"""All that a program may do, on numbers; comparisons give 1 or 0."""


@dataclass(frozen=True)
class Program:
    """The operations of a rule and its bounds; see the module for their form."""

    hoisted: tuple[Operation, ...]
    step: tuple[Operation, ...]
    start: Mapping[str, float]
    next: Mapping[str, Operand]

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, numbers and strings, ready for JSON."""
        return {
            "version": VERSION,
            "hoisted": [list(operation) for operation in self.hoisted],
            "step": [list(operation) for operation in self.step],
            "start": dict(self.start),
            "next": dict(self.next),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Program:
        """Rebuild a program from `to_dict`."""
        hoisted, step = (tuple(map(tuple, data[part])) for part in ("hoisted", "step"))
        return cls(hoisted, step, data["start"], data["next"])

    def run(
        self, constants: Mapping[str, float], moments: Iterable[DriveAt], w0: float
    ) -> dict[str, list[float]]:
        """Every series over time, index 0 before the first step, as `simulate` records them.

        constants    the values of dt, lag, every k.NAME and bounds.NAME; see `constants`
        moments      the drive at each step, for example ``protocol.moments()``
        """
        values: dict[Any, Any] = dict(constants)
        _work(self.hoisted, values)
        now = {**self.start, "w": w0}
        record = {name: [value] for name, value in now.items()}
        for drive in moments:
            values |= {"w" if name == "w" else f"state.{name}": v for name, v in now.items()}
            values |= drive._asdict()
            _work(self.step, values)
            now = {name: values.get(operand, operand) for name, operand in self.next.items()}
            for name, value in now.items():
                record[name].append(value)
        return record


def constants(rule: Rule, bounds: Hard | None, dt: float, lag: int) -> dict[str, float]:
    """What `Program.run` needs to know about a run, under the names that programs use."""
    named = {f"k.{name}": float(getattr(rule, name)) for name in knobs(rule)}
    if bounds:
        named |= {f"bounds.{f.name}": float(getattr(bounds, f.name)) for f in fields(bounds)}
    return {"dt": dt, "lag": float(lag), **named}


def _work(operations: Iterable[Operation], values: dict[Any, Any]) -> None:
    for name, operation, *operands in operations:
        numbers = (values[o] if isinstance(o, str) else o for o in operands)
        values[name] = OPERATIONS[str(operation)](*numbers)
