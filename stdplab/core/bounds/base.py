"""The base class of all bounds: a range, and a check of start weights."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from ..arithmetic import maximum, minimum
from ..support.lazy_torch import is_tensor
from ..support.numbers import validation
from ..support.numbers.tensor_input import all_true
from ..support.short_repr import number_text


def clamp(w: Any, low: Any, high: Any) -> Any:
    """``w`` limited to [low, high]."""
    if is_tensor(w):
        return w.clamp(low, high)
    return minimum(maximum(w, low), high)


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
