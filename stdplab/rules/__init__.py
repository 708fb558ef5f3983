"""The learning rules, one file each. A new file in this folder joins `stdplab.RULES` by itself."""

from importlib import import_module
from pkgutil import iter_modules

from .pair_traces import PairRule, update_traces

__all__ = ["PairRule", "load_builtin_rules", "update_traces"]


def load_builtin_rules() -> None:
    """Import every file of this folder, so that its rules join `stdplab.RULES`.

    It runs at the end of ``import stdplab``, since a rule may itself import from `stdplab`.
    """
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
