"""What a simulation returns: named series over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from . import shapes
from .drive import Drive
from .protocol import Protocol
from .rule import Rule, State

DRIVEN = ("pre", "post", "reward")


class Result:
    """The record of one run.

    r.t            (steps + 1,) times in ms, starting at 0
    r["w"]         (steps + 1, ...) a recorded series by name; index 0 is before the first step
    r.names        the names: w, pre, post, reward and whatever the rule's state holds
    r.final        the last weight, a float for one synapse
    r.weight, r.state    the last weight and state as computed, from which a run can go on

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
        return torch.arange(self.steps + 1, dtype=torch.float64) * self.dt

    @property
    def final(self) -> Any:
        """The last weight: a float for one synapse, else a tensor."""
        last = self.weight
        return last if isinstance(last, float) or last.ndim else float(last)

    def __getitem__(self, name: str) -> torch.Tensor:
        """The series ``name``, shape (steps + 1, ...)."""
        if name not in self._made:
            if name not in self.names:
                why = "was not recorded" if name in ("w", *self.rule.series) else "is not a series"
                raise KeyError(
                    f"{name!r} {why} of {self.rule.name}: there is {', '.join(self.names)}"
                )
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __repr__(self) -> str:
        if isinstance(self.weight, float):
            w = f"w {self._first:.4f} -> {self.weight:.4f}"
        else:
            w = f"w {tuple(self.weight.shape)}"
        return f"Result({self.rule.name}, {self.steps} steps, {w})"

    def _make(self, name: str) -> torch.Tensor:
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
    if isinstance(values[0], torch.Tensor):
        return torch.stack(values)
    return torch.tensor(values, dtype=torch.float64)
