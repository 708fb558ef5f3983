"""What drives a rule: spikes and reward over time, as tensors with the time axis first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from .support.errors import UnknownNameError
from .support.numbers.tensor_input import all_true, as_tensor, check_device, check_dtype

if TYPE_CHECKING:
    import torch


class DriveAt(NamedTuple):
    """The drive at one step, as a rule's ``step`` sees it: numbers or tensors.

    For many synapses pre has shape (*batch, n_pre, 1), post (*batch, 1, n_post) and reward
    (*batch, 1, 1). So the arithmetic of one synapse serves a whole matrix of them.
    """

    pre: Any
    post: Any
    reward: Any

    def __getattr__(self, name: str) -> Any:
        raise UnknownNameError(f"drive has no {name!r}. Available: pre, post, reward.")


@dataclass(frozen=True, eq=False)
class Drive:
    """Spikes and reward over time, for one synapse or any number of them.

    T is the number of time steps. ``batch`` stands for any number of leading axes, such as
    settings or networks.

    Parameters
    ----------
    pre : Tensor or array
        Presynaptic spikes: 1 where a neuron spikes, else 0. Shape (T,) for one synapse, else
        (T, *batch, n_pre).
    post : Tensor or array
        Postsynaptic spikes, shape (T,) or (T, *batch, n_post).
    reward : Tensor or array
        The reward, dimensionless, shape (T,) or (T, *batch).

    Raises
    ------
    ValueError
        When a tensor has the wrong shape or holds a value that is not finite. The message names
        the field, its shape and the shape wanted.

    Examples
    --------
    >>> import torch
    >>> drive = Drive(torch.zeros(200, 3), torch.zeros(200, 2), torch.ones(200))
    >>> drive.steps, drive.single
    (200, False)
    """

    pre: torch.Tensor
    post: torch.Tensor
    reward: torch.Tensor

    def __post_init__(self) -> None:
        for name in ("pre", "post", "reward"):
            value = as_tensor(getattr(self, name), f"drive.{name}")
            object.__setattr__(self, name, value)
            if value.ndim < 1:
                raise ValueError(f"drive.{name} must be a tensor with the time axis first")
            if not all_true(value.isfinite()):
                raise ValueError(f"drive.{name} holds a value that is not finite")
        pre, post, reward = self.pre.shape, self.post.shape, self.reward.shape
        if not pre[0]:
            raise ValueError("The drive has no time steps: give at least one")
        if len(pre) != len(post) or pre[:-1] != post[:-1] or pre[0] != post[0]:
            raise ValueError(
                f"drive.post has shape {tuple(post)}, which does not fit pre {tuple(pre)}: "
                f"it must be {(*pre[:-1], 'n_post') if len(pre) > 1 else tuple(pre)}"
            )
        if reward not in {pre[:1], pre[:-1] if len(pre) > 1 else pre}:
            raise ValueError(
                f"drive.reward has shape {tuple(reward)}: "
                f"it must be {tuple(pre[:1])} or {tuple(pre[:-1]) or tuple(pre)}"
            )

    @property
    def steps(self) -> int:
        """Number of time steps."""
        return int(self.pre.shape[0])

    @property
    def single(self) -> bool:
        """Whether this drives one synapse, with neither a batch nor neuron axes."""
        return self.pre.ndim == 1

    def to(self, dtype: torch.dtype, device: torch.device | str | None) -> Drive:
        """The same drive in another dtype or on another device.

        Parameters
        ----------
        dtype : torch.dtype
            The dtype of all three tensors.
        device : torch.device, str or None
            The device; None leaves the tensors where they are.

        Returns
        -------
        Drive
            The converted drive.

        Raises
        ------
        ValueError
            When the dtype is not a floating point dtype, or torch cannot use the device here.
        """
        check_dtype(dtype)
        check_device(device)
        return Drive(*(v.to(device, dtype) for v in (self.pre, self.post, self.reward)))
