"""What the course asks, a file for each notebook; solutions stand in the tests alone."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ..goals import Goal
from ..prediction import Prediction
from ..questions import Choice, Numeric

Item = Choice | Numeric | Goal | Prediction


def notebook(number: str) -> tuple[Item, ...]:
    """The items of a notebook, such as "03", in the order in which they are met."""
    if f"n{number}" not in {module.name for module in iter_modules(__path__)}:
        raise ValueError(f"no notebook {number!r} asks anything: there is {', '.join(catalogue())}")
    items: tuple[Item, ...] = import_module(f".n{number}", __name__).ITEMS
    return items


def catalogue() -> dict[str, list[str]]:
    """Every notebook that asks something -> the keys of its items."""
    numbers = sorted(module.name[1:] for module in iter_modules(__path__))
    return {number: [item.key for item in notebook(number)] for number in numbers}


def find(key: str) -> Item:
    """The item called ``key``, such as "03/after"; ValueError says which there are."""
    number, _, _ = key.partition("/")
    for item in notebook(number):
        if item.key == key:
            return item
    raise ValueError(f"no item {key!r}: notebook {number} has {', '.join(catalogue()[number])}")
