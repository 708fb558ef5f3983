"""Bounds at which a weight stops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..weight_change import total
from .base import Bounds, clamp


@dataclass(frozen=True)
class Hard(Bounds):
    """Hard bounds: the weight stops at the bound and never overshoots.

        w <- min(max(w + dw, low), high)

    Parameters
    ----------
    low, high : float or Tensor
        The bounds, in the unit of the weight, as for `Bounds`.

    Raises
    ------
    ValueError
        As for `Bounds`.

    Examples
    --------
    >>> Hard(0, 1).apply(0.9, 0.3)
    1.0
    """

    def apply(self, w: Any, dw: Any) -> Any:
        """The weight after a change; parameters and result as for `Bounds.apply`."""
        return clamp(w + total(dw), *self.limits_like(w))
