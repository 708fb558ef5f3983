"""What a measure took from settings that lie side by side: one number for each of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from ..core.quoted import quoted


def numbers(taken: Any, shape: tuple[int, ...], name: str) -> np.ndarray:
    """What a measure gave as an array; ValueError when it is not a number for each setting."""
    count = int(np.prod(shape))
    given = _real(taken)
    if given is None:
        raise ValueError(
            f"{name} gave {quoted(taken)} for {count} settings: it has to give one number for each "
            "setting, as result['w'][-1] does"
        )
    if given.ndim and tuple(given.shape) != (count,):
        raise ValueError(
            f"{name} gave {tuple(given.shape)} for {count} settings: it gets a Result whose "
            "series are (steps + 1, settings) and has to give one number for each setting"
        )
    made: np.ndarray = given.broadcast_to((count,)).reshape(shape).numpy().copy()
    return made


def _real(taken: Any) -> torch.Tensor | None:
    """What a measure gave, in double precision; None when that would lose something."""
    try:
        complex_ = torch.as_tensor(taken).is_complex()
        return None if complex_ else torch.as_tensor(taken, dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return None
