"""The few functions a rule may use beside + - * / ** and comparisons.

They take numbers, tensors and what stands for a number while a rule is traced, so one
definition of a rule runs on all three.
"""

from __future__ import annotations

import math
from typing import Any


def exp(value: Any) -> Any:
    """The exponential function of a number or a tensor."""
    if isinstance(value, (int, float)):
        return math.exp(value)
    import torch  # noqa: PLC0415 - see core.tensors

    return torch.exp(value)


def where(condition: Any, yes: Any, no: Any) -> Any:
    """``yes`` where the condition holds (is not zero), else ``no``."""
    if isinstance(condition, (bool, int, float)):
        return yes if condition else no
    import torch  # noqa: PLC0415 - see core.tensors

    return torch.where(condition != 0, yes, no)


def minimum(a: Any, b: Any) -> Any:
    """The smaller of the two; ``a`` where neither is."""
    return where(b < a, b, a)


def maximum(a: Any, b: Any) -> Any:
    """The larger of the two; ``a`` where neither is."""
    return where(b > a, b, a)
