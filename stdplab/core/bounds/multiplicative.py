"""Bounds under which only depression depends on the weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..arithmetic import where
from ..weight_change import add_up, terms
from .base import Bounds, clamp


@dataclass(frozen=True)
class Multiplicative(Bounds):
    """Depression proportional to the weight, potentiation independent of it.

        dw > 0:  dw
        dw < 0:  dw (w - low)/(high - low)

    Potentiation and depression in one step are two terms; each is scaled by itself. The published
    rule has no upper bound. Here ``high`` sets the weight at which depression has its full size,
    and limits the weight.

    Parameters
    ----------
    low, high : float or Tensor
        The bounds, in the unit of the weight, as for `Bounds`.

    Raises
    ------
    ValueError
        As for `Bounds`.

    References
    ----------
    van Rossum, Bi and Turrigiano 2000, doi 10.1523/JNEUROSCI.20-23-08812.2000

    Examples
    --------
    >>> Multiplicative(0, 1).apply(0.5, -0.2)
    0.4
    """

    def apply(self, w: Any, dw: Any) -> Any:
        """The weight after a change; parameters and result as for `Bounds.apply`."""
        low, high = self.limits_like(w)

        def scaled(term: Any) -> Any:
            headroom = where(term > 0, 0 * w + 1, (w - low) / (high - low))
            return term * clamp(headroom, 0.0, 1.0)

        return clamp(w + add_up(map(scaled, terms(dw))), low, high)
