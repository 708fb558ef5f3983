"""The few functions a rule may use beside + - * / and comparisons, on numbers and tensors alike."""

from __future__ import annotations

import math
from typing import Any

import torch


def exp(value: Any) -> Any:
    """The exponential function of a number or a tensor."""
    return math.exp(value) if isinstance(value, (int, float)) else torch.exp(value)


def where(condition: Any, yes: Any, no: Any) -> Any:
    """``yes`` where the condition holds (is not zero), else ``no``."""
    if isinstance(condition, (bool, int, float)):
        return yes if condition else no
    return torch.where(condition != 0, yes, no)
