"""The programs of stdplab's own rules, traced beforehand: a page needs no tracer for them.

`python -c "from stdplab.tracing import precompiled; precompiled.write()"` writes them again after
a rule has changed; a test compares them with a new trace.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from ..core.bounds import BOUNDS, Bounds
from ..core.learning_rule.rule import RULES, Rule
from .program import VERSION, Program

BUILTIN_PREFIX = Rule.__module__.replace("core.learning_rule.rule", "rules.")
FILE = Path(__file__).with_name("precompiled.json")


def find(rule_type: type[Rule], bounds_type: type[Bounds] | None) -> Program | None:
    """The stored program of a type of rule under a type of bounds; None for a user's own types."""
    if not is_builtin(rule_type):
        return None
    if bounds_type and BOUNDS.get(bounds_type.__name__) is not bounds_type:
        return None
    return _stored().get(program_key(rule_type, bounds_type))


def is_builtin(rule_type: type[Rule]) -> bool:
    """Whether this is one of stdplab's rules, and not another of the same name."""
    return rule_type.__module__.startswith(BUILTIN_PREFIX)


def program_key(rule_type: type[Rule], bounds_type: type[Bounds] | None) -> str:
    """The key of a stored program, such as "STDP" or "STDP, Soft"."""
    name = rule_type.__name__
    return f"{name}, {bounds_type.__name__}" if bounds_type else name


def trace_all() -> dict[str, Program]:
    """Trace every built-in rule under every type of bounds, and without bounds."""
    from .tracer import trace_type  # noqa: PLC0415 - it needs torch

    rule_types = [rule_type for rule_type in RULES.values() if is_builtin(rule_type)]
    return {
        program_key(rule_type, bounds_type): trace_type(rule_type, bounds_type, {})
        for rule_type in rule_types
        for bounds_type in (None, *BOUNDS.values())
    }


def write() -> None:
    """Write every program to the file."""
    programs = {name: program.to_dict() for name, program in sorted(trace_all().items())}
    FILE.write_text(json.dumps(programs, separators=(",", ":")) + "\n")


@cache
def _stored() -> dict[str, Program]:
    """The programs in the file that have this version."""
    programs = json.loads(FILE.read_text()) if FILE.is_file() else {}
    return {
        name: Program.from_dict(data)
        for name, data in programs.items()
        if data["version"] == VERSION
    }
