"""Fingerprints of functions and rules: two with different code get different ones."""

from __future__ import annotations

import dis
import hashlib
import re
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np
import torch

from ...core.learning_rule.rule import Rule

MEMORY_ADDRESS = re.compile(r" at 0x\w+")
"""The address in a repr, which differs from process to process."""

Seen = tuple[Any, ...]
"""The functions around the current one, so that one that calls itself ends."""


def fingerprints(things: Iterable[Any]) -> list[str]:
    """A hash of the code of each function and each rule that is not part of stdplab.

    stdplab's own measures are known by name, and its rules by name and version.
    """
    hashes = []
    for thing in things:
        kind = type(thing) if isinstance(thing, Rule) else thing
        if str(getattr(kind, "__module__", "")).partition(".")[0] == __name__.partition(".")[0]:
            continue
        functions = [kind.step, kind.constants] if isinstance(thing, Rule) else [thing]
        text = repr([_function(function, ()) for function in functions])
        hashes.append(hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest())
    return hashes


def _function(function: Any, seen: Seen) -> Any:
    """Its code, and the values that it reads from outside: defaults, closure and globals."""
    code = getattr(function, "__code__", None)
    if code is None:
        raise ValueError(
            f"the code of {function!r} cannot be compared with that of another measure. Use a "
            "function defined with def."
        )
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    global_values = {name: function.__globals__.get(name) for name in sorted({*_globals(code)})}
    outside = [function.__defaults__, function.__kwdefaults__, cells, global_values]
    return _code(code), _value(outside, function.__module__, (*seen, function))


def _code(code: CodeType) -> Any:
    constants = [
        _code(part) if isinstance(part, CodeType) else _constant(part) for part in code.co_consts
    ]
    return code.co_code.hex(), code.co_names, constants


def _constant(value: Any) -> str:
    """The repr; that of a set sorted, because its order differs from process to process."""
    return repr(sorted(map(repr, value)) if isinstance(value, frozenset | set) else value)


def _globals(code: CodeType) -> Iterator[str]:
    """The global names that a function and the functions inside it read."""
    yield from (i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL")
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _globals(part)


def _value(value: Any, module: str, seen: Seen) -> Any:
    """What distinguishes a value; for code of another module its name is enough."""
    if isinstance(value, list | tuple):
        return [_value(part, module, seen) for part in value]
    if isinstance(value, dict):
        return [(repr(key), _value(part, module, seen)) for key, part in value.items()]
    if isinstance(value, np.ndarray | torch.Tensor):  # its repr leaves numbers out
        numbers = np.asarray(value if isinstance(value, np.ndarray) else value.detach().cpu())
        return numbers.shape, hashlib.sha256(numbers.tobytes()).hexdigest()
    if isinstance(value, FunctionType) and value.__module__ == module and value not in seen:
        return _function(value, seen)
    if isinstance(value, FunctionType | ModuleType | type):
        return value.__name__
    return MEMORY_ADDRESS.sub("", _constant(value))
