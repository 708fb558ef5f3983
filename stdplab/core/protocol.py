"""What happens to a synapse: spike times, reward levels and a clock."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from . import time_grid
from .drive import Drive, DriveAt
from .support import validation

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Protocol:
    """Forced spikes and reward on both sides of one synapse.

    pre, post   spike times in ms, each in (0, duration]; snapped to the grid of dt and sorted
    reward      ((onset, level), ...): a level holds on (onset, next onset]; before the first
                one, and without any, it is 0, which then stands there as (0, 0)
    duration    ms, a whole number of steps
    dt          step in ms

    A value: frozen, hashable, equal to any other with the same contents.
    Raises ValueError with a sentence that says what to change.

    >>> Protocol(pre=(85, 10.2)).pre
    (10.0, 85.0)
    """

    pre: tuple[float, ...] = ()
    post: tuple[float, ...] = ()
    reward: tuple[tuple[float, float], ...] = ()
    duration: float = 200.0
    dt: float = 1.0

    def __post_init__(self) -> None:
        dt = validation.positive(self.dt, "dt")
        duration = validation.positive(self.duration, "duration")
        time_grid.step_count(duration, dt)
        settled = {
            "dt": dt,
            "duration": duration,
            "pre": time_grid.spike_times(self.pre, "pre", duration, dt),
            "post": time_grid.spike_times(self.post, "post", duration, dt),
            "reward": time_grid.reward_segments(self.reward, duration, dt),
        }
        for name, value in settled.items():
            object.__setattr__(self, name, value)

    @property
    def steps(self) -> int:
        """Number of time steps."""
        return time_grid.step_count(self.duration, self.dt)

    def columns(self) -> tuple[list[float], list[float], list[float]]:
        """Pre, post and reward at steps 1..steps as plain numbers, spikes as 0 or 1.

        Step k ends at k dt and meets the last level whose onset lies strictly before it.
        """
        steps, dt = self.steps, self.dt
        rows = []
        for times in (self.pre, self.post):
            row = [0.0] * steps
            for time in times:
                row[round(time / dt) - 1] = 1.0
            rows.append(row)
        onsets = [round(onset / dt) for onset, _ in self.reward]
        levels = [0.0, *(level for _, level in self.reward)]
        reward = [levels[bisect_left(onsets, step)] for step in range(1, steps + 1)]
        return rows[0], rows[1], reward

    def moments(self) -> tuple[DriveAt, ...]:
        """The drive at each step in plain numbers; made once for equal protocols."""
        return _moments(self)

    def drive(
        self, dtype: torch.dtype | None = None, device: torch.device | str | None = None
    ) -> Drive:
        """The same protocol as tensors of shape (steps,), float64 when no dtype is named."""
        import torch  # noqa: PLC0415 - see core.tensors

        dtype = dtype or torch.float64
        return Drive(*(torch.tensor(c, dtype=dtype, device=device) for c in self.columns()))


@lru_cache(maxsize=32)
def _moments(protocol: Protocol) -> tuple[DriveAt, ...]:
    """Several rules see one protocol, and a drag returns to where it was."""
    return tuple(map(DriveAt, *protocol.columns()))
