"""What tells two functions or rules of one's own apart: their code, not where it stands."""

from __future__ import annotations

import dis
import hashlib
import re
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np
import torch

from ..core.rule import Rule

ADDRESS = re.compile(r" at 0x\w+")
"""Where something lies in memory, which is another place the next time."""

Seen = tuple[Any, ...]
"""The functions around one that is looked at: one of them may call itself."""


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
        told = repr([_function(part, ()) for part in parts])
        found.append(hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest())
    return found


def _function(function: Any, seen: Seen) -> Any:
    """Its code, and the values that it takes from around itself: a notebook's are often global."""
    code = getattr(function, "__code__", None)
    if code is None:
        raise ValueError(
            f"{function!r} cannot be told from another measure: give a plain function with def"
        )
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    around = {name: function.__globals__.get(name) for name in sorted({*_globals(code)})}
    own = [function.__defaults__, function.__kwdefaults__, cells, around]
    return _code(code), _value(own, function.__module__, (*seen, function))


def _code(code: CodeType) -> Any:
    inner = [
        _code(part) if isinstance(part, CodeType) else _constant(part) for part in code.co_consts
    ]
    return code.co_code.hex(), code.co_names, inner


def _constant(value: Any) -> str:
    """As Python writes it; a set, whose order is another one in each process, sorted."""
    return repr(sorted(map(repr, value)) if isinstance(value, frozenset | set) else value)


def _globals(code: CodeType) -> Iterator[str]:
    """The global names that a function and those within it read."""
    yield from (i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL")
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _globals(part)


def _value(value: Any, module: str, seen: Seen) -> Any:
    """What tells a value from others of its kind; of another module's code its name does."""
    if isinstance(value, list | tuple):
        return [_value(part, module, seen) for part in value]
    if isinstance(value, dict):
        return [(repr(key), _value(part, module, seen)) for key, part in value.items()]
    if isinstance(value, np.ndarray | torch.Tensor):  # whose repr leaves numbers out
        numbers = np.asarray(value if isinstance(value, np.ndarray) else value.detach().cpu())
        return numbers.shape, hashlib.sha256(numbers.tobytes()).hexdigest()
    if isinstance(value, FunctionType) and value.__module__ == module and value not in seen:
        return _function(value, seen)
    if isinstance(value, FunctionType | ModuleType | type):
        return value.__name__
    return ADDRESS.sub("", _constant(value))
