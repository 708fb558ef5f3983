"""The change of a weight in one step: a number, or terms that bounds scale one by one."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any


class Terms:
    """Terms with a common factor; the change is factor * (sum of the terms).

    An engine that needs only the whole change multiplies once, and computes no term by itself.
    In arithmetic this is one number, the whole change: so a rule may go on from the step of
    another rule.

    Parameters
    ----------
    factor : float or Tensor
        What all terms are multiplied by, such as the learning rate times the reward.
    parts : tuple of float or Tensor
        The terms without the factor: one for potentiation, one for depression.
    whole : float or Tensor
        The sum of ``parts``.
    """

    __slots__ = ("factor", "parts", "whole")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, factor: Any, parts: tuple[Any, ...], whole: Any) -> None:
        self.factor, self.parts, self.whole = factor, parts, whole

    def __float__(self) -> float:
        return float(total(self))

    @classmethod
    def __torch_function__(
        cls, func: Any, _types: Any, args: tuple = (), kwargs: Any = None
    ) -> Any:
        return func(*(total(a) if isinstance(a, Terms) else a for a in args), **(kwargs or {}))


def _as_number(operation: Callable[..., Any], *, swapped: bool = False) -> Callable[..., Any]:
    """A method of `Terms` that does an operation on the whole change."""

    def method(self: Terms, *others: Any) -> Any:
        numbers = [total(self), *map(total, others)]
        return operation(*reversed(numbers) if swapped else numbers)

    return method


for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(Terms, f"__{_name}__", _as_number(getattr(operator, _name)))
    setattr(Terms, f"__r{_name}__", _as_number(getattr(operator, _name), swapped=True))
for _name in ("neg", "abs", "lt", "le", "gt", "ge", "eq", "ne"):
    setattr(Terms, f"__{_name}__", _as_number(getattr(operator, _name)))


def terms(dw: Any) -> tuple[Any, ...]:
    """The terms of a weight change; a change that is one number has one term."""
    if isinstance(dw, Terms):
        return tuple(dw.factor * part for part in dw.parts)
    return dw if isinstance(dw, tuple) else (dw,)


def total(dw: Any) -> Any:
    """The whole weight change: the sum of its terms."""
    if isinstance(dw, Terms):
        return dw.factor * dw.whole
    return add_up(dw) if isinstance(dw, tuple) else dw


def add_up(values: Iterable[Any]) -> Any:
    """The sum of numbers, tensors or matrices in low-rank form, from left to right."""
    return reduce(operator.add, values)
