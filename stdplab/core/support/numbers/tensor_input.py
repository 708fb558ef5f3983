"""Arrays, dtypes and devices that a user gave, as torch has them; torch is imported here only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ..lazy_torch import is_tensor
from ..short_repr import quoted

if TYPE_CHECKING:
    import torch


def as_tensor(value: Any, what: str) -> torch.Tensor:
    """A tensor, or a copy of an array, of real numbers; ValueError for anything else."""
    if is_tensor(value):
        if value.is_complex():
            raise ValueError(f"{what} holds complex numbers: give real ones")
        return value
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
        kind = f"an array of {value.dtype}" if isinstance(value, np.ndarray) else quoted(value)
        raise ValueError(f"{what} is {kind}: it must be a tensor or an array of real numbers")
    return torch.tensor(np.array(value, dtype=np.float64))


def all_true(condition: torch.Tensor) -> bool:
    """Whether a condition holds everywhere; True where torch.func hides the values."""
    try:
        return bool(condition.all())
    except RuntimeError:  # inside vmap no value can be read, so none can be checked
        return True


def is_constant(value: torch.Tensor) -> bool:
    """Whether nothing differentiates or maps over a tensor, so that its numbers are all it is."""
    from torch.autograd import forward_ad  # noqa: PLC0415 - see core.support.lazy_torch

    if value.requires_grad or forward_ad.unpack_dual(value).tangent is not None:
        return False
    try:
        value.sum().item()
    except RuntimeError:  # as in `all_true`
        return False
    return True


def check_dtype(dtype: Any) -> None:
    """Raise ValueError unless ``dtype`` is None or a floating point dtype of torch."""
    torch = sys.modules.get("torch")
    if dtype is None or (torch and isinstance(dtype, torch.dtype) and dtype.is_floating_point):
        return
    raise ValueError(
        f"dtype is {quoted(dtype)}: use a floating point dtype such as torch.float64 or "
        "torch.float32"
    )


def check_device(device: Any) -> None:
    """Raise ValueError unless ``device`` is None or a device that torch can use here."""
    if device is None:
        return
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    try:
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, TypeError, ValueError, NotImplementedError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ValueError(
            f'device is {quoted(device)}, which torch cannot use here: use "cpu", or "cuda" where '
            f"there is a GPU ({reason})"
        ) from None
