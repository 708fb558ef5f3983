"""Shapes of a run on tensors: many settings, many synapses, one device."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ..drive import Drive, DriveAt
from ..rule import Axes, Rule, State, knobs
from ..support.lazy_torch import is_tensor

if TYPE_CHECKING:
    import torch

KEPT: dict[Axes, tuple[bool, bool]] = {
    "pre": (True, False),
    "post": (False, True),
    "synapse": (True, True),
    "network": (False, False),
}
"""Which of the axes (n_pre, n_post) a series has; inside a step the others have length 1."""


def tensors(rule: Rule) -> list[str]:
    """The names of the parameters that are tensors, which makes the run a sweep."""
    return [name for name in knobs(rule) if is_tensor(getattr(rule, name))]


def placed(rule: Rule, drive: Drive) -> Rule:
    """The rule with tensor parameters in the drive's dtype, on its device, shaped to broadcast."""
    moved = {}
    for name in tensors(rule):
        value = getattr(rule, name).to(drive.pre)
        moved[name] = value if drive.single else value[..., None, None]
    return dataclasses.replace(rule, **moved) if moved else rule


def moments(drive: Drive) -> list[DriveAt]:
    """The drive of each step: pre as columns, post as rows, so that their product is a matrix."""
    pre, post, reward = drive.pre, drive.post, drive.reward
    if not drive.single:
        pre, post, reward = pre[..., :, None], post[..., None, :], reward[..., None, None]
    return list(map(DriveAt, pre, post, reward))


def full_shape(rule: Rule, drive: Drive, w: torch.Tensor) -> tuple[int, ...]:
    """The shape of a weight: (*batch, n_pre, n_post), or (*batch,) for one synapse."""
    import torch  # noqa: PLC0415 - see core.tensors

    at = moments(drive)[0]
    shapes = [getattr(rule, name).shape for name in tensors(rule)]
    try:
        return tuple(torch.broadcast_shapes(w.shape, at.pre.shape, at.post.shape, *shapes))
    except RuntimeError:
        wanted = (
            "a number" if drive.single else f"(..., {drive.pre.shape[-1]}, {drive.post.shape[-1]})"
        )
        raise ValueError(
            f"w0 has shape {tuple(w.shape)} and the parameters {[tuple(s) for s in shapes]}, "
            f"which does not fit the drive: wanted w0 of shape {wanted}, parameters of a batch's"
        ) from None


def narrowed(shape: tuple[int, ...], axes: Axes, *, single: bool) -> tuple[int, ...]:
    """The shape of a series with ``axes`` inside a step, for weights of ``shape``."""
    if single:
        return shape
    kept = zip(shape[-2:], KEPT[axes], strict=True)
    return (*shape[:-2], *(length if keep else 1 for length, keep in kept))


def first_state(rule: Rule, drive: Drive, shape: tuple[int, ...]) -> State:
    """Every series at zero."""
    return {
        name: drive.pre.new_zeros(narrowed(shape, axes, single=drive.single))
        for name, axes in rule.series.items()
    }


def dropped(axes: Axes, *, single: bool) -> list[int]:
    """The helper axes to squeeze from a recorded series."""
    return [] if single else [i - 2 for i, keep in enumerate(KEPT[axes]) if not keep]


def checked(w0: Any, drive: Drive) -> torch.Tensor:
    """``w0`` as a tensor like the drive's; ValueError when it is not finite."""
    import torch  # noqa: PLC0415 - see core.tensors

    w = torch.as_tensor(w0, dtype=drive.pre.dtype, device=drive.pre.device)
    if not bool(w.isfinite().all()):
        raise ValueError("w0 holds a value that is not finite")
    return w
