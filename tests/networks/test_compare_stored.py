"""`compare_stored`: each run keeps its numbers, values are in order, bad choices are refused."""

import json
from statistics import fmean, pstdev

import pytest

from stdplab.networks.reports.compare_stored import compare_stored
from stdplab.networks.reports.stored_results import RESULTS
from stdplab.plots.scan_plot import scan_figure

SOFT = ("competition-20-mu.1", "competition-20", "competition-20-mu.05", "competition-20-mu.01")


def test_each_value_has_the_numbers_of_its_run():
    scan = compare_stored("mu", *SOFT)
    assert scan.values == {"mu": (0.0, 0.01, 0.05, 0.1)}
    run = json.loads((RESULTS / "competition-20-mu.05.json").read_text())
    for condition in ("untrained", "online", "frozen"):
        for measure in ("bimodality", "output", "mean"):
            held = scan.measures[measure][condition]
            assert held["mean"][2] == pytest.approx(fmean(run[condition][measure]))
            assert held["sd"][2] == pytest.approx(pstdev(run[condition][measure]), rel=1e-5)
    assert "Mean of bimodality, frozen, by mu: " in scan_figure(scan).alt


def test_runs_that_cannot_be_compared_are_refused():
    with pytest.raises(ValueError, match=r"'competition'.*Available: competition-10"):
        compare_stored("rate", "competition")
    with pytest.raises(
        ValueError, match=r"competition-10, competition-20-mu.1 differ in more than rate"
    ):
        compare_stored("rate", "competition-10", "competition-20-mu.1")
    with pytest.raises(ValueError, match=r"'tau' is not a parameter.*Available: .*rate"):
        compare_stored("tau", "competition-10")
    with pytest.raises(ValueError, match="at least one stored run"):
        compare_stored("rate")
