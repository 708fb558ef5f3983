"""`compare_stored`: each run keeps its numbers, values are in order, bad choices are refused."""

import json
from statistics import fmean, pstdev

import pytest

from stdplab.networks.reports.stored_results import RESULTS
from stdplab.sweeps import compare_stored

SOFT = ("competition-20-mu.1", "competition-20", "competition-20-mu.05", "competition-20-mu.01")


def test_each_value_has_the_numbers_of_its_run():
    found = compare_stored("mu", *SOFT)
    assert found.coords["mu"] == (0.0, 0.01, 0.05, 0.1)
    run = json.loads((RESULTS / "competition-20-mu.05.json").read_text())
    for condition in ("untrained", "online", "frozen"):
        for measure in ("bimodality", "output", "mean"):
            series = found.at(measure=measure, condition=condition)
            assert series.values[2] == pytest.approx(fmean(run[condition][measure]))
            assert series.spread[2] == pytest.approx(pstdev(run[condition][measure]), rel=1e-5)
    alt = found.at(measure="bimodality").plot().alt
    assert alt.startswith("Bimodality: mean and spread of 16 networks over mu from 0 to 0.1. ")


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
