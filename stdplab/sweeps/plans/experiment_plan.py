"""The plan of a sweep over one synapse: each tile runs side by side, on tensors that broadcast.

Every axis has its own dimension in every tensor, so a trace that does not depend on an axis is
computed once for all of its values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from ...core.drive import DriveAt
from ...core.engines.gc_pause import gc_paused
from ...core.engines.time_loop import RunConfig, RunRecord, step_by_step
from ...core.experiment import Experiment
from ...core.learning_rule.rule import Rule
from ...core.result import Result
from . import fingerprint, measures
from .experiment_axes import experiment_at, experiment_axes, rule_at
from .grid import Grid, Parameter
from .measures import measure
from .plan import Json, OnPart, Plan, Tile, blocks, ignore, not_side_by_side

TILE_SETTINGS = 2**16
"""Most settings in a tile: half a megabyte per quantity, which fits the processor's cache."""

TILE_NUMBERS = 2**21
"""Most recorded numbers per quantity in a tile whose series are kept over time: 16 MB."""


class ExperimentPlan(Plan):
    """The plan of a grid over the controls of an experiment."""

    def __init__(
        self, experiment: Experiment, grid: Grid, choice: Any, *, together: bool = False
    ) -> None:
        self.experiment = experiment
        self._measure = measure(experiment, choice)
        varied = experiment_axes(experiment, grid, together=together)
        steps = experiment.protocol.steps
        no_series = self._measure.record == frozenset()
        max_settings = TILE_SETTINGS if no_series else TILE_NUMBERS // (steps + 1)
        names = tuple(experiment.names[i] for i in self._measure.rules)
        last = {"rule": names} if len(names) > 1 else {}
        super().__init__(varied, blocks(varied, max(max_settings, 1)), self._measure.name, last)

    def compute(self, tile: int, on_part: OnPart = ignore) -> Tile:  # noqa: ARG002 - a tile takes a moment
        """The numbers of every rule at every setting of the tile."""
        where = self.where(tile)
        shape = tuple(part.stop - part.start for part in where)
        tensors: dict[Parameter, torch.Tensor] = {}
        single_values: dict[str, Any] = {}
        for i, (axis, part) in enumerate(zip(self.axes, where, strict=True)):
            if not axis.side_by_side:
                single_values |= axis.setting(part.start)
                continue
            for parameter in axis.parameters:
                column = torch.tensor(parameter.values[part], dtype=torch.float64)
                dims = [-1 if d == i else 1 for d in range(len(shape))]
                tensors[parameter] = column.reshape(dims)
        with gc_paused(), torch.inference_mode():
            experiment = experiment_at(self.experiment, single_values)
            # Not cached with the protocol: this drive is used for one setting only.
            drive = tuple(map(DriveAt, *experiment.protocol.columns()))
            return [
                self._measured(experiment, index, drive, tensors, shape)
                for index in self._measure.rules
            ]

    def _measured(
        self,
        experiment: Experiment,
        index: int,
        drive: Sequence[DriveAt],
        tensors: Mapping[Parameter, torch.Tensor],
        shape: tuple[int, ...],
    ) -> np.ndarray:
        """The measure of one rule at all settings of a tile."""
        rule = rule_at(experiment.rules[index], index, tensors)
        starts = [t for parameter, t in tensors.items() if parameter.tensor_slots[0][0] is None]
        w = starts[0] if starts else torch.tensor(experiment.w0, dtype=torch.float64)
        record = self._measure.record
        config = RunConfig(rule, experiment.protocol.dt, experiment.lag, experiment.bounds, record)
        initial_state = dict.fromkeys(rule.series, 0.0)
        try:
            run = step_by_step(config, initial_state, w, drive)
        except RuntimeError as error:
            raise not_side_by_side(rule, error) from error
        if record == frozenset():  # the last state is enough, and settings may share numbers
            end = Result(rule, experiment.protocol.dt, run, experiment.protocol)
            numbers = torch.as_tensor(self._measure.extract(end), dtype=torch.float64)
            return numbers.numpy().copy()
        result = _flat(rule, experiment, run, shape)
        return measures.numbers(self._measure.extract(result), shape, self.measure)

    def source(self) -> Json:
        """The experiment, with fingerprints of the user's own rules and measure."""
        code = fingerprint.fingerprints([*self.experiment.rules, self._measure.extract])
        return {"experiment": self.experiment.to_dict(), "code": code}


def _flat(rule: Rule, experiment: Experiment, run: RunRecord, shape: tuple[int, ...]) -> Result:
    """The result with all settings in one axis: each series is (steps + 1, settings)."""

    def flat(value: Any) -> torch.Tensor:
        return torch.as_tensor(value, dtype=torch.float64).broadcast_to(shape).reshape(-1)

    swept = {n: flat(v) for n, v in vars(rule).items() if isinstance(v, torch.Tensor)}
    flat_rule = replace(rule, **swept) if swept else rule
    columns = {name: [flat(value) for value in column] for name, column in run.columns.items()}
    state = {name: flat(value) for name, value in run.state.items()}
    record = RunRecord(columns, flat(run.first), flat(run.last), state)
    return Result(flat_rule, experiment.protocol.dt, record, experiment.protocol)
