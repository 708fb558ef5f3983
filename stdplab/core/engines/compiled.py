"""Several steps in one compiled pass over both matrices, where a compiler exists.

A rule with one stored series, such as an eligibility trace, does to its matrices

    w <- w + before z;   z <- scale z + sum of outer products;   w <- clamp(w + after z)

Forced spikes are known ahead, so the numbers and the thin factors of `STEPS` steps are
gathered and one pass reads and writes each synapse once for all of them. Compiling takes
seconds, so it serves long runs of large populations; without a compiler the same numbers
come from `InPlace`.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import torch

from .in_place import InPlace
from .low_rank import LowRankMatrix, RankOne

PAYS = 20e9
"""Synapses times steps from which on compiling (5 s) costs less than it saves (.3 ns each)."""

STEPS = 4
"""Steps in a pass: more would leave the registers and take longer to compile."""

Kernel = Callable[..., None]


class Pending(NamedTuple):
    """One step as the pass takes it: the series, (scale, before, after), the outer products."""

    name: str
    numbers: tuple[float, float, float]
    outers: tuple[RankOne, ...]


@cache
def kernel(rank: int) -> Kernel | None:
    """The compiled pass for so many outer products a step, or None where nothing compiles."""

    def one_pass(z: Any, w: Any, numbers: Any, columns: Any, rows: Any) -> None:
        new, weight = z, w
        for step in range(STEPS):
            scale, before, after, low, high = (numbers[step, i] for i in range(5))
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
            made: Kernel = torch.compile(one_pass, dynamic=False)
            thin = torch.ones(STEPS * rank, 2, 1), torch.ones(STEPS * rank, 1, 2)
            made(torch.ones(2, 2), torch.ones(2, 2), torch.ones(STEPS, 5), *thin)
    except Exception:  # noqa: BLE001 - whatever a tool chain lacks, the eager pass does the same
        return None
    finally:
        logging.disable(logging.NOTSET)
    return made


class Compiled(InPlace):
    """A population that works `STEPS` steps in one compiled pass, where rule and machine allow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pending: list[Pending] = []

    def _work(self, stored: dict[str, LowRankMatrix], dw: LowRankMatrix) -> None:
        step = self._as_pending(stored, dw)
        if step is None:
            self.flush()
            super()._work(stored, dw)
            return
        if self._pending and (step.name, len(step.outers)) != self._form():
            self.flush()
        self._pending.append(step)
        if len(self._pending) == STEPS:
            self.flush()

    def _form(self) -> tuple[str, int]:
        """What the pending steps have in common: the series and how many outer products."""
        return self._pending[0].name, len(self._pending[0].outers)

    def _as_pending(self, stored: dict[str, LowRankMatrix], dw: LowRankMatrix) -> Pending | None:
        """The step as the pass takes it, or None when it has another form."""
        if len(stored) != 1:
            return None
        ((name, value),) = stored.items()
        if not value.outers or kernel(len(value.outers)) is None:
            return None
        if dw.source is value:
            return Pending(name, (value.scale, 0.0, dw.factor), value.outers)
        if dw.stored == name and not dw.outers:
            return Pending(name, (value.scale, dw.scale, 0.0), value.outers)
        return None

    def flush(self) -> None:
        """Work what is pending into the matrices; the steps a pass lacks change nothing."""
        if not self._pending:
            return
        name, rank = self._form()
        one_pass, pending, self._pending = kernel(rank), self._pending, []
        assert one_pass is not None
        still = Pending(name, (1.0, 0.0, 0.0), tuple((0.0, c, r) for _, c, r in pending[0].outers))
        pending += [still] * (STEPS - len(pending))
        numbers = self.w.new_tensor([(*step.numbers, *self.reach) for step in pending])
        sizes, columns, rows = zip(*(o for step in pending for o in step.outers), strict=True)
        scaled = torch.stack(columns).mul_(self.w.new_tensor(sizes)[:, None, None])
        one_pass(self.matrices[name], self.w, numbers, scaled, torch.stack(rows))
