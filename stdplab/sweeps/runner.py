"""A sweep under way: chunk after chunk falls into place, on one core or on a cluster."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .. import presets
from ..core.experiment import Experiment
from ..core.rule import Rule
from ..core.support import validation
from ..networks.base import Study
from ..networks.training import one_thread
from . import chunking
from .experiment_plan import Settings
from .plan import Plan
from .result import Sweep
from .storage import Chunk, Folder
from .training_plan import Trainings

Grid = Mapping[str, Iterable[Any]]
Measure = str | Callable[[Any], Any]


class SweepRunner:
    """Iterate over it: each round another chunk is done, and it gives itself.

    done, total    how many settings there are, of how many
    sweep          the `Sweep` as far as it is done

    It may be left at any time and gone on with by iterating again; `cancel`, from a button or
    another thread, ends the iteration after the chunk at hand. Arguments are those of `sweep`.
    """

    def __init__(
        self,
        what: Experiment | Rule | Study,
        grid: Grid,
        measure: Measure | None = None,
        *,
        client: Any = None,
        folder: Path | str | None = None,
        chunk: int | None = None,
    ) -> None:
        self.plan = lay(what, grid, measure)
        self._source = self.plan.source()  # a measure that has none is refused before all work
        self._client, self._cancelled = client, False
        asked = None if chunk is None else validation.positive(chunk, "chunk")
        self._size = None if asked is None else chunking.fitting(self.plan, asked)
        self._values = np.full(self.plan.shape, np.nan)
        self._had = np.zeros(self.plan.tiles, dtype=bool)
        self.folder = Folder(folder, self.plan) if folder is not None else None
        for kept in self.folder.kept() if self.folder else ():
            self._take(kept)

    @property
    def total(self) -> int:
        """How many settings there are."""
        return self.plan.settings

    @property
    def done(self) -> int:
        """How many of them are done."""
        return round(self.total * float(self._had.mean()))

    @property
    def sweep(self) -> Sweep:
        """What is done so far; nan in the place of the rest."""
        plan = self.plan
        return Sweep(
            self._values.copy(), dict(plan.coords), plan.measure, self._source, seed=plan.seed
        )

    def cancel(self) -> None:
        """Stop after the chunk at hand, keeping what is done."""
        self._cancelled = True

    def __iter__(self) -> Iterator[SweepRunner]:
        self._cancelled = False
        for chunk in self._computed():
            self._take(chunk)
            if self.folder:
                self.folder.keep(*chunk)
            yield self
            if self._cancelled:
                return

    def _computed(self) -> Iterator[Chunk]:
        plan, runs, size = self.plan, chunking.left(self._had), self._size
        if self._client is not None:
            from . import dask_backend  # noqa: PLC0415 - nothing imports dask unless a client is given

            yield from dask_backend.computed(self._client, plan, runs, size)
            return
        whole = size is not None or self.folder is not None  # no file for each moment
        for first, stop in chunking.cut(runs, size or chunking.alone(plan)):
            start = first
            while start < stop:
                with one_thread():
                    tiles = chunking.some(plan, start, stop, math.inf if whole else chunking.MOMENT)
                yield start, tiles
                start += len(tiles)

    def _take(self, chunk: Chunk) -> None:
        start, tiles = chunk
        self.plan.put(self._values, start, tiles)
        self._had[start : start + len(tiles)] = True


def lay(what: Any, grid: Grid, measure: Measure | None) -> Plan:
    """The plan of a sweep; ValueError says what does not fit."""
    if isinstance(what, Rule):  # by itself it meets the demonstration's spikes and reward
        demonstration = presets.FLORIAN_2007
        what = Experiment(demonstration.protocol, (what,), demonstration.w0)
    if isinstance(what, Experiment):
        return Settings(what, grid, "w" if measure is None else measure)
    if isinstance(what, Study):
        return Trainings(what, grid, measure)
    raise ValueError(f"{what!r} is no experiment, rule or network study: give one to sweep")
