"""The plan of a sweep over a network study: one training for each setting.

Each training stands alone, so its random draws depend on its own seed only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from ..networks.base import Study
from ..networks.reports.report import Report, online_mean
from ..networks.reports.scan import CONDITIONS
from ..networks.reports.scan_run import check_parameters, study_at
from ..networks.training import Training
from . import fingerprint
from .grid import Axis, columns
from .plan import Json, Plan, Tile


class TrainingPlan(Plan):
    """The plan of a grid over the parameters of a study and of its rule.

    A measure's number is its mean over the networks, in three conditions: untrained, online (the
    last epochs of learning) and frozen (plasticity off). A function of a `Report` gives one
    number.
    """

    local_settings = 1

    def __init__(
        self,
        study: Study,
        grid: Mapping[str, Iterable[Any]],
        choice: str | Callable[[Report], Any] | None,
    ) -> None:
        self.study, self._choice = study, choice or study.main_measure
        varied = columns(grid)
        check_parameters(study, varied)
        for name, values in varied.items():
            for value in values:
                study_at(study, {name: value})
        name = self._choice if isinstance(self._choice, str) else self._choice.__name__
        last = {"condition": CONDITIONS} if isinstance(self._choice, str) else {}
        axes = tuple(Axis(parameter, values) for parameter, values in varied.items())
        super().__init__(axes, (1,) * len(axes), name, last, study.seed)

    def compute(self, tile: int) -> Tile:
        """Train and test the networks of one setting."""
        values = [a.values[part][0] for a, part in zip(self.axes, self.where(tile), strict=True)]
        training = Training(study_at(self.study, dict(zip(self.coords, values, strict=False))))
        choice = self._choice
        if isinstance(choice, str) and choice not in training.untrained:
            raise ValueError(
                f"the study {self.study.name} has no measure {choice!r}. Available: "
                f"{', '.join(training.untrained)}"
            )
        while not training.done:
            training.advance()
        shape = (1,) * len(self.axes)
        if not isinstance(choice, str):
            return [np.full(shape, float(choice(Report.from_training(training))))]
        by_condition = (training.untrained, online_mean(training), training.test())
        return [np.full(shape, float(measures[choice].mean())) for measures in by_condition]

    def source(self) -> Json:
        """The study, with fingerprints of the user's own rule and measure."""
        functions = [self.study.rule, *([] if isinstance(self._choice, str) else [self._choice])]
        return {"study": self.study.to_dict(), "code": fingerprint.fingerprints(functions)}
