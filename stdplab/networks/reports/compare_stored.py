"""Stored runs that differ in one parameter of their study, side by side as a scan."""

from __future__ import annotations

from .scan import Scan
from .stored_results import stored

CONDITIONS = ("untrained", "online", "frozen")


def compare_stored(parameter: str, *names: str) -> Scan:
    """The stored runs called ``names`` as a scan over ``parameter``, in the order of its values.

    Each run has the same study but for that parameter. Raises ValueError for a name that is
    not stored, and where the runs differ in more.

    >>> compare_stored("rate", "competition-10", "competition-40").along
    (10.0, 40.0)
    """
    runs = [stored(name) for name in names]
    about = [run.study.to_dict() for run in runs]
    others = [{k: v for k, v in own.items() if k != parameter} for own in about]
    if not runs or any(parameter not in own for own in about):
        raise ValueError(f"name the stored runs, and a parameter of theirs: {parameter!r} is none")
    if any(other != others[0] for other in others):
        raise ValueError(f"{', '.join(names)} differ in more than {parameter}: compare others")
    order = sorted(range(len(runs)), key=lambda i: about[i][parameter])
    tables = {name: [runs[i].table(name) for i in order] for name in runs[0].untrained}
    measures = {
        name: {
            condition: {
                "mean": tuple(table[condition][0] for table in own),
                "sd": tuple(table[condition][1] for table in own),
            }
            for condition in CONDITIONS
        }
        for name, own in tables.items()
    }
    values = {parameter: tuple(about[i][parameter] for i in order)}
    return Scan(runs[0].study, values, measures)
