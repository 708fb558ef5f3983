"""A rule's program: remembered, stored with stdplab, or traced anew."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any

from ..core.bounds import Hard
from ..core.rule import Rule, knobs
from . import precompiled
from .program import Program


def trace(rule: Rule, bounds: Hard | None = None) -> Program:
    """The program of ``rule`` under bounds of this kind; parameters stay its inputs.

    Raises NotTraceableError, a ValueError, with a sentence when ``step`` does something that
    no list of operations can do, such as branching on a value.

    >>> from stdplab import STDP
    >>> trace(STDP()).step[-1]
    ('add_3', 'add', 'w', 'mul_10')
    """
    rule.check_declaration()
    parameters = knobs(rule)
    others = {f.name: getattr(rule, f.name) for f in fields(rule) if f.name not in parameters}
    kind: Any = type(rule)
    limited: Any = type(bounds) if bounds else None
    try:
        hash(tuple(others.values()))
    except TypeError:  # a field that holds a list, say: nothing to remember the program by
        return _traced(kind, limited, others)
    return _remembered(kind, limited, tuple(others.items()))


@lru_cache(maxsize=64)
def _remembered(
    kind: type[Rule], bounds: type[Hard] | None, others: tuple[tuple[str, Any], ...]
) -> Program:
    return precompiled.find(kind, bounds) or _traced(kind, bounds, dict(others))


def _traced(kind: type[Rule], bounds: type[Hard] | None, others: dict[str, Any]) -> Program:
    from .tracer import traced  # noqa: PLC0415 - it needs torch, as no stored program does

    return traced(kind, bounds, others)
