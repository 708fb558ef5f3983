"""Sweeps of networks that come with the package, by name. The course rests on them."""

from __future__ import annotations

from ...networks.reports.stored_results import RESULTS, stored_text
from .sweep_result import Sweep

FOLDER = RESULTS / "sweeps"


def stored_sweep(name: str) -> Sweep:
    """Return the stored result of a sweep over a network study.

    Parameters
    ----------
    name : str
        Name of a stored sweep, such as "distal-mean".

    Returns
    -------
    Sweep
        All measures of the study, in the conditions "untrained", "online" and "frozen".

    Raises
    ------
    ValueError
        When there is no such sweep. The message lists all names.

    Examples
    --------
    >>> from stdplab.sweeps import stored_sweep
    >>> target = stored_sweep("distal-mean").at(measure="target", condition="frozen")
    >>> target.best()
    ({'rule.tau_z': 1000.0}, 0.98432)
    """
    return Sweep.from_json(stored_text(FOLDER, name, "sweep"))
