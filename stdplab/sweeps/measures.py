"""What a sweep keeps of a run: one number for each setting."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from ..core.experiment import Experiment
from ..core.result import Result
from ..core.support.short_repr import quoted

Function = Callable[[Result], Any]
FORM = re.compile(r"(peak )?(\w+?)(?: at (\d+(?:\.\d+)?))?")


@dataclass(frozen=True)
class Measure:
    """A number out of a result.

    name      as the sweep says it
    rules     indices of the experiment's rules that have it
    record    the series that have to be kept over time; None for all
    take      from a `Result` whose settings lie side by side: (settings,)
    """

    name: str
    rules: tuple[int, ...]
    record: frozenset[str] | None
    take: Function


def measure(experiment: Experiment, wanted: str | Function) -> Measure:
    """What ``wanted`` means for the rules of ``experiment``; ValueError says what there is.

    "w", "z"      a series at the end; "w" is the final weight
    "peak z"      its value farthest from zero, with its sign
    "z at 120"    its value at a time in ms
    a function    from `Result` to a number for each setting
    """
    every = tuple(range(len(experiment.rules)))
    if callable(wanted):
        return Measure(getattr(wanted, "__name__", "measure"), every, None, wanted)
    form = FORM.fullmatch(wanted) if isinstance(wanted, str) else None
    if form is None or (form[1] and form[3]):
        raise ValueError(
            f'measure is {quoted(wanted)}: name a series at the end ("w"), its peak ("peak z"), '
            'its value at a time in ms ("z at 120"), or give a function of a Result'
        )
    name = form[2]
    rules = tuple(i for i in every if name in ("w", *experiment.rules[i].series))
    if not rules:
        known = dict.fromkeys(["w", *(n for rule in experiment.rules for n in rule.series)])
        raise ValueError(f"no rule here has {quoted(name)} to measure: there is {', '.join(known)}")
    if form[1]:
        return Measure(wanted, rules, frozenset({name}), lambda result: _peak(result[name]))
    if form[3]:
        step = _step(experiment, float(form[3]))
        return Measure(wanted, rules, frozenset({name}), lambda result: result[name][step])
    return Measure(wanted, rules, frozenset(), lambda result: _last(result, name))


def _last(result: Result, name: str) -> Any:
    return result.weight if name == "w" else result.state[name]


def _peak(series: torch.Tensor) -> torch.Tensor:
    """The value farthest from zero over time."""
    return series.gather(0, series.abs().argmax(0, keepdim=True))[0]


def _step(experiment: Experiment, time: float) -> int:
    protocol = experiment.protocol
    if time > protocol.duration:
        raise ValueError(
            f"{time:g} ms lies after the end of the protocol ({protocol.duration:g} ms): "
            "measure earlier"
        )
    return round(time / protocol.dt)


def numbers(taken: Any, shape: tuple[int, ...], name: str) -> np.ndarray:
    """What a measure gave as an array; ValueError when it is not a number for each setting."""
    count = int(np.prod(shape))
    given = _real(taken)
    if given is None:
        raise ValueError(
            f"{name} gave {quoted(taken)} for {count} settings: it has to give one number for each "
            "setting, as result['w'][-1] does"
        )
    if given.ndim and tuple(given.shape) != (count,):
        raise ValueError(
            f"{name} gave {tuple(given.shape)} for {count} settings: it gets a Result whose "
            "series are (steps + 1, settings) and has to give one number for each setting"
        )
    made: np.ndarray = given.broadcast_to((count,)).reshape(shape).numpy().copy()
    return made


def _real(taken: Any) -> torch.Tensor | None:
    """What a measure gave, in double precision; None when that would lose something."""
    try:
        complex_ = torch.as_tensor(taken).is_complex()
        return None if complex_ else torch.as_tensor(taken, dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return None
