"""What a step reads from outside: a program holds those values, so other values need another."""

from __future__ import annotations

from contextlib import suppress
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
        values = [] if _is_own(function) else _read_by(function)
        # 1 and 1.0 and True are one key of a cache, and not one value of a step.
        found[function] = tuple((type(value), value) for value in values)
        waiting += values
    return (*functions, *found.items())  # a step may be a callable of another kind


def _is_own(function: FunctionType) -> bool:
    return str(function.__module__).partition(".")[0] == OWN


def _read_by(function: FunctionType) -> list[Any]:
    """The values in the function's closure, and those of its global names."""
    closure = []
    for cell in function.__closure__ or ():
        with suppress(ValueError):  # it is empty
            closure.append(cell.cell_contents)
    known = function.__globals__
    return closure + [known.get(name) for name in _names(function.__code__)]


@lru_cache(maxsize=256)
def _names(code: CodeType) -> tuple[str, ...]:
    """The names that code looks up, those in functions inside it too."""
    inner = [_names(part) for part in code.co_consts if isinstance(part, CodeType)]
    return tuple(dict.fromkeys((*code.co_names, *(name for names in inner for name in names))))
