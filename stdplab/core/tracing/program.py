"""A program: a rule's step as data.

    {"version": 1,
     "hoisted": [["truediv", "truediv", "neg", "k.tau_plus"], ...],   once a run
     "step":    [["mul_1", "mul", "exp", "state.x"], ...],            in every step
     "start":   {"x": 0.0, ...},
     "next":    {"x": "add", ..., "w": "add_6"}}

An operation is [name, operation, operand, ...]. An operand is a number or a name: the name of an
earlier operation, or one of the inputs

    dt, lag          ms, and 0 or 1           pre, post, reward    the drive in this step
    k.NAME           a parameter of the rule  state.NAME, w        before this step
    bounds.NAME      a parameter of the bounds

Parameters stay inputs, so a slider needs no new trace.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..bounds import Bounds
from ..drive import DriveAt
from ..learning_rule.knob import knobs
from ..learning_rule.rule import Rule
from .generated import Operand, Operation, run_function

VERSION = 1
"""Version of the form above; a reader rejects any other."""

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
"""Every operation of programs, on numbers; comparisons give 1 or 0."""


@dataclass(frozen=True)
class Program:
    """The operations of a rule and its bounds.

    Parameters
    ----------
    hoisted : tuple of tuple
        Operations that are computed once in a run: (name, operation, operand, ...).
    step : tuple of tuple
        Operations of every step, in order.
    start : mapping of str to float
        Initial value of each series.
    next : mapping of str to str or float
        Operand that gives each series, and ``w``, after a step.

    Examples
    --------
    >>> from stdplab import STDP
    >>> from stdplab.tracing import trace
    >>> dict(trace(STDP()).start)
    {'x': 0.0, 'y': 0.0, 'xi': 0.0}
    """

    hoisted: tuple[Operation, ...]
    step: tuple[Operation, ...]
    start: Mapping[str, float]
    next: Mapping[str, Operand]

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, numbers and strings, ready for JSON."""
        return {
            "version": VERSION,
            "hoisted": [list(operation) for operation in self.hoisted],
            "step": [list(operation) for operation in self.step],
            "start": dict(self.start),
            "next": dict(self.next),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Program:
        """Rebuild a program from the output of `to_dict`."""
        hoisted, step = (tuple(map(tuple, data[part])) for part in ("hoisted", "step"))
        return cls(hoisted, step, data["start"], data["next"])

    def run(
        self, constants: Mapping[str, float], drive_steps: Iterable[DriveAt], w0: float
    ) -> dict[str, list[float]]:
        """Run the program on one synapse.

        Parameters
        ----------
        constants : mapping of str to float
            Values of dt, lag, every k.NAME and bounds.NAME, as the function `constants` returns.
        drive_steps : iterable of DriveAt
            The drive in each step, for example ``protocol.drive_steps()``.
        w0 : float
            Initial weight.

        Returns
        -------
        dict of str to list of float
            Every series and ``w`` over time, as `simulate` records them: index 0 is before the
            first step.
        """
        return self.record(constants, drive_steps, {**self.start, "w": w0}, tuple(self.next))[0]

    def record(
        self,
        constants: Mapping[str, float],
        drive_steps: Iterable[DriveAt],
        first: Mapping[str, float],
        kept: tuple[str, ...],
    ) -> tuple[dict[str, list[float]], dict[str, float]]:
        """Run from a given state, and keep some series only.

        Parameters
        ----------
        constants, drive_steps
            As in `run`.
        first : mapping of str to float
            Every series and ``w`` before the first step.
        kept : tuple of str
            The names of what is kept over time.

        Returns
        -------
        columns : dict of str to list of float
            What is kept, over time.
        last : dict of str to float
            Every series and ``w`` after the last step.
        """
        values: dict[Any, Any] = dict(constants)
        for name, operation, *operands in self.hoisted:
            numbers = (values[o] if isinstance(o, str) else o for o in operands)
            values[name] = OPERATIONS[str(operation)](*numbers)
        if kept not in self._functions:
            self._functions[kept] = run_function(self.step, self.next, kept)
        columns = {name: [first[name]] for name in kept}
        return columns, self._functions[kept](values, drive_steps, first, columns)

    @cached_property
    def _functions(self) -> dict[tuple[str, ...], Callable[..., dict[str, float]]]:
        """The functions that were generated, by what they keep."""
        return {}


def constants(rule: Rule, bounds: Bounds | None, dt: float, lag: int) -> dict[str, float]:
    """Return the constants of a run under the names that programs use.

    Parameters
    ----------
    rule : Rule
        A rule with plain numbers for parameters.
    bounds : Bounds, optional
        Weight bounds.
    dt : float
        Time step in ms.
    lag : int
        0 or 1, the reward lag in steps.

    Returns
    -------
    dict of str to float
        dt, lag, and each parameter as k.NAME or bounds.NAME.

    Examples
    --------
    >>> from stdplab import STDP
    >>> constants(STDP(), None, 1.0, 0)["k.tau_plus"]
    20.0
    """
    named = {f"k.{name}": float(getattr(rule, name)) for name in knobs(rule)}
    if bounds:
        named |= {f"bounds.{name}": value for name, value in bounds.parameters().items()}
    return {"dt": dt, "lag": float(lag), **named}
