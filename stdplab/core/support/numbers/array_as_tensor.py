"""Many numbers at once: NumPy arrays become tensors, and both must hold real numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..lazy_torch import is_tensor
from ..short_repr import quoted
from .units import without_unit


def array_as_tensor(value: Any, what: str, unit: str = "") -> Any:
    """A NumPy array of several numbers as a tensor in ``unit``; anything else as it is.

    ValueError, naming ``what``, when an array or a tensor holds True and False, complex numbers or
    texts: only real numbers have a meaning here.
    """
    if not is_tensor(value):
        value = without_unit(value, unit, what)
        if not isinstance(value, np.ndarray) or value.size == 1:
            return value
        if value.dtype.kind in "iuf":
            import torch  # noqa: PLC0415 - see core.support.lazy_torch

            return torch.from_numpy(np.ascontiguousarray(value))
    elif value.dtype.is_floating_point or str(value.dtype).startswith(("torch.int", "torch.uint")):
        return value
    raise ValueError(f"{what} is {quoted(value)}: give real numbers")
