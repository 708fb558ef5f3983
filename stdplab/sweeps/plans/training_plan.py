"""The plan of a sweep over a network study.

Numbers of the rule are varied within one training, in which each setting has its own networks.
Any other parameter takes a training for each of its values. So the random draws of a setting
depend on the tile that it belongs to, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from ...core.support.short_repr import quoted
from ...networks.base import Study
from ...networks.reports.report import Report, online_mean
from ...networks.training import Training
from . import fingerprint
from .grid import Grid
from .plan import Json, OnPart, Plan, Tile, blocks, ignore, not_side_by_side
from .study_axes import study_at, study_axes

CONDITIONS = ("untrained", "online", "frozen")

TILE_NETWORKS = 256
"""Most networks in the training of a tile, except where one setting has more."""

Choice = str | Sequence[str] | Callable[[Report], Any]


class TrainingPlan(Plan):
    """The plan of a grid over the parameters of a study and of its rule.

    Each measure has a mean and a standard deviation over the networks, in three conditions:
    untrained, online (the last epochs of learning) and frozen (plasticity off). A function of a
    `Report` gives one number, and then each setting is a training of its own.
    """

    local_settings = 1

    def __init__(
        self, study: Study, grid: Grid, choice: Choice | None, *, together: bool = False
    ) -> None:
        self.study = study
        self._function = choice if callable(choice) else None
        self._names = () if callable(choice) else _measure_names(study, choice)
        axes = study_axes(study, grid, together=together, side_by_side=not self._function)
        name = ", ".join(self._names)
        last: dict[str, tuple[str, ...]] = {"condition": CONDITIONS}
        if self._function:
            name, last = getattr(self._function, "__name__", "measure"), {}
        elif choice is not None and not isinstance(choice, str):
            last = {"measure": self._names, **last}
        networks = max(1, TILE_NETWORKS // study.seeds)
        super().__init__(
            axes, blocks(axes, networks), name, last, study.seed, has_spread=not self._function
        )

    def compute(self, tile: int, on_part: OnPart = ignore) -> Tile:
        """Train and test the networks of all settings of a tile."""
        where = self.where(tile)
        shape = tuple(part.stop - part.start for part in where)
        settings = [
            {
                name: value
                for axis, part, i in zip(self.axes, where, index, strict=True)
                for name, value in axis.setting(part.start + i).items()
            }
            for index in np.ndindex(shape)
        ]
        varied = [
            parameter.name
            for axis, count in zip(self.axes, shape, strict=True)
            for parameter in axis.parameters
            if count > 1
        ]
        study = _side_by_side(self.study, settings, varied)
        try:
            training = Training(study)
        except RuntimeError as error:
            raise not_side_by_side(study.rule, error) from error
        while not training.done:
            training.advance()
            on_part(training.epoch / training.study.epochs)
        if self._function:
            return [np.full(shape, float(self._function(Report.from_training(training))))]
        tested = (training.untrained, online_mean(training), training.test())
        numbers: Tile = []
        for name in self._names:
            for measures in tested:
                by_setting = measures[name].reshape(len(settings), -1)
                spreads = [float(networks.std(correction=0)) for networks in by_setting]
                numbers.append(np.reshape([float(n.mean()) for n in by_setting], shape))
                numbers.append(np.reshape(spreads, shape))
        return numbers

    def source(self) -> Json:
        """The study, with fingerprints of the user's own rule and measure."""
        functions = [self.study.rule, *([self._function] if self._function else [])]
        return {"study": self.study.to_dict(), "code": fingerprint.fingerprints(functions)}


def _measure_names(study: Study, choice: str | Sequence[str] | None) -> tuple[str, ...]:
    """The measures to keep; ValueError for one that the study does not have."""
    chosen = study.main_measure if choice is None else choice
    names = (chosen,) if isinstance(chosen, str) else tuple(chosen)
    for name in names or ("",):
        if name not in study.measures:
            raise ValueError(
                f"the study {study.name} has no measure {quoted(name)}. Available: "
                f"{', '.join(study.measures)}"
            )
    return names


def _side_by_side(study: Study, settings: list[dict[str, Any]], varied: list[str]) -> Study:
    """One study with the networks of all settings, which differ in these numbers of the rule."""
    first = study_at(study, settings[0])
    per_network = {}
    for name in varied:
        column = torch.tensor([setting[name] for setting in settings], dtype=torch.float32)
        per_network[name] = column.repeat_interleave(first.seeds)[:, None, None]
    return replace(study_at(first, per_network), seeds=len(settings) * first.seeds)
