"""The pass over both matrices of a step, compiled into one loop where a compiler exists.

A rule with one stored series, such as an eligibility trace, does to its matrices

    z <- scale z + sum of outer products;   w <- min(max(w + factor z, low), high)

which a compiler turns into a single pass that reads and writes each number once. Compiling
takes seconds, so it serves long runs of large populations; without a compiler the same
numbers come from `InPlace`.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import torch

from .inplace import InPlace
from .lowrank import Synapses

PAYS = 30e9
"""Synapses times steps from which on compiling costs less than it saves: about 20 s of work."""

Kernel = Callable[..., None]


@cache
def kernel(rank: int) -> Kernel | None:
    """The compiled pass for so many outer products, or None where nothing can be compiled."""

    def one_pass(z: Any, w: Any, numbers: Any, *thin: Any) -> None:
        scale, factor, low, high = numbers[0], numbers[1], numbers[2], numbers[3]
        update = 0.0
        for k in range(rank):
            update = update + numbers[4 + k] * thin[k] * thin[rank + k]
        z.mul_(scale).add_(update)
        w.add_(z * factor).clamp_(low, high)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            logging.disable(logging.WARNING)
            made: Kernel = torch.compile(one_pass, dynamic=False)
            thin = [torch.ones(2, 1)] * rank + [torch.ones(1, 2)] * rank
            made(torch.ones(2, 2), torch.ones(2, 2), torch.ones(4 + rank), *thin)
    except Exception:  # noqa: BLE001 - whatever a tool chain lacks, the eager pass does the same
        return None
    finally:
        logging.disable(logging.NOTSET)
    return made


class Compiled(InPlace):
    """A population whose step is one compiled pass, where the rule and the machine allow it."""

    def _work(self, stored: dict[str, Synapses], dw: Synapses) -> None:
        name, value = next(iter(stored.items()), ("", dw))
        alone = len(stored) == 1 and dw.source is value and value.outers
        one_pass = kernel(len(value.outers)) if alone else None
        if one_pass is None:
            super()._work(stored, dw)
            return
        sizes, columns, rows = zip(*value.outers, strict=True)
        numbers = self.w.new_tensor((value.scale, dw.factor, *self.reach, *sizes))
        one_pass(self.matrices[name], self.w, numbers, *columns, *rows)
