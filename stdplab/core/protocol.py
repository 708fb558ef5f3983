"""A protocol: spike times, reward levels and the time grid of one synapse."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import time_grid
from .delays import delay
from .drive import Drive, DriveAt
from .support.numbers import validation
from .support.numbers.tensor_input import check_device, check_dtype
from .support.sized_cache import sized_cache

if TYPE_CHECKING:
    import torch

STEP_BYTES = 160
"""About what a step takes in memory: three numbers as a tuple, and two spike times."""


@dataclass(frozen=True)
class Protocol:
    """Forced spikes on both sides of one synapse, and the reward.

    A protocol is a value: frozen, hashable, equal to any other with the same contents.

    Parameters
    ----------
    pre, post : sequence of float
        Spike times, ms, each in (0, duration]: a list, a row or column of an array, a tensor or
        a table, or values with a unit of time. They are moved to the nearest step, a time
        half-way between two steps to the later one, sorted, and kept as a tuple of float.
    reward : sequence of (float, float)
        Reward segments (onset, level), onset in ms, as pairs or as the rows of an array. A level
        holds on (onset, next onset]; onsets are moved to steps as spikes are. Before the first
        onset the reward is 0; a segment (0, 0) is then added.
    duration : float
        ms, a whole number of steps up to a part in 10^9.
    dt : float
        The time step, ms.
    axonal_delay : float
        From a pre spike to its arrival at the synapse, ms, a whole number of steps. Spike times
        are those at the cell body; the rule, and the series ``pre`` of a `Result`, see arrivals.
    dendritic_delay : float
        From a post spike to its arrival at the synapse, back along the dendrite, ms. A spike that
        would arrive after the end has no effect.

    Raises
    ------
    ValueError
        When a time lies outside the protocol, two spikes of one side or two onsets share a step,
        onsets do not rise, or a value is not a number. The message says what to change.

    Examples
    --------
    >>> Protocol(pre=(85, 10.2)).pre
    (10.0, 85.0)
    >>> Protocol(pre=(0.25, 0.35), dt=0.1).pre
    (0.3, 0.4)
    """

    pre: tuple[float, ...] = ()
    post: tuple[float, ...] = ()
    reward: tuple[tuple[float, float], ...] = ()
    duration: float = 200.0
    dt: float = 1.0
    axonal_delay: float = 0.0
    dendritic_delay: float = 0.0

    def __post_init__(self) -> None:
        dt = time_grid.time_of(1, validation.positive(self.dt, "dt", "ms"))
        duration = validation.positive(self.duration, "duration", "ms")
        duration = time_grid.time_of(time_grid.step_count(duration, dt), dt)
        canonical = {
            "dt": dt,
            "duration": duration,
            "pre": time_grid.spike_times(self.pre, "pre", duration, dt),
            "post": time_grid.spike_times(self.post, "post", duration, dt),
            "reward": time_grid.reward_segments(self.reward, duration, dt),
            "axonal_delay": delay(self.axonal_delay, "axonal_delay", duration, dt),
            "dendritic_delay": delay(self.dendritic_delay, "dendritic_delay", duration, dt),
        }
        for name, value in canonical.items():
            object.__setattr__(self, name, value)

    @property
    def steps(self) -> int:
        """Number of time steps."""
        return time_grid.step_count(self.duration, self.dt)

    def columns(self) -> tuple[list[float], list[float], list[float]]:
        """Arrivals of pre and post spikes at the synapse, and reward, as plain numbers.

            arrival = time of the spike + its delay

        Step k ends at k dt. It has the level of the last segment whose onset is before k dt.

        Returns
        -------
        tuple of three lists of float
            Each of length ``steps``; a spike is 1, no spike 0.
        """
        steps, dt = self.steps, self.dt
        rows = []
        for times, wait in ((self.pre, self.axonal_delay), (self.post, self.dendritic_delay)):
            row = [0.0] * steps
            for time in times:
                step = time_grid.step_at(time, dt) + time_grid.step_at(wait, dt)
                if step <= steps:
                    row[step - 1] = 1.0
            rows.append(row)
        onsets = [time_grid.step_at(onset, dt) for onset, _ in self.reward]
        levels = [0.0, *(level for _, level in self.reward)]
        reward = [levels[bisect_left(onsets, step)] for step in range(1, steps + 1)]
        return rows[0], rows[1], reward

    def drive_steps(self) -> tuple[DriveAt, ...]:
        """The drive at each step in plain numbers; computed once for equal protocols."""
        return _drive_steps(self)

    def drive(
        self, dtype: torch.dtype | None = None, device: torch.device | str | None = None
    ) -> Drive:
        """The same protocol as tensors.

        Parameters
        ----------
        dtype : torch.dtype or None
            float64 when None.
        device : torch.device, str or None
            torch's default device when None.

        Returns
        -------
        Drive
            Three tensors of shape (steps,).
        """
        import torch  # noqa: PLC0415 - see core.support.lazy_torch

        check_dtype(dtype)
        check_device(device)
        dtype = dtype or torch.float64
        return Drive(*(torch.tensor(c, dtype=dtype, device=device) for c in self.columns()))


@sized_cache(lambda protocol: STEP_BYTES * protocol.steps)
def _drive_steps(protocol: Protocol) -> tuple[DriveAt, ...]:
    """Cached, since several rules share one protocol and a drag returns to earlier ones."""
    return tuple(map(DriveAt, *protocol.columns()))
