"""A rule's program: from the cache, from the file that comes with stdplab, or traced now."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any

from ..core.bounds import Bounds
from ..core.learning_rule.knob import knobs
from ..core.learning_rule.rule import Rule
from . import precompiled
from .program import Program


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
    rule.check_declaration()
    parameters = knobs(rule)
    fixed = {f.name: getattr(rule, f.name) for f in fields(rule) if f.name not in parameters}
    rule_type: Any = type(rule)
    bounds_type: Any = type(bounds) if bounds else None
    try:
        hash(tuple(fixed.values()))
    except TypeError:  # a field that holds a list, for example, cannot be a key of the cache
        return _trace_now(rule_type, bounds_type, fixed)
    return _cached_trace(rule_type, bounds_type, tuple(fixed.items()))


@lru_cache(maxsize=64)
def _cached_trace(
    rule_type: type[Rule], bounds_type: type[Bounds] | None, fixed: tuple[tuple[str, Any], ...]
) -> Program:
    """The stored program, or a new trace; each is found once."""
    stored = precompiled.find(rule_type, bounds_type)
    return stored or _trace_now(rule_type, bounds_type, dict(fixed))


def _trace_now(
    rule_type: type[Rule], bounds_type: type[Bounds] | None, fixed: dict[str, Any]
) -> Program:
    """Trace a rule; this needs torch, as no stored program does."""
    from .tracer import trace_type  # noqa: PLC0415

    return trace_type(rule_type, bounds_type, fixed)
