"""What tells two functions or rules of one's own apart: their code, not where it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from types import CodeType
from typing import Any

from ..core.rule import Rule


def of(things: Iterable[Any]) -> list[str]:
    """A short name for the code of each function and of each rule that is not stdplab's.

    A measure that stdplab makes has its name, and a rule of its own has the version.
    """
    found = []
    for thing in things:
        kind = type(thing) if isinstance(thing, Rule) else thing
        if str(getattr(kind, "__module__", "")).partition(".")[0] == __name__.partition(".")[0]:
            continue
        parts = [kind.step, kind.constants] if isinstance(thing, Rule) else [thing]
        found.append(hashlib.sha256(repr([_function(part) for part in parts]).encode()).hexdigest())
    return found


def _function(function: Any) -> Any:
    code = getattr(function, "__code__", None)
    if code is None:
        raise ValueError(
            f"{function!r} cannot be told from another measure: give a plain function with def"
        )
    held = [cell.cell_contents for cell in function.__closure__ or ()]
    return _code(code), function.__defaults__, held


def _code(code: CodeType) -> Any:
    inner = [_code(part) if isinstance(part, CodeType) else part for part in code.co_consts]
    return code.co_code.hex(), code.co_names, inner
