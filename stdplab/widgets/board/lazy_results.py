"""Results of an experiment, computed once, when they are read or observed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import RLock
from typing import Any

import numpy as np
import traitlets

from ...core.experiment import Experiment
from ...core.result import DRIVE_SERIES, Result
from ...core.support.limits import MAX_ABS_VALUE
from .view_model import Json


class _Results(traitlets.Dict):
    """A trait that is updated before it is read."""

    def get(self, obj: Any, cls: Any = None) -> Any:
        obj.refresh()
        return super().get(obj, cls)


class LazyResults(traitlets.HasTraits):
    """A base for classes with an ``experiment`` trait: their ``results`` follow it.

    Observed results are computed at every change, others when they are read.
    """

    results = _Results()

    results_observed = False  # whether anybody observes the results
    _last_run: tuple[Experiment | None, dict[str, Result]] = (None, {})
    _results_of: Experiment | None = None  # the experiment that the results belong to

    def __init__(self, **kwargs: Any) -> None:
        self._lock = RLock()  # a front end may call while a cell runs
        super().__init__(**kwargs)

    def run(self, experiment: Experiment) -> dict[str, Result]:
        """Run an experiment; raise ValueError when it cannot be run or drawn."""
        last, results = self._last_run
        if last == experiment:
            return results
        try:
            results = experiment.run()
            diverging = {name for result in results.values() for name in _diverging(result)}
        except ArithmeticError as error:  # floats overflow or divide by zero
            raise ValueError(
                f"The rule cannot be computed with these parameters: {error}"
            ) from None
        if diverging:
            what = "The weight" if "w" in diverging else f"The series {min(diverging)}"
            raise ValueError(
                f"{what} diverges (above 1e30) with these parameters. "
                "Choose smaller amplitudes or a smaller gamma."
            )
        self._last_run = (experiment, results)
        return results

    def refresh(self) -> None:
        """Update ``results`` where they belong to another experiment."""
        with self._lock:
            experiment = self._trait_values.get("experiment")
            if experiment is None or experiment == self._results_of:
                return
            results = self.run(experiment)
            self._results_of = experiment
            self.results = results

    def observe(self, handler: Any, names: Any = traitlets.All, type: Any = "change") -> None:  # noqa: A002 - traitlets' own name
        """Observe a trait, as in traitlets, and note whether results are observed."""
        self.results_observed |= names is traitlets.All or "results" in names
        super().observe(handler, names, type)


def _diverging(result: Result) -> Iterator[str]:
    """The names of the series with a value that cannot be drawn."""
    for name in result.names:
        if name not in DRIVE_SERIES and not (np.abs(result.array(name)) < MAX_ABS_VALUE).all():
            yield name


def pack_series(results: Mapping[str, Result], names: list[str]) -> Json:
    """Return every recorded series of these rules, joined as float64 in little-endian order."""
    recorded = [(name, series) for name in names for series in results[name].names]
    values = [results[name].array(series) for name, series in recorded]
    data = np.concatenate(values).astype("<f8").tobytes()
    return {"names": [list(pair) for pair in recorded], "data": data}
