"""Stored runs that differ in one parameter of their study, side by side as a sweep."""

from __future__ import annotations

import numpy as np

from ...networks.reports.stored_results import stored
from ..plans.training_plan import CONDITIONS
from .sweep_result import Sweep


def compare_stored(parameter: str, *names: str) -> Sweep:
    """Put stored runs that differ in one parameter side by side.

    Parameters
    ----------
    parameter : str
        The parameter of the study in which the runs differ, such as "rate".
    *names : str
        Names of stored runs, as for `stdplab.networks.stored`.

    Returns
    -------
    Sweep
        All measures of the runs over `parameter`, in the order of its values.

    Raises
    ------
    ValueError
        When a run is not stored, has no such parameter, or when the runs differ in another
        parameter, too.

    Examples
    --------
    >>> from stdplab.sweeps import compare_stored
    >>> compare_stored("rate", "competition-10", "competition-40").coords["rate"]
    (10.0, 40.0)
    """
    if not names:
        raise ValueError('give at least one stored run, such as "competition-10"')
    runs = [stored(name) for name in names]
    studies = [run.study.to_dict() for run in runs]
    if any(parameter not in study for study in studies):
        raise ValueError(
            f"{parameter!r} is not a parameter of these runs. Available: {', '.join(studies[0])}"
        )
    others = [{k: v for k, v in study.items() if k != parameter} for study in studies]
    if any(other != others[0] for other in others):
        raise ValueError(
            f"{', '.join(names)} differ in more than {parameter}. Choose runs that differ in "
            "nothing else."
        )
    order = sorted(range(len(runs)), key=lambda i: studies[i][parameter])
    measures = runs[0].study.measures
    tables = [[runs[i].table(measure) for measure in measures] for i in order]
    numbers = np.array([[[table[c] for c in CONDITIONS] for table in row] for row in tables])
    coords = {
        parameter: tuple(studies[i][parameter] for i in order),
        "measure": measures,
        "condition": CONDITIONS,
    }
    return Sweep(
        numbers[..., 0], coords, ", ".join(measures), {"study": studies[order[0]]},
        seed=runs[0].study.seed, spread=numbers[..., 1],
    )  # fmt: skip
