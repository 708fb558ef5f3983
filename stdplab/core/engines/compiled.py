"""Several steps in one compiled pass over both matrices, where a compiler exists.

A rule with one series z of synapses, such as an eligibility trace, does this in each step:

    w <- w + before z;   z <- scale z + sum of outer products;   w <- clamp(w + after z)

Forced spikes are known ahead. So the numbers and the thin factors of `STEPS` steps are collected,
and one pass reads and writes each synapse once for all of them. Compiling takes seconds, which
pays for long runs of large populations. Without a compiler `InPlaceEngine` gives the same numbers.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import torch

from .in_place import InPlaceEngine
from .low_rank import LowRankMatrix, RankOne

BREAK_EVEN = 20e9
"""Synapses times steps from which on compiling (5 s) costs less than it saves (.3 ns each)."""

STEPS = 4
"""Steps in a pass: more would leave the registers and take longer to compile."""

Kernel = Callable[..., None]


class PendingStep(NamedTuple):
    """One step for the pass: the series, its (scale, before, after) and its outer products."""

    name: str
    coefficients: tuple[float, float, float]
    outers: tuple[RankOne, ...]


@cache
def compiled_kernel(rank: int) -> Kernel | None:
    """The compiled pass for ``rank`` outer products a step; None where nothing compiles."""

    def one_pass(z: Any, w: Any, coefficients: Any, columns: Any, rows: Any) -> None:
        new, weight = z, w
        for step in range(STEPS):
            scale, before, after, low, high = (coefficients[step, i] for i in range(5))
            weight = weight + before * new
            new = new * scale
            for k in range(step * rank, step * rank + rank):
                new = new + columns[k] * rows[k]
            weight = (weight + after * new).clamp(low, high)
        z.copy_(new)
        w.copy_(weight)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            logging.disable(logging.WARNING)
            kernel: Kernel = torch.compile(one_pass, dynamic=False)
            factors = torch.ones(STEPS * rank, 2, 1), torch.ones(STEPS * rank, 1, 2)
            kernel(torch.ones(2, 2), torch.ones(2, 2), torch.ones(STEPS, 5), *factors)
    except Exception:  # noqa: BLE001 - whatever a tool chain lacks, the eager pass does the same
        return None
    finally:
        logging.disable(logging.NOTSET)
    return kernel


class CompiledEngine(InPlaceEngine):
    """A population that does `STEPS` steps in one compiled pass, where rule and machine allow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pending: list[PendingStep] = []

    def _update(self, updates: dict[str, LowRankMatrix], dw: LowRankMatrix) -> None:
        step = self._as_pending(updates, dw)
        if step is None:
            self.flush()
            super()._update(updates, dw)
            return
        if self._pending and (step.name, len(step.outers)) != self._form():
            self.flush()
        self._pending.append(step)
        if len(self._pending) == STEPS:
            self.flush()

    def _form(self) -> tuple[str, int]:
        """What the pending steps have in common: the series and the number of outer products."""
        return self._pending[0].name, len(self._pending[0].outers)

    def _as_pending(
        self, updates: dict[str, LowRankMatrix], dw: LowRankMatrix
    ) -> PendingStep | None:
        """The step in the form of the pass, or None when it has another form."""
        if len(updates) != 1:
            return None
        ((name, value),) = updates.items()
        if not value.outers or compiled_kernel(len(value.outers)) is None:
            return None
        if dw.multiple_of is value:
            return PendingStep(name, (value.scale, 0.0, dw.factor), value.outers)
        if dw.base == name and not dw.outers:
            return PendingStep(name, (value.scale, dw.scale, 0.0), value.outers)
        return None

    def flush(self) -> None:
        """Apply the pending steps; steps without effect fill up the pass."""
        if not self._pending:
            return
        name, rank = self._form()
        one_pass, pending, self._pending = compiled_kernel(rank), self._pending, []
        assert one_pass is not None
        no_outers = tuple((0.0, column, row) for _, column, row in pending[0].outers)
        pending += [PendingStep(name, (1.0, 0.0, 0.0), no_outers)] * (STEPS - len(pending))
        coefficients = self.w.new_tensor([(*step.coefficients, *self.limits) for step in pending])
        sizes, columns, rows = zip(*(o for step in pending for o in step.outers), strict=True)
        scaled = torch.stack(columns).mul_(self.w.new_tensor(sizes)[:, None, None])
        one_pass(self.matrices[name], self.w, coefficients, scaled, torch.stack(rows))
