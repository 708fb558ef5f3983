"""The axes of a grid: names, values, and which of them become tensors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...core.support.limits import MAX_AXIS_VALUES, MAX_SETTINGS, counted
from ...core.support.numbers.number_list import elements
from ...core.support.numbers.units import without_unit
from ...core.support.numbers.validation import only_element
from ...core.support.short_repr import quoted

Grid = Mapping[str, Iterable[Any]]


@dataclass(frozen=True)
class Parameter:
    """One name of a grid, with its values.

    tensor_slots    the (rule index, parameter) pairs that take all values at once, as a tensor;
                    the index None stands for the start of the weight. Empty where each value
                    takes a run of its own
    """

    name: str
    values: tuple[Any, ...]
    tensor_slots: tuple[tuple[int | None, str], ...] = ()


@dataclass(frozen=True)
class Axis:
    """One dimension of a grid: a parameter, or several whose values change together."""

    parameters: tuple[Parameter, ...]

    @property
    def name(self) -> str:
        """The name of the dimension, which is that of its first parameter."""
        return self.parameters[0].name

    @property
    def side_by_side(self) -> bool:
        """Whether all settings along it can run at once, as tensors."""
        return all(parameter.tensor_slots for parameter in self.parameters)

    def __len__(self) -> int:
        return len(self.parameters[0].values)

    def setting(self, index: int) -> dict[str, Any]:
        """The value of each of its parameters at one place."""
        return {parameter.name: parameter.values[index] for parameter in self.parameters}


def axes_of(parameters: Iterable[Parameter], *, together: bool) -> tuple[Axis, ...]:
    """One axis for each parameter, or one for all of them if they change together."""
    if together:
        return (Axis(tuple(parameters)),)
    return tuple(Axis((parameter,)) for parameter in parameters)


def columns(
    grid: Grid, unit_of: Callable[[str], str], *, together: bool = False
) -> dict[str, tuple[Any, ...]]:
    """The values of each name as plain numbers and strings, checked.

    Values that tell their unit are converted to the one that ``unit_of`` gives for the name.
    Raises ValueError when the grid is not a mapping of names to lists, or has no values, too
    many, or different numbers of values that should change together.
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
        unit = unit_of(name)
        given = without_unit(values, unit, name)
        if isinstance(given, Iterable) and not isinstance(given, (str, bytes)):
            given = counted(given, MAX_AXIS_VALUES, name)
        found = elements(given)
        if found is None or any(isinstance(value, (list, tuple)) for value in found):
            raise ValueError(
                f"the values of {name} must be a list, such as [10, 20], got {quoted(values)}"
            )
        by_name[name] = tuple(only_element(without_unit(v, unit, name)) for v in found)
        if not by_name[name]:
            raise ValueError(f"{name} has no values. Give at least one.")
        settings = len(by_name[name]) * (1 if together else settings)
    counts = {name: len(values) for name, values in by_name.items()}
    if together and len(set(counts.values())) > 1:
        given = ", ".join(f"{name}: {count}" for name, count in counts.items())
        raise ValueError(
            "Parameters that change together need the same number of values. Number of values "
            f"given: {given}"
        )
    if settings > MAX_SETTINGS:
        raise ValueError(
            f"the grid has {settings:,} settings. A sweep can have at most {MAX_SETTINGS:,}; "
            "give fewer values."
        )
    return by_name
