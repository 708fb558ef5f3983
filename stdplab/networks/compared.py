"""Stored runs that differ in one parameter of their study, side by side as a scan."""

from __future__ import annotations

import json
import statistics
from pathlib import Path

from .scan import Scan
from .study import Study

RESULTS = Path(__file__).parent / "results"
CONDITIONS = ("untrained", "online", "frozen")


def compared(parameter: str, *names: str) -> Scan:
    """The stored runs called ``names`` as a scan over ``parameter``, in the order of its values.

    Each run has the same study but for that parameter. Raises ValueError for a name that is
    not stored, and where the runs differ in more.

    >>> compared("rate", "competition-10", "competition-40").along
    (10.0, 40.0)
    """
    runs = [_stored(name) for name in names]
    studies = [Study.from_dict(run["study"]) for run in runs]
    others = [{k: v for k, v in run["study"].items() if k != parameter} for run in runs]
    if not runs or any(parameter not in run["study"] for run in runs):
        raise ValueError(f"name the stored runs, and a parameter of theirs: {parameter!r} is none")
    if any(other != others[0] for other in others):
        raise ValueError(f"{', '.join(names)} differ in more than {parameter}: compare others")
    order = sorted(range(len(runs)), key=lambda i: runs[i]["study"][parameter])
    measures = {
        measure: {
            condition: {
                "mean": tuple(statistics.fmean(runs[i][condition][measure]) for i in order),
                "sd": tuple(statistics.pstdev(runs[i][condition][measure]) for i in order),
            }
            for condition in CONDITIONS
        }
        for measure in runs[0]["untrained"]
    }
    values = {parameter: tuple(runs[i]["study"][parameter] for i in order)}
    return Scan(studies[0], values, measures)


def _stored(name: str) -> dict[str, dict[str, list[float]]]:
    path = RESULTS / f"{name}.json"
    known = sorted(other.stem for other in RESULTS.glob("*.json"))
    if name not in known:
        raise ValueError(f"no run {name!r} is stored: there is {', '.join(known)}")
    run: dict[str, dict[str, list[float]]] = json.loads(path.read_text(encoding="utf-8"))
    return run
