"""Recognising tensors without importing torch.

Importing torch takes seconds and about 200 MB. One synapse on plain numbers needs none of it.
So the modules that such a run uses import torch only where they create a tensor, and call
`is_tensor` where a value may be one.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from torch import Tensor


def is_tensor(value: Any) -> TypeGuard[Tensor]:
    """Whether ``value`` is a torch tensor; never true before torch is imported."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, getattr(torch, "Tensor", ()))
