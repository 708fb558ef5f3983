"""What is constant over a run, as a step finds it on its ``k``."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from ..support.errors import UnknownNameError


class Constants(SimpleNamespace):
    """What a step finds on ``k``: the parameters, `Rule.constants` and the lag of the reward."""

    def __getattr__(self, name: str) -> Any:
        raise UnknownNameError(
            f"k has no {name!r}: it is neither a parameter nor a constant of the rule. "
            f"Available: {', '.join(sorted(vars(self)))}."
        )
