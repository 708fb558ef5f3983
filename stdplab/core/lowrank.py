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
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import torch

Number = Any
"""A float, or one for each network: a tensor (batch, 1, 1)."""

Outer = tuple[Number, torch.Tensor, torch.Tensor]
"""A factor, a column and a row; nothing is multiplied before it is worked into a matrix."""

Thin = tuple[torch.Tensor, torch.Tensor]
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


class Side:
    """Numbers of the neurons on one side: a column for "pre", a row for "post"."""

    def __init__(self, kind: str, value: torch.Tensor) -> None:
        self.kind, self.value = kind, value

    def tensor(self) -> torch.Tensor:
        """The numbers themselves."""
        return self.value

    def _with(self, other: Any, operation: Callable[[Any, Any], torch.Tensor]) -> Any:
        if isinstance(other, Side) and other.kind == self.kind:
            return Side(self.kind, operation(self.value, other.value))
        if isinstance(other, Side):
            raise NotLowRankError("the two sides meet in something other than a product")
        return Side(self.kind, operation(self.value, _number(other)))

    def __add__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a - b)

    def __rsub__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: b - a)

    def __truediv__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a / b)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Side) and other.kind != self.kind:
            pre, post = (self, other) if self.kind == "pre" else (other, self)
            return Synapses(outers=((1.0, pre.value, post.value),))
        if isinstance(other, Synapses):
            raise NotLowRankError("a matrix times one side's numbers")
        if other is False:  # a switch that is off, such as nearest
            return 0.0
        if isinstance(other, (int, float)) and other == 1:
            return self
        return self._with(other, lambda a, b: a * b)

    __radd__, __rmul__ = __add__, __mul__

    def _undecided(self, *_other: object) -> bool:
        raise NotLowRankError("a comparison of one side's numbers")

    __bool__ = __eq__ = __ne__ = _undecided
    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Synapses:
    """scale * stored + sum of outers.

    stored    the name of the series whose matrix is meant, as it stood before the step
    source    the object that this one is ``factor`` times, when it came of scaling alone
    """

    stored: str | None = None
    scale: Number = 1.0
    outers: tuple[Outer, ...] = ()
    source: Synapses | None = None
    factor: Number = 1.0

    def __mul__(self, other: Any) -> Synapses:
        by = _number(other)
        outers = tuple((by * size, pre, post) for size, pre, post in self.outers)
        root = self.source or self
        return Synapses(self.stored, by * self.scale, outers, root, by * self.factor)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Synapses:
        inverse: Synapses = self * (1 / _number(other))
        return inverse

    def __neg__(self) -> Synapses:
        return self * -1

    def __add__(self, other: Any) -> Synapses:
        if not isinstance(other, Synapses):
            raise NotLowRankError("a number added to a matrix")
        if self.stored and other.stored:
            raise NotLowRankError("two stored matrices added")
        first = self if self.stored else other
        return Synapses(first.stored, first.scale, self.outers + other.outers)

    def __sub__(self, other: Synapses) -> Synapses:
        return self + other * -1

    def factors(self) -> Thin | None:
        """The outer products as one product of two thin matrices; None when there are none."""
        if not self.outers:
            return None
        sizes, columns, rows = zip(*self.outers, strict=True)
        if any(isinstance(size, torch.Tensor) for size in sizes):
            scaled = torch.cat([c * size for size, c, _ in self.outers], dim=-1)
        else:
            scaled = torch.cat(columns, dim=-1).mul_(_row(sizes, rows[0].dtype, rows[0].device))
        return scaled, torch.cat(rows, dim=-2)


def work(matrix: torch.Tensor, beta: float, factors: Thin | None, part: slice) -> None:
    """Set rows ``part`` of ``matrix`` to beta times themselves plus the product, in one pass."""
    if factors:
        matrix[part].addmm_(factors[0][part], factors[1], beta=beta)
    elif beta != 1:
        matrix[part].mul_(beta)
