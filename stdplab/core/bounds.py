"""Bounds on a weight, as values that compose with every rule.

``apply(w, dw)`` gives the weight after a change; without bounds that is w + dw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .arithmetic import maximum, minimum, where
from .support import validation
from .support.lazy_torch import is_tensor


def clamp(w: Any, low: Any, high: Any) -> Any:
    """``w`` held inside [low, high]."""
    if is_tensor(w):
        return w.clamp(low, high)
    return minimum(maximum(w, low), high)


@dataclass(frozen=True)
class Hard:
    """w <- min(max(w + dw, low), high): the weight stops at the bound and never overshoots.

    low, high    numbers, or for many synapses tensors that broadcast against the weights
    """

    low: Any = 0.0
    high: Any = 1.0

    def __post_init__(self) -> None:
        if is_tensor(self.low) and is_tensor(self.high):
            if not bool((self.low < self.high).all()):
                raise ValueError("bounds.low has to lie below bounds.high everywhere")
            return
        for name in ("low", "high"):
            object.__setattr__(self, name, validation.number(getattr(self, name), f"bounds.{name}"))
        if self.low >= self.high:
            raise ValueError(
                f"bounds from {self.low:g} to {self.high:g}: low has to lie below high"
            )

    def apply(self, w: Any, dw: Any) -> Any:
        """The weight after the change ``dw``."""
        return clamp(w + dw, *self.beside(w))

    def check(self, w0: Any) -> None:
        """Raise ValueError when a weight starts outside."""
        outside = w0 - clamp(w0, *self.beside(w0))
        if bool((outside != 0).any() if is_tensor(outside) else outside):
            reach = "" if is_tensor(self.low) else f", {self.low:g} to {self.high:g}"
            raise ValueError(f"w0 lies outside its bounds{reach}: start inside them")

    def beside(self, w: Any) -> tuple[Any, Any]:
        """``low`` and ``high`` in the dtype and on the device of ``w``, where they are tensors."""
        if is_tensor(w) and is_tensor(self.low):
            return self.low.to(w), self.high.to(w)
        return self.low, self.high


@dataclass(frozen=True)
class Soft(Hard):
    """Changes shrink on the way to the bound they move towards (Guetig et al. 2003).

        dw > 0:  dw ((high - w)/(high - low))^mu
        dw < 0:  dw ((w - low)/(high - low))^mu

    mu = 0 is the hard bound, mu = 1 makes the change proportional to the room left.
    """

    mu: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        mu = validation.number(self.mu, "bounds.mu")
        if mu < 0:
            raise ValueError(f"bounds.mu is {mu:g}: it has to be zero or more")
        object.__setattr__(self, "mu", mu)

    def apply(self, w: Any, dw: Any) -> Any:
        """The weight after the change ``dw``."""
        low, high = self.beside(w)
        room = where(dw > 0, high - w, w - low) / (high - low)
        return clamp(w + dw * clamp(room, 0.0, 1.0) ** self.mu, low, high)


@dataclass(frozen=True)
class Multiplicative(Hard):
    """Depression in proportion to the weight, potentiation as it is (van Rossum et al. 2000).

        dw > 0:  dw
        dw < 0:  dw (w - low)/(high - low)

    Published without an upper bound; ``high`` sets the scale at which dw is taken as it is,
    and clamps.
    """

    def apply(self, w: Any, dw: Any) -> Any:
        """The weight after the change ``dw``."""
        low, high = self.beside(w)
        room = where(dw > 0, 0 * w + 1, (w - low) / (high - low))
        return clamp(w + dw * clamp(room, 0.0, 1.0), low, high)


BOUNDS: dict[str, type[Hard]] = {kind.__name__: kind for kind in (Hard, Soft, Multiplicative)}
"""The kinds of bounds by name, for JSON."""
