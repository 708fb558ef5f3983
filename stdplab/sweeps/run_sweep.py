"""The one call: `sweep(experiment, grid)`."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..core.experiment import Experiment
from ..core.rule import Rule
from ..networks.base import Study
from . import progress_bar
from .result import Sweep
from .runner import Grid, Measure, SweepRunner


def sweep(
    what: Experiment | Rule | Study,
    grid: Grid,
    measure: Measure | None = None,
    *,
    client: Any = None,
    folder: Path | str | None = None,
    chunk: int | None = None,
    told: Callable[[SweepRunner], None] | None = None,
) -> Sweep:
    """Run an experiment, a rule or a network study at every setting of a grid.

    what       an `Experiment`; a rule, which meets the demonstration's spikes and reward; or a
               `Study`, whose networks are trained and tested at each setting
    grid       name -> values: "tau_z" for every rule that has it, "MSTDPET.tau_z" for one,
               "w0", "lag", "reward[0]", "onset[1]"; "delay", from the last post spike to a
               single pulse of reward, in ms; of a study "rule.tau_z", "seed", "epochs"
    measure    "w", the final weight, without one; "z" another series at the end, "peak z" its
               value farthest from zero, "z at 120" its value at a time in ms; or a function of
               a `Result` whose series are (steps + 1, settings). Of a study the name of a
               measure, its success without one, or a function of a `Report`
    client     a dask.distributed.Client that computes, or None for one core here. It pays from
               about a second of work on: two workers add some hundredths of a second of their
               own to all that is computed, and a millisecond for each megabyte of numbers
    folder     where what is done is kept, to go on from after a stop
    chunk      settings handed out at once, by what they take without one; the numbers do not
               depend on it
    told       called after each chunk, instead of a bar; look at its ``done`` and ``total``

    Numbers of rules and w0 run side by side as tensors, everything else one value at a time.
    A KeyboardInterrupt (the stop button) gives what is done, with a warning.
    Raises ValueError with a sentence that says what to change.

    >>> from stdplab import MSTDPET, sweep
    >>> sweep(MSTDPET(), {"tau_z": range(5, 105, 5)})
    Sweep(w by tau_z: 20 of 20, 0.215 to 0.3471)
    """
    running = SweepRunner(what, grid, measure, client=client, folder=folder, chunk=chunk)
    shown = progress_bar.shown(running) if told is None else None
    tell = told or (shown.tell if shown else lambda _running: None)
    try:
        for _ in running:
            tell(running)
    except KeyboardInterrupt:
        running.cancel()
    finally:
        if shown:
            shown.close()
    if running.done < running.total:
        kept = f"the same call with folder={str(folder)!r} goes on" if folder else "folder= keeps"
        warnings.warn(
            f"stopped after {running.done:,} of {running.total:,} settings, the rest is nan: "
            f"{kept}{' it for another day' * (not folder)}",
            stacklevel=2,
        )
    return running.sweep
