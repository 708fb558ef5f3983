"""What a grid varies: names and values, and which of them run side by side as tensors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch

from ..core.controls import Control, change, find
from ..core.experiment import Experiment
from ..core.rule import Rule
from ..core.support import validation
from ..core.support.short_repr import quoted
from . import reward_delay

MOST = 2**28
"""Numbers in one sweep: 2 GB."""


@dataclass(frozen=True)
class Axis:
    """One dimension of a grid.

    places    (rule index, parameter) that its numbers go to side by side, as a tensor; None
              stands for the start of the weight. Without places each value is a run of its own
    """

    name: str
    values: tuple[Any, ...]
    places: tuple[tuple[int | None, str], ...] = ()


def columns(grid: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Any, ...]]:
    """The values of each name as plain numbers and words; ValueError when there are none."""
    if not isinstance(grid, Mapping) or not grid:
        raise ValueError('a grid is a mapping of names to values, such as {"tau_z": [10, 20]}')
    made: dict[str, tuple[Any, ...]] = {}
    size = 1
    for name, values in grid.items():
        if not isinstance(name, str):
            raise ValueError(f"the grid names {quoted(name)}: a name is a text, such as 'tau_z'")
        if isinstance(values, str | bytes) or not _listed(values):
            raise ValueError(f"{name} is {quoted(values)}: give a list of values, such as [10, 20]")
        made[name] = tuple(v.item() if hasattr(v, "item") else v for v in values)
        if not made[name]:
            raise ValueError(f"{name} has no values: give at least one")
        size *= len(made[name])
    if size > MOST:
        raise ValueError(f"the grid has {size:,} settings: give fewer, at most {MOST:,} fit")
    return made


def _listed(values: object) -> bool:
    """Whether it is a row of values: an array has one dimension."""
    return isinstance(values, Iterable) and getattr(values, "ndim", 1) == 1


def axes(experiment: Experiment, grid: Mapping[str, Iterable[Any]]) -> tuple[Axis, ...]:
    """The axes of a grid over an experiment's controls, each value checked.

    Raises ValueError with a sentence for a name that is no control and for a bad value.
    """
    taken: dict[tuple[Any, ...], str] = {}
    made = []
    for name, values in columns(grid).items():
        control = None if name == reward_delay.NAME else find(experiment, name)
        for path in control.paths if control else reward_delay.PATHS:
            if path in taken:
                raise ValueError(f"{name} and {taken[path]} set the same number: leave one out")
            taken[path] = name
        if control:
            made.append(_axis(experiment, control, name, values))
            continue
        for value in values:
            reward_delay.delayed(experiment, value)
        made.append(Axis(name, values))
    return tuple(made)


def _axis(experiment: Experiment, control: Control, name: str, values: tuple[Any, ...]) -> Axis:
    if control.key == "w0":
        values = tuple(validation.number(value, "w0") for value in values)
        if experiment.bounds:
            experiment.bounds.check(torch.tensor(values, dtype=torch.float64))
        return Axis(name, values, ((None, "w0"),))
    if control.kind == "number" and control.paths[0][0] == "rules":
        values = tuple(validation.number(value, name) for value in values)
        places = tuple((int(path[1]), str(path[2])) for path in control.paths)
        column = torch.tensor(values, dtype=torch.float64)
        for index, parameter in places:
            replace(experiment.rules[index], **{parameter: column})
        return Axis(name, values, places)
    for value in values:
        change(experiment, control, value)
    return Axis(name, values)


def spread(rule: Rule, index: int, tensors: Mapping[Axis, torch.Tensor]) -> Rule:
    """The rule at ``index`` of an experiment with the numbers of the axes that go to it."""
    own = {
        parameter: tensor
        for axis, tensor in tensors.items()
        for place, parameter in axis.places
        if place == index
    }
    return replace(rule, **own) if own else rule
