"""The programs of stdplab's own rules, traced beforehand: a page needs no tracer for them.

`python -c "from stdplab.tracing import precompiled; precompiled.write()"` writes them anew after
a rule has changed; a test compares them with a fresh trace.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from ..core.bounds import BOUNDS, Hard
from ..core.rule import RULES, Rule
from .program import VERSION, Program

HOUSE = Rule.__module__.replace("core.rule", "rules.")
FILE = Path(__file__).with_name("precompiled.json")


def find(kind: type[Rule], bounds: type[Hard] | None) -> Program | None:
    """The stored program of a kind of rule under a kind of bounds, None for one's own rules."""
    if not own(kind) or (bounds and BOUNDS.get(bounds.__name__) is not bounds):
        return None
    return _stored().get(key(kind, bounds))


def own(kind: type[Rule]) -> bool:
    """Whether this is one of stdplab's rules, and not one of the same name."""
    return kind.__module__.startswith(HOUSE)


def key(kind: type[Rule], bounds: type[Hard] | None) -> str:
    """What a program is stored under, such as "STDP" or "STDP, Soft"."""
    return f"{kind.__name__}, {bounds.__name__}" if bounds else kind.__name__


def fresh() -> dict[str, Program]:
    """Every program there is to store, traced now."""
    from .tracer import traced  # noqa: PLC0415 - it needs torch

    kinds = [kind for kind in RULES.values() if own(kind)]
    return {
        key(kind, bounds): traced(kind, bounds, {})
        for kind in kinds
        for bounds in (None, *BOUNDS.values())
    }


def write() -> None:
    """Store them."""
    programs = {name: program.to_dict() for name, program in sorted(fresh().items())}
    FILE.write_text(json.dumps(programs, separators=(",", ":")) + "\n")


@cache
def _stored() -> dict[str, Program]:
    programs = json.loads(FILE.read_text()) if FILE.is_file() else {}
    return {
        name: Program.from_dict(data)
        for name, data in programs.items()
        if data["version"] == VERSION
    }
