"""What a simulation returns: named series over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from .drive import Drive
from .rule import Rule, State


class Result:
    """The record of one run.

    r.t            (steps + 1,) times in ms, starting at 0
    r["w"]         (steps + 1, ...) any recorded series by name; index 0 is before the first step
    r.names        the names: w, pre, post, reward and whatever the rule's state holds

    A series becomes a tensor when it is asked for, so a run on plain numbers costs no tensors.
    """

    def __init__(
        self, rule: Rule, dt: float, states: list[State], w: list[Any], drive: Drive
    ) -> None:
        self.rule = rule
        self.dt = dt
        self.names = ("w", *states[0], "pre", "post", "reward")
        self._states, self._w, self._drive = states, w, drive
        self._made: dict[str, torch.Tensor] = {}

    @property
    def t(self) -> torch.Tensor:
        """Times in ms, shape (steps + 1,)."""
        return torch.arange(len(self._w), dtype=torch.float64) * self.dt

    @property
    def final(self) -> Any:
        """The last weight: a float for one synapse, else a tensor."""
        last = self._w[-1]
        return last if isinstance(last, float) or last.ndim else float(last)

    def __getitem__(self, name: str) -> torch.Tensor:
        """The series ``name``, shape (steps + 1, ...)."""
        if name not in self._made:
            if name not in self.names:
                raise KeyError(
                    f"{self.rule.name} records no {name!r}: it has {', '.join(self.names)}"
                )
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __repr__(self) -> str:
        w = f"w {self._w[0]:.4f} -> {self._w[-1]:.4f}" if isinstance(self._w[0], float) else "w"
        return f"Result({self.rule.name}, {len(self._w) - 1} steps, {w})"

    def _make(self, name: str) -> torch.Tensor:
        if name == "w":
            return _column(self._w)
        if name in ("pre", "post", "reward"):
            values = getattr(self._drive, name)
            return torch.cat([torch.zeros_like(values[:1]), values])
        column = _column([state[name] for state in self._states])
        if self._drive.single:
            return column
        # Inside a step pre is (..., n_pre, 1) and post (..., 1, n_post): drop the helper axes.
        axes = self.rule.series[name]
        drop = {"pre": [-1], "post": [-2], "network": [-1, -2], "synapse": []}[axes]
        return column.squeeze(drop) if drop else column


def _column(values: list[Any]) -> torch.Tensor:
    if isinstance(values[0], torch.Tensor):
        return torch.stack(values)
    return torch.tensor(values, dtype=torch.float64)
