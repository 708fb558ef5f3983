"""Bounds on a weight, as values that combine with every rule.

``apply(w, dw)`` gives the weight after a change. Without bounds that is w + dw. A change may have
several terms, such as potentiation and depression in one step: each is scaled by its own sign.
"""

from .base import Bounds, clamp
from .hard import Hard
from .multiplicative import Multiplicative
from .soft import Soft

BOUNDS: dict[str, type[Bounds]] = {kind.__name__: kind for kind in (Hard, Soft, Multiplicative)}
"""The kinds of bounds by name, for JSON."""

__all__ = ["BOUNDS", "Bounds", "Hard", "Multiplicative", "Soft", "clamp"]
