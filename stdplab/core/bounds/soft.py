"""Bounds that a weight approaches ever more slowly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..arithmetic import where
from ..support.lazy_torch import is_tensor
from ..support.numbers import validation
from ..support.short_repr import number_text
from ..weight_change import add_up, terms
from .base import Bounds, clamp


def _power(share: Any, exponent: Any) -> Any:
    """``share ** exponent`` with a finite gradient everywhere: at a share of zero it is zero."""
    if not is_tensor(share):
        return share**exponent
    inside = share > 0
    return where(inside, where(inside, share, 1.0) ** exponent, 0.0**exponent)


@dataclass(frozen=True)
class Soft(Bounds):
    """Soft bounds: a change shrinks with the distance left to the bound it moves towards.

        dw > 0:  dw ((high - w)/(high - low))^mu_plus
        dw < 0:  dw ((w - low)/(high - low))^mu_minus

    Potentiation and depression in one step are two terms; each is scaled by itself. With mu = 0
    these are hard bounds. With mu = 1 a change is proportional to the distance left.

    Parameters
    ----------
    low, high : float or Tensor
        The bounds, in the unit of the weight, as for `Bounds`.
    mu : float
        Both exponents, zero or more.
    mu_plus, mu_minus : float or None
        The exponent of potentiation and of depression, zero or more; ``mu`` when None.

    Raises
    ------
    ValueError
        As for `Bounds`, and when an exponent is negative.

    References
    ----------
    Guetig, Aharonov, Rotter and Sompolinsky 2003, doi 10.1523/JNEUROSCI.23-09-03697.2003

    Examples
    --------
    >>> Soft(0, 1, mu=1).apply(0.5, 0.2)
    0.6
    >>> round(Soft(0, 1, mu=1).apply(0.2, (0.1, -0.1)), 6)
    0.26
    >>> round(Soft(0, 1, mu_plus=0, mu_minus=1).apply(0.2, (0.1, -0.1)), 6)
    0.28
    """

    mu: float = 1.0
    mu_plus: float | None = None
    mu_minus: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("mu", "mu_plus", "mu_minus"):
            given = getattr(self, name)
            if given is None:
                continue
            exponent = validation.number(given, f"bounds.{name}")
            if exponent < 0:
                raise ValueError(
                    f"bounds.{name} is {number_text(exponent)}: it must be zero or more"
                )
            object.__setattr__(self, name, exponent)

    def apply(self, w: Any, dw: Any) -> Any:
        """The weight after a change; parameters and result as for `Bounds.apply`."""
        low, high = self.limits_like(w)

        mu_plus = self.mu if self.mu_plus is None else self.mu_plus
        mu_minus = self.mu if self.mu_minus is None else self.mu_minus
        rise = _power(clamp((high - w) / (high - low), 0.0, 1.0), mu_plus)
        fall = _power(clamp((w - low) / (high - low), 0.0, 1.0), mu_minus)
        change = add_up(term * where(term > 0, rise, fall) for term in terms(dw))
        return clamp(w + change, low, high)

    def parameters(self) -> dict[str, float]:
        """The parameters by name, both exponents as they act; see `Bounds.parameters`."""
        given = vars(self)
        return {name: float(self.mu if given[name] is None else given[name]) for name in given}
