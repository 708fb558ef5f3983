"""The axes of a grid: names, values, and which of them become tensors."""

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

MAX_SETTINGS = 2**28
"""Most settings of one sweep: 2 GB of numbers."""


@dataclass(frozen=True)
class Axis:
    """One dimension of a grid.

    tensor_slots    the (rule index, parameter) pairs that take all values at once, as a tensor;
                    the index None stands for the start of the weight. Without slots each value
                    takes a run of its own
    """

    name: str
    values: tuple[Any, ...]
    tensor_slots: tuple[tuple[int | None, str], ...] = ()


def columns(grid: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Any, ...]]:
    """The values of each name as plain numbers and strings, checked.

    Raises ValueError when the grid is not a mapping of names to lists, or has no values, or too
    many.
    """
    if not isinstance(grid, Mapping) or not grid:
        raise ValueError(
            'a grid must map names to values, such as {"tau_z": [10, 20]}, got ' + quoted(grid)
        )
    by_name: dict[str, tuple[Any, ...]] = {}
    settings = 1
    for name, values in grid.items():
        if not isinstance(name, str):
            raise ValueError(f"a name in a grid must be a text such as 'tau_z', got {quoted(name)}")
        if isinstance(values, str | bytes) or not _is_list(values):
            raise ValueError(
                f"the values of {name} must be a list, such as [10, 20], got {quoted(values)}"
            )
        by_name[name] = tuple(v.item() if hasattr(v, "item") else v for v in values)
        if not by_name[name]:
            raise ValueError(f"{name} has no values. Give at least one.")
        settings *= len(by_name[name])
    if settings > MAX_SETTINGS:
        raise ValueError(
            f"the grid has {settings:,} settings. A sweep can have at most {MAX_SETTINGS:,}; "
            "give fewer values."
        )
    return by_name


def _is_list(values: object) -> bool:
    """Whether it can be iterated over, and has one dimension if it is an array."""
    return isinstance(values, Iterable) and getattr(values, "ndim", 1) == 1


def axes(experiment: Experiment, grid: Mapping[str, Iterable[Any]]) -> tuple[Axis, ...]:
    """The axes of a grid over an experiment's controls, each value checked.

    Raises ValueError for a name that is not a control, for a bad value, and when two names set
    the same number.
    """
    name_of_path: dict[tuple[Any, ...], str] = {}
    found = []
    for name, values in columns(grid).items():
        control = None if name == reward_delay.NAME else find(experiment, name)
        for path in control.paths if control else reward_delay.PATHS:
            if path in name_of_path:
                raise ValueError(
                    f"{name} and {name_of_path[path]} set the same number. Leave one out."
                )
            name_of_path[path] = name
        if control:
            found.append(_axis(experiment, control, name, values))
            continue
        for value in values:
            reward_delay.with_delay(experiment, value)
        found.append(Axis(name, values))
    return tuple(found)


def _axis(experiment: Experiment, control: Control, name: str, values: tuple[Any, ...]) -> Axis:
    """The axis of one control, each value checked."""
    if control.key == "w0":
        values = tuple(validation.number(value, "w0") for value in values)
        if experiment.bounds:
            experiment.bounds.check(torch.tensor(values, dtype=torch.float64))
        return Axis(name, values, ((None, "w0"),))
    if control.kind == "number" and control.paths[0][0] == "rules":
        values = tuple(validation.number(value, name) for value in values)
        slots = tuple((int(path[1]), str(path[2])) for path in control.paths)
        column = torch.tensor(values, dtype=torch.float64)
        for index, parameter in slots:
            replace(experiment.rules[index], **{parameter: column})
        return Axis(name, values, slots)
    for value in values:
        change(experiment, control, value)
    return Axis(name, values)


def rule_at(rule: Rule, index: int, tensors: Mapping[Axis, torch.Tensor]) -> Rule:
    """The rule at ``index`` of an experiment, with the tensors of the axes that belong to it."""
    parameters = {
        parameter: tensor
        for axis, tensor in tensors.items()
        for slot, parameter in axis.tensor_slots
        if slot == index
    }
    return replace(rule, **parameters) if parameters else rule
