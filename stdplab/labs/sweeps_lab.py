"""The lab of sweeps: a heatmap over two controls, and the board at any of its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import presets
from ..core.experiment import Experiment

if TYPE_CHECKING:
    from ..widgets.sweep.sweeper import Sweeper


def sweeps(
    experiment: Experiment | str = "florian",
    y: str | None = None,
    x: str | None = None,
    *,
    measure: str = "w",
    rule: str | None = None,
) -> Sweeper:
    """Show a heatmap over two controls of an experiment, beside a board of the experiment.

    A click on a cell puts its setting on the board.

    Parameters
    ----------
    experiment : Experiment or str
        An experiment, or the name of a preset.
    y, x : str, optional
        The controls of the vertical and horizontal axis, as in `stdplab.sweep`. By default "tau_z"
        and "gamma", or others where the rule lacks these.
    measure : str
        What the colour shows: "w" for the final weight, or "z", "peak z"; see `stdplab.sweep`.
    rule : str, optional
        The name of the rule that is measured. By default the last of the experiment.

    Returns
    -------
    Sweeper
        The heatmap with its menus, and the board.

    Raises
    ------
    ValueError
        When a name is unknown, or the two controls cannot be swept together.

    Examples
    --------
    >>> from stdplab.labs import sweeps
    >>> sweeps()
    Sweeper(MSTDPET, Sweep(w by tau_z, gamma: 2,040 of 2,040, 0.2 to 0.9353))
    """
    from ..widgets.sweep.sweeper import Sweeper  # noqa: PLC0415 - sweeps import torch, other labs do not

    start = experiment if isinstance(experiment, Experiment) else presets.get(experiment)
    return Sweeper(start, y, x, measure, rule or start.names[-1])
