"""The items of the course, one module for each notebook. It holds no solutions."""

from __future__ import annotations

import ast
import pkgutil
from importlib import import_module
from pathlib import Path

from ...core.support.short_repr import quoted
from ..classroom.progress import Catalogue
from ..items.item import Item

NUMBERS = tuple(
    sorted(module.name.removeprefix("notebook_") for module in pkgutil.iter_modules(__path__))
)
"""The numbers of the notebooks that have items, such as "03"."""


def items(number: str) -> tuple[Item, ...]:
    """All items of the notebook with this number, in their order."""
    if number not in NUMBERS:
        raise ValueError(
            f"There is no notebook {quoted(number)} with questions. "
            f"Available: {', '.join(NUMBERS)}."
        )
    found: tuple[Item, ...] = import_module(f"{__name__}.notebook_{number}").ITEMS
    return found


def find(key: str) -> Item:
    """Find an item of the course.

    Parameters
    ----------
    key : str
        Notebook and item, such as "03/lag".

    Returns
    -------
    Choice, Numeric, Prediction or Goal
        The item.

    Raises
    ------
    ValueError
        When the course has no item with this key.

    Examples
    --------
    >>> from stdplab.course import find
    >>> find("03/jump").kind
    'number'
    """
    by_key = {item.key: item for item in items(key.partition("/")[0])}
    if key not in by_key:
        raise ValueError(f"There is no item {quoted(key)}. Available: {', '.join(by_key)}.")
    return by_key[key]


def catalogue() -> Catalogue:
    """Every key, by the number of its notebook.

    The keys are read from the modules' text: importing them would compute curves, and needs torch.
    """
    return {number: _keys(number) for number in NUMBERS}


def _keys(number: str) -> list[str]:
    """The first argument of each item in ``ITEMS`` of a notebook's module."""
    source = (Path(__file__).parent / f"notebook_{number}.py").read_text(encoding="utf-8")
    (listed,) = (
        node.value
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ITEMS"
    )
    assert isinstance(listed, ast.Tuple)
    return [ast.literal_eval(item.args[0]) for item in listed.elts if isinstance(item, ast.Call)]
