"""The axes of a grid over the parameters of a study and of its rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from ...core.learning_rule.knob import knobs
from ...networks.base import Study
from .grid import Axis, Grid, Parameter, axes_of, columns

RULE_PREFIX = "rule."


def study_at(study: Study, setting: Mapping[str, Any]) -> Study:
    """The study with the parameters of ``setting``, such as {"rule.tau_z": 40, "seed": 1}."""
    of_study = {n: v for n, v in setting.items() if not n.startswith(RULE_PREFIX)}
    of_rule = {n.removeprefix(RULE_PREFIX): v for n, v in setting.items() if n not in of_study}
    return replace(study, rule=replace(study.rule, **of_rule), **of_study)


def study_axes(
    study: Study, grid: Grid, *, together: bool, side_by_side: bool = True
) -> tuple[Axis, ...]:
    """The axes of a grid over a study, each setting along an axis checked.

    With ``side_by_side`` the numbers of the rule can be tensors. Raises ValueError for a name
    that is not a parameter, and for a bad value.
    """
    units = {f"{RULE_PREFIX}{name}": knob.unit for name, knob in knobs(study.rule).items()}
    varied = columns(grid, lambda name: units.get(name, ""), together=together)
    _check_names(study, varied)
    parameters = (
        Parameter(name, values, _slots(name, values) if side_by_side else ())
        for name, values in varied.items()
    )
    axes = axes_of(parameters, together=together)
    for axis in axes:
        for index in range(len(axis)):
            study_at(study, axis.setting(index))
    return axes


def _check_names(study: Study, names: Iterable[str]) -> None:
    available = [f.name for f in fields(study) if f.name != "rule"]
    available += [f"{RULE_PREFIX}{f.name}" for f in fields(study.rule)]
    for name in names:
        if name not in available:
            raise ValueError(
                f"{name!r} is not a parameter of this study. Available: {', '.join(available)}"
            )


def _slots(name: str, values: tuple[Any, ...]) -> tuple[tuple[int, str], ...]:
    """Where the values go as a tensor: into the one rule of a study, if they are its numbers."""
    numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)
    if not name.startswith(RULE_PREFIX) or not numbers:
        return ()
    return ((0, name.removeprefix(RULE_PREFIX)),)
