"""Matrices of synapses that a rule's step describes without making them.

A rule's step multiplies a column of presynaptic numbers with a row of postsynaptic ones, and
adds, scales and decays the matrices that come of it. Handed the objects below instead of
tensors, the same step writes that down as

    scale * (a stored matrix) + a sum of outer products

which one BLAS call then works into the stored matrix, in place. A step that does anything
else raises `NotLowRankError`, and runs on tensors.

With many networks at once every shape below has a batch in front, and a number may be one for
each network: a tensor (batch, 1, 1).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import torch

Number = Any
"""A float, or one for each network: a tensor (batch, 1, 1)."""

RankOne = tuple[Number, torch.Tensor, torch.Tensor]
"""A factor, a column and a row; nothing is multiplied before it is worked into a matrix."""

Factors = tuple[torch.Tensor, torch.Tensor]
"""Columns (n_pre, rank) and rows (rank, n_post) of a product."""


class NotLowRankError(TypeError):
    """The step does something to matrices that cannot be written as above."""


def _number(value: Any) -> Any:
    if isinstance(value, (bool, int, float)):
        return float(value)
    if isinstance(value, torch.Tensor) and value.shape[-2:] == (1, 1):
        return value
    raise NotLowRankError(f"{type(value).__name__} where a number was needed")


@lru_cache(maxsize=256)
def _row(sizes: tuple[float, ...], dtype: torch.dtype, device: torch.device) -> torch.Tensor:
    """The sizes as a tensor, made once: a rule's factors are the same at every step."""
    with torch.inference_mode(mode=False):
        return torch.tensor(sizes, dtype=dtype, device=device)


class _Reflected:
    """A tensor times one of the objects below: torch asks here, where it would else search."""

    __slots__ = ()

    @classmethod
    def __torch_function__(
        cls, func: Any, _types: Any, args: tuple = (), _kwargs: Any = None
    ) -> Any:
        if func is torch.Tensor.mul and not isinstance(args[0], cls):
            return args[1] * args[0]
        return NotImplemented


class NeuronVector(_Reflected):
    """Numbers of the neurons on one side: a column for "pre", a row for "post".

    size * value, multiplied only when it has to be: an outer product takes the size along.
    """

    __slots__ = ("_size", "_value", "kind")

    def __init__(self, kind: str, value: torch.Tensor, size: float = 1.0) -> None:
        self.kind, self._value, self._size = kind, value, size

    def tensor(self) -> torch.Tensor:
        """The numbers themselves."""
        return self._value if self._size == 1 else self._value * self._size

    def _with(self, other: Any, operation: Callable[[Any, Any], torch.Tensor]) -> Any:
        if isinstance(other, NeuronVector) and other.kind == self.kind:
            return NeuronVector(self.kind, operation(self.tensor(), other.tensor()))
        if isinstance(other, NeuronVector):
            raise NotLowRankError("the two sides meet in something other than a product")
        return NeuronVector(self.kind, operation(self.tensor(), _number(other)))

    def __add__(self, other: Any) -> Any:
        if isinstance(other, NeuronVector) and other.kind == self.kind:
            return NeuronVector(self.kind, torch.add(other.tensor(), self._value, alpha=self._size))
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a - b)

    def __rsub__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: b - a)

    def __truediv__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a / b)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, NeuronVector) and other.kind != self.kind:
            pre, post = (self, other) if self.kind == "pre" else (other, self)
            return LowRankMatrix(outers=((pre._size * post._size, pre._value, post._value),))
        if isinstance(other, LowRankMatrix):
            raise NotLowRankError("a matrix times one side's numbers")
        if other is False:  # a switch that is off, such as nearest
            return 0.0
        if isinstance(other, (bool, int, float)):
            return NeuronVector(self.kind, self._value, self._size * other)
        return self._with(other, lambda a, b: a * b)

    __radd__, __rmul__ = __add__, __mul__

    def _undecided(self, *_other: object) -> bool:
        raise NotLowRankError("a comparison of one side's numbers")

    __bool__ = __eq__ = __ne__ = _undecided
    __hash__ = None  # type: ignore[assignment]


class LowRankMatrix(_Reflected):
    """factor * (scale * stored + sum of outers).

    stored    the name of the series whose matrix is meant, as it stood before the step
    source    the object that this one is ``factor`` times, when it came of scaling alone
    """

    __slots__ = ("_outers", "_scale", "factor", "source", "stored")

    def __init__(
        self,
        stored: str | None = None,
        scale: Number = 1.0,
        outers: tuple[RankOne, ...] = (),
        source: LowRankMatrix | None = None,
        factor: Number = 1.0,
    ) -> None:
        self.stored, self.source, self.factor = stored, source, factor
        self._scale, self._outers = scale, outers

    # Multiplied only when asked for: most steps need no more than the factor.
    @property
    def scale(self) -> Number:
        """What the stored matrix is multiplied with."""
        return self._scale if self.source is None else self.factor * self._scale

    @property
    def outers(self) -> tuple[RankOne, ...]:
        """The outer products with their factors."""
        if self.source is None:
            return self._outers
        return tuple((self.factor * size, pre, post) for size, pre, post in self._outers)

    def __mul__(self, other: Any) -> LowRankMatrix:
        by = _number(other) * self.factor
        return LowRankMatrix(self.stored, self._scale, self._outers, self.source or self, by)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> LowRankMatrix:
        inverse: LowRankMatrix = self * (1 / _number(other))
        return inverse

    def __neg__(self) -> LowRankMatrix:
        return self * -1

    def __add__(self, other: Any) -> LowRankMatrix:
        if not isinstance(other, LowRankMatrix):
            raise NotLowRankError("a number added to a matrix")
        if self.stored and other.stored:
            raise NotLowRankError("two stored matrices added")
        first = self if self.stored else other
        return LowRankMatrix(first.stored, first.scale, self.outers + other.outers)

    def __sub__(self, other: LowRankMatrix) -> LowRankMatrix:
        return self + other * -1

    def factors(self) -> Factors | None:
        """The outer products as one product of two thin matrices; None when there are none."""
        if not self.outers:
            return None
        sizes, columns, rows = zip(*self.outers, strict=True)
        if any(isinstance(size, torch.Tensor) for size in sizes):
            scaled = torch.cat([c * size for size, c, _ in self.outers], dim=-1)
        else:
            scaled = torch.cat(columns, dim=-1).mul_(_row(sizes, rows[0].dtype, rows[0].device))
        return scaled, torch.cat(rows, dim=-2)


def work(matrix: torch.Tensor, beta: float, factors: Factors | None, part: slice) -> None:
    """Set rows ``part`` of ``matrix`` to beta times themselves plus the product, in one pass."""
    if factors:
        matrix[part].addmm_(factors[0][part], factors[1], beta=beta)
    elif beta != 1:
        matrix[part].mul_(beta)
