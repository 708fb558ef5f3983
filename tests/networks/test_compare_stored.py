"""Stored runs side by side: their own means, the order of the values, what cannot be compared."""

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


def test_what_cannot_be_compared_is_told():
    with pytest.raises(ValueError, match="no run 'competition' is stored: there is competition-10"):
        compare_stored("rate", "competition")
    with pytest.raises(ValueError, match="differ in more than rate: compare others"):
        compare_stored("rate", "competition-10", "competition-20-mu.1")
    with pytest.raises(ValueError, match="a parameter of theirs: 'tau' is none"):
        compare_stored("tau", "competition-10")
    with pytest.raises(ValueError, match="name the stored runs"):
        compare_stored("rate")
