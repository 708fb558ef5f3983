"""The result of a simulation: named series over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from . import time_grid
from .drive import Drive
from .engines import shapes
from .engines.time_loop import RunRecord
from .learning_rule.rule import Rule
from .protocol import Protocol
from .support.lazy_torch import is_tensor

if TYPE_CHECKING:
    import torch

DRIVE_SERIES = ("pre", "post", "reward")


class Result:
    """The record of one run.

    ``result["w"]`` is a series by name; iterating gives the names. A series becomes a tensor
    when it is read, so that a run on plain numbers creates no tensors. `simulate` and
    `Experiment.run` return results; there is no need to create one.

    Parameters
    ----------
    rule : Rule
        The rule that was run.
    dt : float
        The time step, ms.
    record : RunRecord
        The series that were kept over time, and the last state.
    source : Protocol or Drive
        The spikes and the reward.

    Attributes
    ----------
    names : tuple of str
        The series: w, those of the rule's state, then pre, post and reward.
    steps : int
        Number of time steps.
    weight, state : float or Tensor, and dict
        The last weight and state as computed, from which another run can continue.

    Examples
    --------
    >>> from stdplab import MSTDPET, presets, simulate
    >>> result = simulate(MSTDPET(), presets.FLORIAN_2007.protocol)
    >>> result.names
    ('w', 'x', 'y', 'xi', 'z', 'pre', 'post', 'reward')
    >>> result["z"].shape
    torch.Size([201])
    """

    def __init__(self, rule: Rule, dt: float, record: RunRecord, source: Protocol | Drive) -> None:
        self.rule, self.dt = rule, dt
        self.steps = source.steps
        kept = tuple(name for name in ("w", *rule.series) if name in record.columns)
        self.names = (*kept, *DRIVE_SERIES)
        self._columns, self._first, self.weight, self.state = record
        self._source = source
        self._tensors: dict[str, torch.Tensor] = {}

    @property
    def t(self) -> torch.Tensor:
        """Times, ms, from 0, shape (steps + 1,); at a spike the same number as its time."""
        import torch  # noqa: PLC0415 - see core.support.lazy_torch

        return torch.from_numpy(self.array("t"))

    @property
    def final(self) -> Any:
        """The last weight: a float for one synapse, else a tensor."""
        w = self.weight
        return w if isinstance(w, float) or w.ndim else float(w)

    def __getitem__(self, name: str) -> torch.Tensor:
        """The series ``name``, shape (steps + 1, ...); index 0 is before the first step."""
        if name not in self._tensors:
            self._check_name(name)
            self._tensors[name] = self._tensor(name)
        return self._tensors[name]

    def array(self, name: str) -> np.ndarray:
        """A series as a NumPy array; for one synapse this needs no torch.

        Parameters
        ----------
        name : str
            The name of a series, or "t" for the times in ms.

        Returns
        -------
        numpy.ndarray
            Shape (steps + 1, ...); index 0 is before the first step.

        Raises
        ------
        KeyError
            When there is no such series, or it was not recorded.
        """
        if name == "t":
            return time_grid.times(self.steps, self.dt)
        self._check_name(name)
        if not isinstance(self.weight, float) or not isinstance(self._source, Protocol):
            return np.asarray(self[name].cpu())
        if name in DRIVE_SERIES:
            return np.array([0.0, *self._source.columns()[DRIVE_SERIES.index(name)]])
        return np.array(self._columns[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __repr__(self) -> str:
        if isinstance(self.weight, float):
            w = f"w {self._first:.4f} -> {self.weight:.4f}"
        else:
            w = f"w {tuple(self.weight.shape)}"
        return f"Result({self.rule.name}, {self.steps} steps, {w})"

    def _check_name(self, name: str) -> None:
        """Raise KeyError when there is no such series."""
        if name not in self.names:
            known = name in ("w", *self.rule.series)
            problem = "was not recorded in this run" if known else "is not a series"
            available = ", ".join(self.names)
            raise KeyError(f"{name!r} {problem} of {self.rule.name}. Available: {available}.")

    def _tensor(self, name: str) -> torch.Tensor:
        """The series as a tensor, with the axes that its quantity has."""
        import torch  # noqa: PLC0415 - see core.support.lazy_torch

        source = self._source
        if name in DRIVE_SERIES:
            drive = source.drive() if isinstance(source, Protocol) else source
            values: torch.Tensor = getattr(drive, name)
            return torch.cat([torch.zeros_like(values[:1]), values])
        column = _stack(self._columns[name])
        if name == "w":
            return column
        single = isinstance(source, Protocol) or source.single
        helper = shapes.helper_axes(self.rule.series[name].axes, single=single)
        return column.squeeze(helper) if helper else column


def _stack(values: list[Any]) -> torch.Tensor:
    """The values of all steps as one tensor, time first."""
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    if is_tensor(values[0]):
        return torch.stack(values)
    return torch.tensor(values, dtype=torch.float64)
