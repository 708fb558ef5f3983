"""Stored runs that differ in one parameter of their study, side by side as a scan."""

from __future__ import annotations

from .scan import CONDITIONS, Scan
from .stored_results import stored


def compare_stored(parameter: str, *names: str) -> Scan:
    """Put stored runs that differ in one parameter side by side.

    Parameters
    ----------
    parameter : str
        The parameter of the study in which the runs differ, such as "rate".
    *names : str
        Names of stored runs, as for `stored`.

    Returns
    -------
    Scan
        The runs as a scan over `parameter`, in the order of its values.

    Raises
    ------
    ValueError
        When a run is not stored, has no such parameter, or when the runs differ in another
        parameter, too.

    Examples
    --------
    >>> from stdplab.networks import compare_stored
    >>> compare_stored("rate", "competition-10", "competition-40").axis_values
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
    tables = {name: [runs[i].table(name) for i in order] for name in runs[0].untrained}
    measures = {
        name: {
            condition: {
                "mean": tuple(table[condition][0] for table in rows),
                "sd": tuple(table[condition][1] for table in rows),
            }
            for condition in CONDITIONS
        }
        for name, rows in tables.items()
    }
    values = {parameter: tuple(studies[i][parameter] for i in order)}
    return Scan(runs[0].study, values, measures)
