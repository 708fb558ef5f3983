"""Results of an experiment that are computed when somebody asks for them, and only once."""

from __future__ import annotations

from collections.abc import Mapping
from threading import RLock
from typing import Any

import numpy as np
import traitlets

from ...core.experiment import Experiment
from ...core.result import Result
from .view_model import Json

LARGEST = 1e30
"""Larger values have no place in a picture."""


class _Results(traitlets.Dict):
    """A trait that is brought up to date before it is read."""

    def get(self, obj: Any, cls: Any = None) -> Any:
        obj.settle()
        return super().get(obj, cls)


class LazyResults(traitlets.HasTraits):
    """Something with an ``experiment`` trait whose ``results`` follow it.

    Results that are observed are computed at every change, others when they are read.
    """

    results = _Results()

    watched = False  # whether anybody observes the results
    _tried: tuple[Experiment | None, dict[str, Result]] = (None, {})
    _settled: Experiment | None = None  # what the results are of

    def __init__(self, **kwargs: Any) -> None:
        self._lock = RLock()  # a front end may call back beside a running cell
        super().__init__(**kwargs)

    def run(self, experiment: Experiment) -> dict[str, Result]:
        """Run an experiment; ValueError says why when it cannot be run or drawn."""
        tried, results = self._tried
        if tried == experiment:
            return results
        try:
            results = experiment.run()
            finite = all(bool((np.abs(r.array("w")) < LARGEST).all()) for r in results.values())
        except ArithmeticError as error:  # plain numbers overflow, or divide by zero
            raise ValueError(f"with these numbers the rule cannot be computed: {error}") from None
        if not finite:
            raise ValueError("with these numbers the weight grows beyond all bounds")
        self._tried = (experiment, results)
        return results

    def settle(self) -> None:
        """Bring ``results`` up to date with ``experiment``."""
        with self._lock:
            experiment = self._trait_values.get("experiment")
            if experiment is None or experiment == self._settled:
                return
            results = self.run(experiment)
            self._settled = experiment
            self.results = results

    def observe(self, handler: Any, names: Any = traitlets.All, type: Any = "change") -> None:  # noqa: A002 - traitlets' own name
        """As traitlets has it; from now on somebody may observe the results."""
        self.watched |= names is traitlets.All or "results" in names
        super().observe(handler, names, type)


def packed(results: Mapping[str, Result], names: list[str]) -> Json:
    """Every recorded series of these rules as float64, one after the other."""
    recorded = [(name, series) for name in names for series in results[name].names]
    values = [results[name].array(series) for name, series in recorded]
    data = np.concatenate(values).astype("<f8").tobytes()
    return {"names": [list(pair) for pair in recorded], "data": data}
