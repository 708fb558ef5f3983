"""Tensor shapes of a run: many parameter settings, many synapses, one device."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ..drive import Drive, DriveAt
from ..learning_rule.knob import knobs
from ..learning_rule.rule import Rule, State
from ..learning_rule.series import AxisKind
from ..support.lazy_torch import is_tensor
from ..support.numbers.tensor_input import all_true
from ..support.short_repr import number_text

if TYPE_CHECKING:
    import torch

AXES_PRESENT: dict[AxisKind, tuple[bool, bool]] = {
    "pre": (True, False),
    "post": (False, True),
    "synapse": (True, True),
    "network": (False, False),
}
"""Which of the axes (n_pre, n_post) a series has; inside a step the others have length 1."""


def tensor_parameters(rule: Rule) -> list[str]:
    """The names of the parameters that are tensors; they make the run a sweep."""
    return [name for name in knobs(rule) if is_tensor(getattr(rule, name))]


def to_drive_layout(rule: Rule, drive: Drive) -> Rule:
    """The rule with tensor parameters in the drive's dtype, on its device, shaped to broadcast."""
    converted = {}
    for name in tensor_parameters(rule):
        value = getattr(rule, name).to(drive.pre)
        converted[name] = value if drive.single else value[..., None, None]
    return dataclasses.replace(rule, **converted) if converted else rule


def drive_steps(drive: Drive) -> list[DriveAt]:
    """The drive at each step: pre as columns, post as rows, so that their product is a matrix."""
    pre, post, reward = drive.pre, drive.post, drive.reward
    if not drive.single:
        pre, post, reward = pre[..., :, None], post[..., None, :], reward[..., None, None]
    return list(map(DriveAt, pre, post, reward))


def weight_shape(rule: Rule, drive: Drive, w: torch.Tensor) -> tuple[int, ...]:
    """The shape of the weights: (*batch, n_pre, n_post), or (*batch,) for one synapse."""
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    first = drive_steps(drive)[0]
    shapes = [getattr(rule, name).shape for name in tensor_parameters(rule)]
    try:
        return tuple(torch.broadcast_shapes(w.shape, first.pre.shape, first.post.shape, *shapes))
    except RuntimeError:
        expected = (
            "a number" if drive.single else f"(..., {drive.pre.shape[-1]}, {drive.post.shape[-1]})"
        )
        raise ValueError(
            f"The shapes of w0 {tuple(w.shape)} and of the rule's parameters "
            f"{[tuple(s) for s in shapes]} do not fit the drive. w0 must be {expected}, and "
            "parameters must have the batch shape"
        ) from None


def series_shape(shape: tuple[int, ...], axes: AxisKind, *, single: bool) -> tuple[int, ...]:
    """The shape of a series with ``axes`` inside a step, for weights of ``shape``."""
    if single:
        return shape
    lengths = zip(shape[-2:], AXES_PRESENT[axes], strict=True)
    return (*shape[:-2], *(length if present else 1 for length, present in lengths))


def zero_state(rule: Rule, drive: Drive, shape: tuple[int, ...]) -> State:
    """Every series at zero, for weights of ``shape``."""
    return {
        name: drive.pre.new_zeros(series_shape(shape, series.axes, single=drive.single))
        for name, series in rule.series.items()
    }


def continued_state(rule: Rule, drive: Drive, state: State, shape: tuple[int, ...]) -> State:
    """The last state of a run in the shapes of this one; ValueError when it does not fit."""
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    fitted = {}
    for name, series in rule.series.items():
        value = torch.as_tensor(state[name], dtype=drive.pre.dtype, device=drive.pre.device)
        try:
            fitted[name] = value.expand(series_shape(shape, series.axes, single=drive.single))
        except RuntimeError:
            raise ValueError(
                f"start is a run whose {name} has shape {tuple(value.shape)}, which does not fit "
                f"weights of shape {shape}. Continue it with a drive of as many neurons."
            ) from None
    return fitted


def helper_axes(axes: AxisKind, *, single: bool) -> list[int]:
    """The axes of length 1 to remove from a recorded series."""
    return [] if single else [i - 2 for i, has in enumerate(AXES_PRESENT[axes]) if not has]


def as_weight_tensor(w0: Any, drive: Drive) -> torch.Tensor:
    """``w0`` as a tensor like the drive's; ValueError when a value is not finite."""
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    w = torch.as_tensor(w0, dtype=drive.pre.dtype, device=drive.pre.device)
    finite = w.isfinite()
    if not all_true(finite):
        raise ValueError(
            f"w0 holds {number_text(float(w[~finite][0]))}: every weight must be finite"
        )
    return w
