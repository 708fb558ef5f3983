"""A rule's program: from the cache, or traced now."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any

from ..bounds import Bounds
from ..learning_rule.knob import knobs
from ..learning_rule.rule import Rule
from .outside_values import outside_values
from .program import Program
from .tracer import trace_type


def trace(rule: Rule, bounds: Bounds | None = None) -> Program:
    """Trace a rule's step into a program; parameters stay inputs of the program.

    Parameters
    ----------
    rule : Rule
        The rule. Only its type matters, and its fields that are not parameters.
    bounds : Bounds, optional
        Weight bounds. Only their type matters.

    Returns
    -------
    Program
        The same object for rules that differ only in their parameters.

    Raises
    ------
    NotTraceableError
        When ``step`` does something that no list of operations can do, such as branching on a
        value.

    Examples
    --------
    >>> from stdplab import STDP
    >>> trace(STDP()).step[-1]
    ('add_5', 'add', 'w', 'mul_12')
    """
    return _trace(rule, bounds, {})


def trace_for_run(rule: Rule, bounds: Bounds | None = None) -> Program:
    """As `trace`, where switches and choices are part of the program, decided before it runs."""
    switches = {
        name: value
        for name, knob in knobs(rule).items()
        if isinstance(value := getattr(rule, name), bool) or knob.options
    }
    return _trace(rule, bounds, switches)


def _trace(rule: Rule, bounds: Bounds | None, switches: dict[str, Any]) -> Program:
    rule.check_declaration()
    parameters = knobs(rule)
    fixed = {f.name: getattr(rule, f.name) for f in fields(rule) if f.name not in parameters}
    rule_type: Any = type(rule)
    bounds_type: Any = type(bounds) if bounds else None
    # 1 and 1.0 and True are one key of a cache, and not one value of a step.
    kinds = tuple((name, type(value), value) for name, value in (fixed | switches).items())
    outside = outside_values(rule_type.step, rule_type.constants)
    try:
        hash((kinds, outside))
    except TypeError:  # a field or a global that holds a list, for example
        return trace_type(rule_type, bounds_type, fixed | switches)
    return _cached_trace(rule_type, bounds_type, kinds, outside)


@lru_cache(maxsize=128)
def _cached_trace(
    rule_type: type[Rule],
    bounds_type: type[Bounds] | None,
    fixed: tuple[tuple[str, type, Any], ...],
    _outside: tuple[Any, ...],
) -> Program:
    return trace_type(rule_type, bounds_type, {name: value for name, _, value in fixed})
