"""What a step reads from outside: a program holds those values, so other values need another."""

from __future__ import annotations

from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any

OWN = __name__.partition(".")[0]


def outside_values(*functions: Any) -> tuple[Any, ...]:
    """The functions, and the values of closures and globals that they and their helpers read.

    A notebook may set a global name to another number, and a step reads that from then on. Code
    of stdplab itself reads nothing that changes.
    """
    found: dict[Any, tuple[Any, ...]] = {}
    waiting = [*functions]
    while waiting:
        function = waiting.pop()
        if not isinstance(function, FunctionType) or function in found:
            continue
        cells = [cell.cell_contents for cell in function.__closure__ or ()]
        known = function.__globals__
        own = function.__module__.partition(".")[0] == OWN
        values = cells + [known.get(name) for name in _names(function.__code__) if not own]
        found[function] = tuple(values)
        waiting += values
    return tuple(found.items())


@lru_cache(maxsize=256)
def _names(code: CodeType) -> tuple[str, ...]:
    """The names that code looks up, those in functions inside it too."""
    inner = [_names(part) for part in code.co_consts if isinstance(part, CodeType)]
    return tuple(dict.fromkeys((*code.co_names, *(name for names in inner for name in names))))
