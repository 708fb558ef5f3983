"""Measures of a sweep: how one number per setting is taken from a result."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from ...core.experiment import Experiment
from ...core.result import Result
from ...core.support.short_repr import number_text, quoted
from ...core.time_grid import step_at

Function = Callable[[Result], Any]
NAME_PATTERN = re.compile(r"(peak )?(\w+?)(?: at (\d+(?:\.\d+)?))?")


@dataclass(frozen=True)
class Measure:
    """One number per setting, taken from a result.

    name       as the sweep shows it
    rules      indices of the experiment's rules that have it
    record     names of the series that must be recorded over time; None for all
    extract    takes a `Result` of many settings and returns their numbers, shape (settings,)
    """

    name: str
    rules: tuple[int, ...]
    record: frozenset[str] | None
    extract: Function


def measure(experiment: Experiment, choice: str | Function) -> Measure:
    """The measure that a name or a function stands for, for the rules of ``experiment``.

    "w", "z"      a series at the end; "w" is the final weight
    "peak z"      its value farthest from zero, with its sign
    "z at 120"    its value at a time in ms
    a function    from `Result` to a number for each setting

    Raises ValueError when there is no such series.
    """
    all_rules = tuple(range(len(experiment.rules)))
    if callable(choice):
        return Measure(getattr(choice, "__name__", "measure"), all_rules, None, choice)
    match = NAME_PATTERN.fullmatch(choice) if isinstance(choice, str) else None
    if match is None or (match[1] and match[3]):
        raise ValueError(
            f'measure must name a series at the end ("w"), its peak ("peak z") or its value at a '
            f'time in ms ("z at 120"), or be a function of a Result, got {quoted(choice)}'
        )
    name = match[2]
    rules = tuple(i for i in all_rules if name in ("w", *experiment.rules[i].series))
    if not rules:
        names = dict.fromkeys(["w", *(n for rule in experiment.rules for n in rule.series)])
        raise ValueError(f"no rule here has a series {quoted(name)}. Available: {', '.join(names)}")
    if match[1]:
        return Measure(choice, rules, frozenset({name}), lambda result: _peak(result[name]))
    if match[3]:
        step = _step(experiment, float(match[3]))
        return Measure(choice, rules, frozenset({name}), lambda result: result[name][step])
    return Measure(choice, rules, frozenset(), lambda result: _last(result, name))


def _last(result: Result, name: str) -> Any:
    return result.weight if name == "w" else result.state[name]


def _peak(series: torch.Tensor) -> torch.Tensor:
    """The value farthest from zero over time."""
    return series.gather(0, series.abs().argmax(0, keepdim=True))[0]


def _step(experiment: Experiment, time: float) -> int:
    """The number of the step at ``time`` ms."""
    protocol = experiment.protocol
    step = step_at(min(time, 2 * protocol.duration), protocol.dt)
    if step > protocol.steps:
        raise ValueError(
            f"cannot measure at {number_text(time)} ms, after the end of the protocol "
            f"({number_text(protocol.duration)} ms). Choose an earlier time."
        )
    return step


def numbers(extracted: Any, shape: tuple[int, ...], name: str) -> np.ndarray:
    """What a measure returned, as an array; ValueError unless it is one number per setting."""
    count = int(np.prod(shape))
    tensor = _as_double(extracted)
    if tensor is None:
        raise ValueError(
            f"the measure {name} returned {quoted(extracted)} for {count} settings. It must return "
            "one number for each setting, as result['w'][-1] does."
        )
    if tensor.ndim and tuple(tensor.shape) != (count,):
        raise ValueError(
            f"the measure {name} returned the shape {tuple(tensor.shape)} for {count} settings. It "
            "gets a Result whose series are (steps + 1, settings) and must return one number for "
            "each setting."
        )
    array: np.ndarray = tensor.broadcast_to((count,)).reshape(shape).numpy().copy()
    return array


def _as_double(extracted: Any) -> torch.Tensor | None:
    """What a measure returned, in double precision; None when it is not real numbers."""
    try:
        complex_ = torch.as_tensor(extracted).is_complex()
        return None if complex_ else torch.as_tensor(extracted, dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return None
