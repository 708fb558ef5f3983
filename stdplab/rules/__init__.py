"""The learning rules, one file each. A new file in this folder joins `stdplab.RULES` by itself."""

from functools import partial
from importlib import import_module
from pkgutil import iter_modules

from ..core.learning_rule.rule import RULES
from .pair_traces import PairRule, update_traces

__all__ = ["PairRule", "update_traces"]


def load_builtin_rules() -> None:
    """Import every file of this folder, so that its rules join `stdplab.RULES`.

    It runs at the end of ``import stdplab``, since a rule may itself import from `stdplab`. A file
    that cannot be imported is named in a warning and skipped.
    """
    for module in iter_modules(__path__):
        name = f"{__name__}.{module.name}"
        RULES.add_from(f"The rule file {module.name}.py", partial(import_module, name))
