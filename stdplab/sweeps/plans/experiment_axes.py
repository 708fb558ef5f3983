"""The axes of a grid over the controls of an experiment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import torch

from ...core.controls import Control, change, find
from ...core.experiment import Experiment
from ...core.learning_rule.rule import Rule
from ...core.support.numbers import validation
from . import reward_delay
from .grid import Axis, Grid, Parameter, axes_of, columns


def experiment_at(experiment: Experiment, setting: Mapping[str, Any]) -> Experiment:
    """Return the experiment at one setting of a grid.

    Parameters
    ----------
    experiment : Experiment
        The experiment that a sweep starts from.
    setting : mapping of str to object
        Name of a control -> value, as in the grid of `sweep`; times in ms.

    Returns
    -------
    Experiment
        The experiment with these values.

    Raises
    ------
    ValueError
        When a name is not a control, or a value is out of range.

    Examples
    --------
    >>> from stdplab import presets
    >>> experiment_at(presets.FLORIAN_2007, {"tau_z": 40, "w0": 0.1}).w0
    0.1
    """
    for name, value in setting.items():
        if name == reward_delay.NAME:
            experiment = reward_delay.with_delay(experiment, value)
        else:
            experiment = change(experiment, find(experiment, name), value)
    return experiment


def experiment_axes(experiment: Experiment, grid: Grid, *, together: bool) -> tuple[Axis, ...]:
    """The axes of a grid over an experiment's controls, each setting along an axis checked.

    Raises ValueError for a name that is not a control, for a bad value, and when two names set
    the same number.
    """
    name_of_path: dict[tuple[Any, ...], str] = {}
    parameters = []

    def unit_of(name: str) -> str:
        return "ms" if name == reward_delay.NAME else find(experiment, name).unit

    for name, values in columns(grid, unit_of, together=together).items():
        control = None if name == reward_delay.NAME else find(experiment, name)
        for path in control.paths if control else reward_delay.PATHS:
            if path in name_of_path:
                raise ValueError(
                    f"{name} and {name_of_path[path]} set the same number. Leave one out."
                )
            name_of_path[path] = name
        parameters.append(
            _parameter(experiment, control, name, values) if control else Parameter(name, values)
        )
    axes = axes_of(parameters, together=together)
    for axis in axes:
        if not axis.side_by_side:
            for index in range(len(axis)):
                experiment_at(experiment, axis.setting(index))
    return axes


def _parameter(
    experiment: Experiment, control: Control, name: str, values: tuple[Any, ...]
) -> Parameter:
    """The parameter that varies one control; values that become tensors are checked."""
    if control.key == "w0":
        values = tuple(validation.number(value, "w0") for value in values)
        if experiment.bounds:
            experiment.bounds.check(torch.tensor(values, dtype=torch.float64))
        return Parameter(name, values, ((None, "w0"),))
    if control.kind == "number" and control.paths[0][0] == "rules":
        values = tuple(validation.number(value, name) for value in values)
        slots = tuple((int(path[1]), str(path[2])) for path in control.paths)
        column = torch.tensor(values, dtype=torch.float64)
        for index, parameter in slots:
            replace(experiment.rules[index], **{parameter: column})
        return Parameter(name, values, slots)
    return Parameter(name, values)


def rule_at(rule: Rule, index: int, tensors: Mapping[Parameter, torch.Tensor]) -> Rule:
    """The rule at ``index`` of an experiment, with the tensors of the parameters that are its."""
    own = {
        name: tensor
        for parameter, tensor in tensors.items()
        for slot, name in parameter.tensor_slots
        if slot == index
    }
    return replace(rule, **own) if own else rule
