"""What the course asks, a module of items for each notebook; their solutions stand nowhere here."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from ...core.support.short_repr import quoted
from ..classroom.progress import Catalogue
from ..items.item import Item

NUMBERS = tuple(
    sorted(module.name.removeprefix("notebook_") for module in pkgutil.iter_modules(__path__))
)
"""The numbers of the notebooks that ask something."""


def items(number: str) -> tuple[Item, ...]:
    """What the notebook with this number asks, in its order."""
    if number not in NUMBERS:
        raise ValueError(f"notebook {quoted(number)} asks nothing: there is {', '.join(NUMBERS)}")
    found: tuple[Item, ...] = import_module(f"{__name__}.notebook_{number}").ITEMS
    return found


def find(key: str) -> Item:
    """The item called ``key``, such as "03/lag"."""
    here = {item.key: item for item in items(key.partition("/")[0])}
    if key not in here:
        raise ValueError(f"nothing is asked under {quoted(key)}: there is {', '.join(here)}")
    return here[key]


def catalogue() -> Catalogue:
    """Every key, by the number of its notebook."""
    return {number: [item.key for item in items(number)] for number in NUMBERS}
