"""Matrices of synapses in low-rank form, which a rule's step describes without computing them.

A rule's step multiplies a column of presynaptic numbers by a row of postsynaptic ones, and adds,
scales and decays the resulting matrices. Given the objects below instead of tensors, the same
step returns a description

    scale * (a stored matrix) + a sum of outer products

which one BLAS call then applies to the stored matrix, in place. A step that does anything else
raises `NotLowRankError`, and runs on tensors.

With many networks at once every shape below has a batch axis in front, and a number may differ
between networks: a tensor (batch, 1, 1).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import torch

Number = Any
"""A float, or a tensor (batch, 1, 1) with one number for each network."""

RankOne = tuple[Number, torch.Tensor, torch.Tensor]
"""A factor, a column and a row; they are multiplied only when a matrix is updated."""

Factors = tuple[torch.Tensor, torch.Tensor]
"""A matrix of rank ``rank`` as a product: columns (n_pre, rank) and rows (rank, n_post)."""


class NotLowRankError(TypeError):
    """The step does something to matrices that has no low-rank form."""


def _number(value: Any) -> Any:
    """``value`` as a number, or as one for each network; NotLowRankError for anything else."""
    if isinstance(value, (bool, int, float)):
        return float(value)
    if isinstance(value, torch.Tensor) and value.shape[-2:] == (1, 1):
        return value
    raise NotLowRankError(f"expected a number, got {type(value).__name__}")


@lru_cache(maxsize=256)
def _row(sizes: tuple[float, ...], dtype: torch.dtype, device: torch.device) -> torch.Tensor:
    """The sizes as a tensor, cached: a rule's factors are the same at every step."""
    with torch.inference_mode(mode=False):
        return torch.tensor(sizes, dtype=dtype, device=device)


class _RightMul:
    """Handles a tensor times one of the objects below; torch calls ``__torch_function__``."""

    __slots__ = ()

    @classmethod
    def __torch_function__(
        cls, func: Any, _types: Any, args: tuple = (), _kwargs: Any = None
    ) -> Any:
        if func is torch.Tensor.mul and not isinstance(args[0], cls):
            return args[1] * args[0]
        return NotImplemented


class NeuronVector(_RightMul):
    """One number for each neuron on one side: a column for "pre", a row for "post".

    It stands for size * value, multiplied only when necessary: an outer product keeps the size.
    """

    __slots__ = ("_size", "_value", "side")

    def __init__(self, side: str, value: torch.Tensor, size: float = 1.0) -> None:
        self.side, self._value, self._size = side, value, size

    def tensor(self) -> torch.Tensor:
        """The numbers as a tensor."""
        return self._value if self._size == 1 else self._value * self._size

    def _combine(self, other: Any, operation: Callable[[Any, Any], torch.Tensor]) -> Any:
        """The operation with a number or with a vector of the same side."""
        if isinstance(other, NeuronVector) and other.side == self.side:
            return NeuronVector(self.side, operation(self.tensor(), other.tensor()))
        if isinstance(other, NeuronVector):
            raise NotLowRankError("pre and post numbers can only be multiplied with each other")
        return NeuronVector(self.side, operation(self.tensor(), _number(other)))

    def __add__(self, other: Any) -> Any:
        if isinstance(other, NeuronVector) and other.side == self.side:
            return NeuronVector(self.side, torch.add(other.tensor(), self._value, alpha=self._size))
        return self._combine(other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> Any:
        return self._combine(other, lambda a, b: a - b)

    def __rsub__(self, other: Any) -> Any:
        return self._combine(other, lambda a, b: b - a)

    def __truediv__(self, other: Any) -> Any:
        return self._combine(other, lambda a, b: a / b)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, NeuronVector) and other.side != self.side:
            pre, post = (self, other) if self.side == "pre" else (other, self)
            return LowRankMatrix(outers=((pre._size * post._size, pre._value, post._value),))
        if isinstance(other, LowRankMatrix):
            raise NotLowRankError("a matrix is multiplied by the numbers of one side")
        if other is False:  # a switch that is off, such as nearest
            return 0.0
        if isinstance(other, (bool, int, float)):
            return NeuronVector(self.side, self._value, self._size * other)
        return self._combine(other, lambda a, b: a * b)

    __radd__, __rmul__ = __add__, __mul__

    def _not_comparable(self, *_other: object) -> bool:
        raise NotLowRankError("the numbers of one side are compared")

    __bool__ = __eq__ = __ne__ = _not_comparable
    __hash__ = None  # type: ignore[assignment]


class LowRankMatrix(_RightMul):
    """The matrix factor * (scale * base + sum of outer products).

    base           name of the series whose matrix before the step is meant, or None
    multiple_of    the object that this one is ``factor`` times, when it was only scaled
    """

    __slots__ = ("_outers", "_scale", "base", "factor", "multiple_of")

    def __init__(
        self,
        base: str | None = None,
        scale: Number = 1.0,
        outers: tuple[RankOne, ...] = (),
        multiple_of: LowRankMatrix | None = None,
        factor: Number = 1.0,
    ) -> None:
        self.base, self.multiple_of, self.factor = base, multiple_of, factor
        self._scale, self._outers = scale, outers

    # Multiplied only on demand: most steps need no more than the factor.
    @property
    def scale(self) -> Number:
        """The number that multiplies the base matrix."""
        return self._scale if self.multiple_of is None else self.factor * self._scale

    @property
    def outers(self) -> tuple[RankOne, ...]:
        """The outer products with their factors."""
        if self.multiple_of is None:
            return self._outers
        return tuple((self.factor * size, pre, post) for size, pre, post in self._outers)

    def __mul__(self, other: Any) -> LowRankMatrix:
        factor = _number(other) * self.factor
        original = self.multiple_of or self
        return LowRankMatrix(self.base, self._scale, self._outers, original, factor)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> LowRankMatrix:
        inverse: LowRankMatrix = self * (1 / _number(other))
        return inverse

    def __neg__(self) -> LowRankMatrix:
        return self * -1

    def __add__(self, other: Any) -> LowRankMatrix:
        if not isinstance(other, LowRankMatrix):
            raise NotLowRankError("a number is added to a matrix")
        if self.base and other.base:
            raise NotLowRankError("two stored matrices are added")
        with_base = self if self.base else other
        return LowRankMatrix(with_base.base, with_base.scale, self.outers + other.outers)

    def __sub__(self, other: LowRankMatrix) -> LowRankMatrix:
        return self + other * -1

    def factors(self) -> Factors | None:
        """The outer products as one product of two thin matrices; None when there is none."""
        if not self.outers:
            return None
        sizes, columns, rows = zip(*self.outers, strict=True)
        if any(isinstance(size, torch.Tensor) for size in sizes):
            scaled = torch.cat([c * size for size, c, _ in self.outers], dim=-1)
        else:
            scaled = torch.cat(columns, dim=-1).mul_(_row(sizes, rows[0].dtype, rows[0].device))
        return scaled, torch.cat(rows, dim=-2)


def apply_update(matrix: torch.Tensor, scale: float, factors: Factors | None, rows: slice) -> None:
    """Set some rows of ``matrix`` to scale * themselves + the product, in one pass."""
    if factors:
        matrix[rows].addmm_(factors[0][rows], factors[1], beta=scale)
    elif scale != 1:
        matrix[rows].mul_(scale)
