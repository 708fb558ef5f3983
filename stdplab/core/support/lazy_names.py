"""Public names of a package that are imported when they are first used.

A package's stub, `__init__.pyi`, says where each name is defined: a type checker reads it, and
so does this module. So a command that copies notebooks does not wait for matplotlib.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any


def homes_in_stub(file: str) -> dict[str, str]:
    """Name -> the submodule it is imported from, as the stub beside an ``__init__.py`` says."""
    tree = ast.parse(Path(file).with_suffix(".pyi").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: str(node.module) for node in imports for alias in node.names}


def lazy_names(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """``__getattr__``, ``__dir__`` and ``__all__`` of a package whose names lie in submodules."""

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    names = sorted(homes)
    return get, lambda: names, names
