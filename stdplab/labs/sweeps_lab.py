"""The lab of sweeps: what two knobs do together, and the board at any setting of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import presets
from ..core.experiment import Experiment

if TYPE_CHECKING:
    from ..widgets.sweep.sweeper import Sweeper


def sweeps(
    experiment: Experiment | str = "florian",
    up: str | None = None,
    along: str | None = None,
    *,
    measure: str = "w",
    rule: str | None = None,
) -> Sweeper:
    """Two knobs of an experiment as a heatmap; a cell that is clicked goes on the board beside it.

    experiment    an `Experiment` or the name of a preset
    up, along     the knobs, as `stdplab.sweep` names them; without them "tau_z" and "gamma"
                  where the rule has these
    measure       "w", the final weight, or "z", "peak z": see `stdplab.sweep`
    rule          whose it is; the last of the experiment's without one

    >>> from stdplab.labs import sweeps
    >>> sweeps()
    Sweeper(MSTDPET, Sweep(w by tau_z, gamma: 2,040 of 2,040, 0.2 to 0.9353))
    """
    from ..widgets.sweep.sweeper import Sweeper  # noqa: PLC0415 - sweeps bring torch, other labs do not

    start = experiment if isinstance(experiment, Experiment) else presets.get(experiment)
    return Sweeper(start, up, along, measure, rule or start.names[-1])
