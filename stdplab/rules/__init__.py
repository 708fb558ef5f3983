"""The learning rules, one file each. A new file in this folder joins `stdplab.RULES` by itself."""

from importlib import import_module
from pkgutil import iter_modules


def join() -> None:
    """Import every file of this folder; last of all, since a rule may import from `stdplab`."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
