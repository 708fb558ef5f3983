"""Networks at many settings: one training each, by itself, so its chance is its seed's alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from ..networks.base import Study
from ..networks.reports.report import Report, online
from ..networks.reports.scan_run import at, known
from ..networks.training import Training
from . import fingerprint
from .grid import Axis, columns
from .plan import Json, Plan, Tile

CONDITIONS = ("untrained", "online", "frozen")


class Trainings(Plan):
    """A grid over the parameters of a study and of its rule.

    The measure is the mean over the study's networks: before they learned, over the last
    epochs of learning, and with plasticity off. A function of a `Report` gives one number.
    """

    largest = 1

    def __init__(
        self,
        study: Study,
        grid: Mapping[str, Iterable[Any]],
        wanted: str | Callable[[Report], Any] | None,
    ) -> None:
        self.study, self._wanted = study, wanted or study.success
        varied = columns(grid)
        known(study, varied)
        for name, values in varied.items():
            for value in values:
                at(study, {name: value})
        name = self._wanted if isinstance(self._wanted, str) else self._wanted.__name__
        last = {"condition": CONDITIONS} if isinstance(self._wanted, str) else {}
        axes = tuple(Axis(own, values) for own, values in varied.items())
        super().__init__(axes, (1,) * len(axes), name, last, study.seed)

    def compute(self, tile: int) -> Tile:
        """Train and test at one setting."""
        values = [a.values[part][0] for a, part in zip(self.axes, self.where(tile), strict=True)]
        training = Training(at(self.study, dict(zip(self.coords, values, strict=False))))
        wanted = self._wanted
        if isinstance(wanted, str) and wanted not in training.untrained:
            raise ValueError(
                f"{self.study.name} does not measure {wanted!r}: it has "
                f"{', '.join(training.untrained)}"
            )
        while not training.done:
            training.advance()
        shape = (1,) * len(self.axes)
        if not isinstance(wanted, str):
            return [np.full(shape, float(wanted(Report.of(training))))]
        measured = (training.untrained, online(training), training.test())
        return [np.full(shape, float(m[wanted].mean())) for m in measured]

    def source(self) -> Json:
        """The study, and what tells a rule and a measure of one's own from others."""
        own = [self.study.rule, *([] if isinstance(self._wanted, str) else [self._wanted])]
        return {"study": self.study.to_dict(), "code": fingerprint.of(own)}
