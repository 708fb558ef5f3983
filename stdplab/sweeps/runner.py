"""A sweep that runs chunk by chunk, on one core or on a Dask cluster."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .. import presets
from ..core.experiment import Experiment
from ..core.learning_rule.rule import Rule
from ..core.support.limits import MAX_SETTINGS
from ..core.support.numbers import validation
from ..core.support.short_repr import quoted
from ..networks.base import Study
from ..networks.training import one_thread
from . import chunking
from .plans.experiment_plan import ExperimentPlan
from .plans.grid import Grid
from .plans.plan import Plan
from .plans.training_plan import TrainingPlan
from .results.sweep_result import Sweep
from .storage import Chunk, SweepFolder

Measure = str | Sequence[str] | Callable[[Any], Any]


class SweepRunner:
    """A sweep that runs chunk by chunk: iterate over it to compute.

    Each round of the iteration computes one chunk and yields the runner itself. The loop may be
    left at any time; iterating again continues where it stopped.

    Parameters
    ----------
    subject : Experiment, Rule or Study
        What to sweep, as for `sweep`.
    grid : mapping of str to iterable
        Name -> values, as for `sweep`.
    measure : str, sequence of str or callable, optional
        The number to take from each run, as for `sweep`.
    together : bool
        Whether all parameters change together, as for `sweep`.
    client : dask.distributed.Client, optional
        The cluster that computes; by default this process does, on one core.
    folder : pathlib.Path or str, optional
        Where finished chunks are stored. Those that are there already are not computed again.
    chunk : int, optional
        Number of settings per chunk; by default chosen by the time they take.

    Attributes
    ----------
    on_epoch : callable
        Called with the runner after each epoch of a training, on one core. By default it does
        nothing.

    Raises
    ------
    ValueError
        When the subject, grid, measure or chunk is invalid, or the folder holds another sweep.

    Examples
    --------
    >>> from stdplab import MSTDPET
    >>> from stdplab.sweeps import SweepRunner
    >>> runner = SweepRunner(MSTDPET(), {"lag": (0, 1)}, chunk=1)
    >>> for _ in runner:
    ...     print(runner.done, "of", runner.total)
    1 of 2
    2 of 2
    """

    def __init__(
        self,
        subject: Experiment | Rule | Study,
        grid: Grid,
        measure: Measure | None = None,
        *,
        together: bool = False,
        client: Any = None,
        folder: Path | str | None = None,
        chunk: int | None = None,
    ) -> None:
        self.plan = make_plan(subject, grid, measure, together=together)
        self.on_epoch: Callable[[SweepRunner], None] = lambda _runner: None
        self._part = 0.0  # the share of the present tile that is computed
        self._source = self.plan.source()  # refuses a measure without a fingerprint at once
        self._client, self._cancelled = client, False
        settings = None if chunk is None else validation.positive(chunk, "chunk")
        self._chunk_tiles = None if settings is None else chunking.tiles_for(self.plan, settings)
        self._values = _empty(self.plan.shape)
        self._tile_done = np.zeros(self.plan.tiles, dtype=bool)
        self.folder = SweepFolder(folder, self.plan) if folder is not None else None
        for stored in self.folder.stored_chunks() if self.folder else ():
            self._put(stored)

    @property
    def total(self) -> int:
        """Number of settings in the grid."""
        return self.plan.settings

    @property
    def done(self) -> int:
        """Number of settings that are done."""
        return round(self.total * float(self._tile_done.mean()))

    @property
    def share_done(self) -> float:
        """The share of all work that is done, with that of a training that is not at its end."""
        return min(1.0, float(self._tile_done.mean()) + self._part / self.plan.tiles)

    @property
    def sweep(self) -> Sweep:
        """The result so far; NaN for settings that are not done."""
        plan, values = self.plan, self._values.copy()
        means, spread = (values[..., 0], values[..., 1]) if plan.has_spread else (values, None)
        return Sweep(
            means, dict(plan.coords), plan.measure, self._source, seed=plan.seed, spread=spread,
            together=dict(plan.together),
        )  # fmt: skip

    def cancel(self) -> None:
        """End the iteration after the current chunk. A button or another thread may call this."""
        self._cancelled = True

    def __iter__(self) -> Iterator[SweepRunner]:
        self._cancelled = False
        for chunk in self._computed():
            self._put(chunk)
            if self.folder:
                self.folder.store(*chunk)
            yield self
            if self._cancelled:
                return

    def _computed(self) -> Iterator[Chunk]:
        """Each missing chunk once it is computed."""
        plan, spans, size = self.plan, chunking.missing_spans(self._tile_done), self._chunk_tiles
        if self._client is not None:
            from . import dask_backend  # noqa: PLC0415 - nothing imports dask unless a client is given

            yield from dask_backend.computed(self._client, plan, spans, size)
            return
        # With a folder a chunk is computed as a whole: it becomes one file.
        budget_s = chunking.YIELD_S if size is None and self.folder is None else math.inf
        for first, stop in chunking.split(spans, size or chunking.local_chunk(plan)):
            start = first
            while start < stop:
                with one_thread():
                    tiles = chunking.compute_for(plan, start, stop, budget_s, self._on_part)
                yield start, tiles
                start += len(tiles)

    def _on_part(self, share: float) -> None:
        """Note how far the present tile is."""
        self._part = share
        self.on_epoch(self)

    def _put(self, chunk: Chunk) -> None:
        """Write a chunk into the result."""
        start, tiles = chunk
        self.plan.put(self._values, start, tiles)
        self._tile_done[start : start + len(tiles)] = True
        self._part = 0.0


def _empty(shape: tuple[int, ...]) -> np.ndarray:
    """An array of NaN; ValueError when it would have too many numbers."""
    if math.prod(shape) > MAX_SETTINGS:
        raise ValueError(
            f"this sweep has {math.prod(shape):,} numbers, of all rules and measures. At most "
            f"{MAX_SETTINGS:,} are computed; give fewer values."
        )
    return np.full(shape, np.nan)


def make_plan(subject: Any, grid: Grid, measure: Measure | None, *, together: bool) -> Plan:
    """The plan of a sweep; ValueError when subject, grid or measure is invalid."""
    if isinstance(subject, Rule):  # a rule alone gets the demonstration's spikes and reward
        demonstration = presets.FLORIAN_2007
        subject = Experiment(demonstration.protocol, (subject,), demonstration.w0)
    if isinstance(subject, Experiment):
        return ExperimentPlan(subject, grid, "w" if measure is None else measure, together=together)
    if isinstance(subject, Study):
        return TrainingPlan(subject, grid, measure, together=together)
    raise ValueError(
        f"sweep() needs an Experiment, a rule such as MSTDPET(), or a network study, got "
        f"{quoted(subject)}"
    )
