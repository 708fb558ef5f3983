"""Telling tensors without importing torch: whoever only moves spikes never pays for it.

Importing torch takes seconds and some 200 MB. One synapse on plain numbers needs none of it, so
the modules on its way import torch where they make a tensor, and ask here where they meet one.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from torch import Tensor


def is_tensor(value: Any) -> TypeGuard[Tensor]:
    """Whether ``value`` is a torch tensor; there is none before torch is imported."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, getattr(torch, "Tensor", ()))
