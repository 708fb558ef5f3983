"""What a rule is driven by, as tensors with the time axis first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from .support.errors import UnknownNameError
from .support.lazy_torch import is_tensor

if TYPE_CHECKING:
    import torch


class DriveAt(NamedTuple):
    """The drive at one step, as a rule's ``step`` sees it: numbers or tensors.

    For many synapses pre has shape (*batch, n_pre, 1), post (*batch, 1, n_post) and
    reward (*batch, 1, 1), so the arithmetic of one synapse serves a whole matrix of them.
    """

    pre: Any
    post: Any
    reward: Any

    def __getattr__(self, name: str) -> Any:
        raise UnknownNameError(f"drive.{name} is not there: drive has pre, post and reward")


@dataclass(frozen=True, eq=False)
class Drive:
    """Spikes and reward over time.

    pre      (T,) for one synapse, or (T, *batch, n_pre); 1 where a neuron spikes, else 0
    post     (T,) for one synapse, or (T, *batch, n_post)
    reward   (T,) or (T, *batch)

    Raises ValueError naming the field, its shape and the shape wanted.
    """

    pre: torch.Tensor
    post: torch.Tensor
    reward: torch.Tensor

    def __post_init__(self) -> None:
        for name in ("pre", "post", "reward"):
            value = getattr(self, name)
            if not is_tensor(value) or value.ndim < 1:
                raise ValueError(f"drive.{name} has to be a tensor with the time axis first")
            if not bool(value.isfinite().all()):
                raise ValueError(f"drive.{name} holds a value that is not finite")
        pre, post, reward = self.pre.shape, self.post.shape, self.reward.shape
        if not pre[0]:
            raise ValueError("the drive has no steps: give at least one")
        if len(pre) != len(post) or pre[:-1] != post[:-1] or pre[0] != post[0]:
            raise ValueError(
                f"drive.post has shape {tuple(post)}, which does not fit pre {tuple(pre)}: "
                f"wanted {(*pre[:-1], 'n_post') if len(pre) > 1 else tuple(pre)}"
            )
        if reward not in {pre[:1], pre[:-1] if len(pre) > 1 else pre}:
            raise ValueError(
                f"drive.reward has shape {tuple(reward)}: "
                f"wanted {tuple(pre[:1])} or {tuple(pre[:-1]) or tuple(pre)}"
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
        """The same drive in another dtype or on another device."""
        return Drive(*(v.to(device, dtype) for v in (self.pre, self.post, self.reward)))
