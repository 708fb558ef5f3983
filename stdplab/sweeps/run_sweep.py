"""The function `sweep`: an experiment or a study at every setting of a grid."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..core.experiment import Experiment
from ..core.learning_rule.rule import Rule
from ..networks.base import Study
from . import progress_bar
from .plans.grid import Grid
from .results.sweep_result import Sweep
from .runner import Measure, SweepRunner


def sweep(
    subject: Experiment | Rule | Study,
    grid: Grid,
    measure: Measure | None = None,
    *,
    together: bool = False,
    client: Any = None,
    folder: Path | str | None = None,
    chunk: int | None = None,
    on_progress: Callable[[SweepRunner], None] | None = None,
) -> Sweep:
    """Run an experiment, a rule or a network study at every setting of a grid.

    Numbers of rules and the start of the weight run side by side as tensors; everything else
    takes one run per value. For a study this means that one training has the networks of many
    settings. A KeyboardInterrupt (the stop button) returns what is done, with a
    warning.

    Parameters
    ----------
    subject : Experiment, Rule or Study
        What to run. A rule alone gets the spikes and the reward of ``presets.FLORIAN_2007``. The
        networks of a `Study` are trained and tested at each setting.
    grid : mapping of str to iterable
        Name -> values. ``"tau_z"`` sets every rule that has it, ``"MSTDPET.tau_z"`` one;
        further ``"w0"``, ``"lag"``, ``"reward[0]"`` (a level), ``"onset[1]"`` (ms), and
        ``"delay"``, the time from the last post spike to a single reward pulse, ms. For a
        study ``"rule.tau_z"``, ``"seed"``, ``"epochs"`` and so on.
    measure : str, sequence of str or callable, optional
        The number to take from each run. ``"w"`` (the default) is the final weight, ``"z"``
        another series at the end, ``"peak z"`` its value farthest from zero, ``"z at 120"`` its
        value at 120 ms. A function gets a `Result` whose series are (steps + 1, settings) and
        returns one number per setting. For a study: the name of a measure, by default its main
        one; several names, such as ``study.measures``; or a function of a `Report`.
    together : bool
        Whether the parameters change together instead of forming a grid: the first values of
        all are the first setting, the second values the second one. The first name becomes the
        dimension of the result.
    client : dask.distributed.Client, optional
        The cluster that computes; by default this process does, on one core. A cluster pays
        from about a second of work on: two workers add some hundredths of a second to the
        whole, and a millisecond for each megabyte of numbers.
    folder : pathlib.Path or str, optional
        Where finished chunks are stored, so that the same call can continue after a stop.
    chunk : int, optional
        Number of settings per chunk; by default chosen by the time they take. The numbers do
        not depend on it.
    on_progress : callable, optional
        Called with the `SweepRunner` after each chunk, and on one core after each epoch of a
        training, in place of a progress bar. Its ``done`` and ``total`` count settings.

    Returns
    -------
    Sweep
        One number per setting, and per rule where there are several. Of a study: the mean of
        each measure over the networks in the conditions "untrained", "online" (the last epochs
        of learning) and "frozen" (plasticity off), with its standard deviation as `spread`.

    Raises
    ------
    ValueError
        When subject, grid or measure is invalid, a value is out of range, parameters that
        change together have different numbers of values, or the folder holds another sweep.

    Examples
    --------
    >>> from stdplab import MSTDPET, sweep
    >>> sweep(MSTDPET(), {"tau_z": range(5, 105, 5)})
    Sweep(w by tau_z: 20 of 20, 0.215 to 0.3471)
    """
    runner = SweepRunner(
        subject, grid, measure, together=together, client=client, folder=folder, chunk=chunk
    )
    try:
        compute_all(runner, on_progress)
    except KeyboardInterrupt:
        runner.cancel()
    if runner.done < runner.total:
        advice = (
            f"Repeat the call with folder={str(folder)!r} to resume."
            if folder
            else "Pass folder=... to be able to resume."
        )
        warnings.warn(
            f"Interrupted: {runner.done:,} of {runner.total:,} settings done, the rest are NaN. "
            f"{advice}",
            stacklevel=2,
        )
    return runner.sweep


def compute_all(
    runner: SweepRunner, on_progress: Callable[[SweepRunner], None] | None = None
) -> None:
    """Compute every chunk, with a progress bar unless ``on_progress`` is given."""
    bar = progress_bar.make_bar(runner) if on_progress is None else None
    report = on_progress or (bar.update if bar else lambda _runner: None)
    runner.on_epoch = report
    try:
        for _ in runner:
            report(runner)
    finally:
        if bar:
            bar.close()
