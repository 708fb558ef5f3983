"""What a simulation returns: named series over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from .drive import Drive
from .engines import shapes
from .protocol import Protocol
from .rule import Rule, State
from .support.lazy_torch import is_tensor

if TYPE_CHECKING:
    import torch

DRIVEN = ("pre", "post", "reward")


class Result:
    """The record of one run.

    r.t            (steps + 1,) times in ms, starting at 0
    r["w"]         (steps + 1, ...) a recorded series by name; index 0 is before the first step
    r.names        the names: w, pre, post, reward and whatever the rule's state holds
    r.final        the last weight, a float for one synapse
    r.weight, r.state    the last weight and state as computed, from which a run can go on

    r.array("w")   the same as a NumPy array, "t" too; for one synapse without importing torch

    A series becomes a tensor when it is asked for, so a run on plain numbers costs no tensors.
    """

    def __init__(
        self,
        rule: Rule,
        dt: float,
        states: list[State],
        w: list[Any],
        source: Protocol | Drive,
        recorded: frozenset[str] | None = None,
    ) -> None:
        self.rule, self.dt = rule, dt
        self.steps = source.steps
        everything = ("w", *rule.series)
        kept = everything if recorded is None else tuple(n for n in everything if n in recorded)
        self.names = (*kept, *DRIVEN)
        self.state: State = states[-1]
        self._first = w[0]
        self.weight = w[-1]
        self._states, self._w, self._source = states, w, source
        self._made: dict[str, torch.Tensor] = {}

    @property
    def t(self) -> torch.Tensor:
        """Times in ms, shape (steps + 1,)."""
        import torch  # noqa: PLC0415 - see core.tensors

        return torch.arange(self.steps + 1, dtype=torch.float64) * self.dt

    @property
    def final(self) -> Any:
        """The last weight: a float for one synapse, else a tensor."""
        last = self.weight
        return last if isinstance(last, float) or last.ndim else float(last)

    def __getitem__(self, name: str) -> torch.Tensor:
        """The series ``name``, shape (steps + 1, ...)."""
        if name not in self._made:
            self._check(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def array(self, name: str) -> np.ndarray:
        """The series ``name``, or "t", as a NumPy array of shape (steps + 1, ...)."""
        if name == "t":
            return np.arange(self.steps + 1) * self.dt
        self._check(name)
        if not isinstance(self.weight, float) or not isinstance(self._source, Protocol):
            return np.asarray(self[name].cpu())
        if name in DRIVEN:
            return np.array([0.0, *self._source.columns()[DRIVEN.index(name)]])
        return np.array(self._w if name == "w" else [state[name] for state in self._states])

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __repr__(self) -> str:
        if isinstance(self.weight, float):
            w = f"w {self._first:.4f} -> {self.weight:.4f}"
        else:
            w = f"w {tuple(self.weight.shape)}"
        return f"Result({self.rule.name}, {self.steps} steps, {w})"

    def _check(self, name: str) -> None:
        if name not in self.names:
            why = "was not recorded" if name in ("w", *self.rule.series) else "is not a series"
            raise KeyError(f"{name!r} {why} of {self.rule.name}: there is {', '.join(self.names)}")

    def _make(self, name: str) -> torch.Tensor:
        import torch  # noqa: PLC0415 - see core.tensors

        source = self._source
        if name in DRIVEN:
            drive = source.drive() if isinstance(source, Protocol) else source
            values: torch.Tensor = getattr(drive, name)
            return torch.cat([torch.zeros_like(values[:1]), values])
        if name == "w":
            return _column(self._w)
        column = _column([state[name] for state in self._states])
        single = isinstance(source, Protocol) or source.single
        helper = shapes.dropped(self.rule.series[name], single=single)
        return column.squeeze(helper) if helper else column


def _column(values: list[Any]) -> torch.Tensor:
    import torch  # noqa: PLC0415 - see core.tensors

    if is_tensor(values[0]):
        return torch.stack(values)
    return torch.tensor(values, dtype=torch.float64)
