"""Bounds on a weight, as values that combine with every rule.

``apply(w, dw)`` gives the weight after a change. Without bounds that is w + dw. A change may have
several terms, such as potentiation and depression in one step: each is scaled by its own sign.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from .arithmetic import maximum, minimum, where
from .support import validation
from .support.lazy_torch import is_tensor
from .support.short_repr import number_text
from .support.tensor_input import all_true
from .weight_change import add_up, terms, total


def clamp(w: Any, low: Any, high: Any) -> Any:
    """``w`` limited to [low, high]."""
    if is_tensor(w):
        return w.clamp(low, high)
    return minimum(maximum(w, low), high)


def _power(share: Any, exponent: Any) -> Any:
    """``share ** exponent`` with a finite gradient everywhere: at a share of zero it is zero."""
    if not is_tensor(share):
        return share**exponent
    inside = share > 0
    return where(inside, where(inside, share, 1.0) ** exponent, 0.0**exponent)


@dataclass(frozen=True)
class Bounds(ABC):
    """The base class of all bounds: a range, and how a change of the weight keeps inside it.

    It is abstract: use `Hard`, `Soft` or `Multiplicative`.

    Parameters
    ----------
    low, high : float or Tensor
        The bounds, in the unit of the weight. For many synapses tensors that broadcast against
        the weights, shape (..., n_pre, n_post).

    Raises
    ------
    ValueError
        When ``low`` is not below ``high`` everywhere, or one of them is not a finite number.
    """

    low: Any = 0.0
    high: Any = 1.0

    def __post_init__(self) -> None:
        if is_tensor(self.low) and is_tensor(self.high):
            if not all_true(self.low < self.high):
                raise ValueError("bounds.low must be below bounds.high everywhere")
            return
        for name in ("low", "high"):
            object.__setattr__(self, name, validation.number(getattr(self, name), f"bounds.{name}"))
        if self.low >= self.high:
            raise ValueError(
                f"bounds [{number_text(self.low)}, {number_text(self.high)}] are empty: "
                "low must be below high"
            )

    @abstractmethod
    def apply(self, w: Any, dw: Any) -> Any:
        """The weight after a change.

        Parameters
        ----------
        w : float or Tensor
            The weight before the change, shape (..., n_pre, n_post) for many synapses.
        dw : float, Tensor or tuple
            The change that the rule asks for, of the same shape; a tuple holds its terms.

        Returns
        -------
        float or Tensor
            The weight after the change, inside the bounds.
        """

    def check(self, w0: Any, what: str = "w0") -> None:
        """Raise ValueError when a start weight is outside the bounds.

        Parameters
        ----------
        w0 : float or Tensor
            The start weights.
        what : str
            Their name in the message.

        Raises
        ------
        ValueError
            When at least one is outside; the message gives its value.
        """
        outside = w0 - clamp(w0, *self.limits_like(w0))
        if is_tensor(outside) and all_true(outside == 0):
            return
        if not is_tensor(outside) and not outside:
            return
        first = float((w0 + 0 * outside)[outside != 0][0] if is_tensor(outside) else w0)
        limits = (
            "its bounds"
            if is_tensor(self.low)
            else f"the bounds [{number_text(self.low)}, {number_text(self.high)}]"
        )
        raise ValueError(
            f"{what} = {number_text(first)} is outside {limits}. Choose a start inside them."
        )
        raise ValueError(
            f"{what} = {number_text(first)} is outside {limits}. Choose a start inside them."
        )

    def parameters(self) -> dict[str, float]:
        """The parameters by name, as programs take them.

        Returns
        -------
        dict of str to float
            The value of each parameter.
        """
        return {name: float(value) for name, value in vars(self).items()}

    def limits_like(self, w: Any) -> tuple[Any, Any]:
        """``low`` and ``high``; if they are tensors, in the dtype and on the device of ``w``."""
        if is_tensor(w) and is_tensor(self.low):
            return self.low.to(w), self.high.to(w)
        return self.low, self.high


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


BOUNDS: dict[str, type[Bounds]] = {kind.__name__: kind for kind in (Hard, Soft, Multiplicative)}
"""The kinds of bounds by name, for JSON."""
