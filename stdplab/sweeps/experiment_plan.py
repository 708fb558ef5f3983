"""One synapse at many settings: each tile runs side by side, on tensors that broadcast.

An axis has a dimension of its own in every tensor, so a trace that does not depend on it is
computed once for all of its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from ..core.controls import change, find
from ..core.drive import DriveAt
from ..core.engines.gc_pause import dies_young
from ..core.engines.time_loop import RunConfig, step_by_step
from ..core.experiment import Experiment
from ..core.result import Result
from ..core.rule import Rule, State
from . import fingerprint, measures, reward_delay
from . import grid as axes
from .grid import Axis
from .measures import Function, measure
from .plan import Json, Plan, Tile, blocks

SETTINGS = 2**16
"""In a tile: half a megabyte a quantity, which the processor holds near itself."""

RECORDED = 2**21
"""Numbers of a tile that are kept over time: 16 MB a quantity."""


def at(experiment: Experiment, setting: Mapping[str, Any]) -> Experiment:
    """The experiment at one setting of a grid.

    >>> from stdplab import presets
    >>> at(presets.FLORIAN_2007, {"tau_z": 40, "w0": 0.1}).w0
    0.1
    """
    for name, value in setting.items():
        if name == reward_delay.NAME:
            experiment = reward_delay.delayed(experiment, value)
        else:
            experiment = change(experiment, find(experiment, name), value)
    return experiment


class Settings(Plan):
    """A grid over the controls of an experiment."""

    def __init__(
        self, experiment: Experiment, grid: Mapping[str, Iterable[Any]], wanted: str | Function
    ) -> None:
        self.experiment = experiment
        self._wanted = measure(experiment, wanted)
        varied = axes.axes(experiment, grid)
        steps = experiment.protocol.steps
        most = SETTINGS if self._wanted.record == frozenset() else RECORDED // (steps + 1)
        names = tuple(experiment.names[i] for i in self._wanted.rules)
        last = {"rule": names} if len(names) > 1 else {}
        super().__init__(varied, blocks(varied, max(most, 1)), self._wanted.name, last)

    def compute(self, tile: int) -> Tile:
        """Every rule at every setting of the tile."""
        where = self.where(tile)
        shape = tuple(part.stop - part.start for part in where)
        tensors: dict[Axis, torch.Tensor] = {}
        alone = {}
        for i, (axis, part) in enumerate(zip(self.axes, where, strict=True)):
            if axis.places:
                column = torch.tensor(axis.values[part], dtype=torch.float64)
                tensors[axis] = column.reshape([-1 if d == i else 1 for d in range(len(shape))])
            else:
                alone[axis.name] = axis.values[part][0]
        with dies_young(), torch.inference_mode():
            experiment = at(self.experiment, alone)
            # A drive of one setting is met once: kept for later ones it would be in the way.
            drive = tuple(map(DriveAt, *experiment.protocol.columns()))
            return [
                self._measured(experiment, index, drive, tensors, shape)
                for index in self._wanted.rules
            ]

    def _measured(
        self,
        experiment: Experiment,
        index: int,
        drive: Sequence[DriveAt],
        tensors: Mapping[Axis, torch.Tensor],
        shape: tuple[int, ...],
    ) -> np.ndarray:
        rule = axes.spread(experiment.rules[index], index, tensors)
        starts = [t for axis, t in tensors.items() if axis.places[0][0] is None]
        w = starts[0] if starts else torch.tensor(experiment.w0, dtype=torch.float64)
        record = self._wanted.record
        setting = RunConfig(rule, experiment.protocol.dt, experiment.lag, experiment.bounds, record)
        first = dict.fromkeys(rule.series, 0.0)
        try:
            states, ws = step_by_step(setting, first, w, drive)
        except RuntimeError as error:
            raise ValueError(
                f"{rule.name} cannot run many settings side by side ({error}): write its "
                "conditions as values, where(condition, a, b) instead of if"
            ) from error
        if record == frozenset():  # what is there at the end needs no series, and no repeats
            end = Result(rule, experiment.protocol.dt, states, ws, experiment.protocol, record)
            numbers = torch.as_tensor(self._wanted.take(end), dtype=torch.float64)
            return numbers.numpy().copy()
        result = _flat(rule, experiment, states, ws, record, shape)
        return measures.numbers(self._wanted.take(result), shape, self.measure)

    def source(self) -> Json:
        """The experiment, and what tells its own rules and a measure of one's own from others."""
        made = fingerprint.of([*self.experiment.rules, self._wanted.take])
        return {"experiment": self.experiment.to_dict(), "code": made}


def _flat(
    rule: Rule,
    experiment: Experiment,
    states: list[State],
    ws: list[Any],
    record: frozenset[str] | None,
    shape: tuple[int, ...],
) -> Result:
    """A result whose settings lie side by side in one axis, (steps + 1, settings) a series."""

    def wide(value: Any) -> torch.Tensor:
        return torch.as_tensor(value, dtype=torch.float64).broadcast_to(shape).reshape(-1)

    swept = {n: wide(v) for n, v in vars(rule).items() if isinstance(v, torch.Tensor)}
    flat = replace(rule, **swept) if swept else rule
    spread = [{name: wide(value) for name, value in state.items()} for state in states]
    weights = [wide(value) for value in ws]
    return Result(flat, experiment.protocol.dt, spread, weights, experiment.protocol, record)
