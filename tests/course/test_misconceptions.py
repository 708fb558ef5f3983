"""Each experiment refutes its misconception, and numbers that agree with it would not."""

import pytest

from stdplab import cli
from stdplab.course import course_folder
from stdplab.course.misconceptions import CATALOGUE, page
from stdplab.labs import florian

MEASURED = {
    "together": {"after": 0.3213, "same": 0.2, "before": 0.0787},
    "memory": {"x": 1.1537, "z": 0.0},
    "neighbours": {"every": 0.2690, "nearest": 0.2422},
    "range": {"free": 6.0788, "bounded": 1.0},
    "frequency": {
        "pair_slow": -0.3345,
        "pair_fast": -0.6391,
        "triplet_slow": -0.3166,
        "triplet_fast": 0.7492,
    },
    "step": {
        "one": 0.3342,
        "half": 0.3355,
        "tenth": 0.3365,
        "stdp_one": 0.2690,
        "stdp_half": 0.2690,
        "stdp_tenth": 0.2690,
    },
    "strengthens": {"final": 0.0787},
    "needed": {"stdp": 0.3558, "mstdp": 0.2},
    "longer": {"short": 0.0000, "fit": 0.0054, "long": 0.0014},
    "forgetting": {"then": 0.3212, "late": 0.3212},
    "undoes": {"never": 0.0566, "soon": 0.0289, "late": 0.0566},
    "moment": {"same": 0.3342, "before": 0.3395},
    "passed": {"untrained": 0.7625, "frozen": 0.975},
    "online": {"online": 1.0, "frozen": 0.45},
}

AGREEING = {
    "together": {"after": 0.32, "same": 0.4, "before": 0.32},
    "memory": {"x": 1.2, "z": 0.01},
    "neighbours": {"every": 0.269, "nearest": 0.269},
    "range": {"free": 0.97, "bounded": 0.97},
    "frequency": {"pair_fast": 0.7, "triplet_fast": 0.7},
    "step": {"one": 0.3342, "tenth": 0.3342, "stdp_one": 0.269, "stdp_tenth": 0.269},
    "strengthens": {"final": 0.32},
    "needed": {"stdp": 0.2},
    "longer": {"short": 0.1, "fit": 0.2, "long": 0.3},
    "forgetting": {"then": 0.32, "late": 0.25},
    "undoes": {"never": 0.0566, "soon": 0.0, "late": 0.0},
    "moment": {"same": 0.3342, "before": 0.3342},
    "passed": {"untrained": 0.03, "frozen": 0.975},
    "online": {"online": 1.0, "frozen": 0.98},
}
"""Numbers that would be measured if the belief were true."""

each = pytest.mark.parametrize("item", CATALOGUE.values(), ids=CATALOGUE)


@each
def test_its_experiment_refutes_it_with_these_numbers(item):
    measured = item.measure()
    assert item.refutes(measured)
    assert measured == pytest.approx(MEASURED[item.key], abs=6e-5)


@each
def test_numbers_that_agree_with_it_do_not_refute_it(item):
    assert not item.refutes(AGREEING[item.key])


@each
def test_it_can_be_read_and_shown(item):
    for said in (item.claim, item.reason, item.method, item.sentence()):
        assert said.endswith(".")
        assert "{" not in said
    if item.experiment:
        florian(item.experiment).close()


def test_there_are_at_least_ten_and_most_fit_on_a_board():
    assert len(CATALOGUE) >= 10
    assert sum(item.experiment is not None for item in CATALOGUE.values()) >= 10


def test_the_command_prints_the_page_that_the_course_holds(capsys):
    """`stdplab misconceptions > notebooks/misconceptions.md` writes it."""
    assert cli.main(["misconceptions"]) == 0
    printed = capsys.readouterr().out
    assert printed == page()
    assert (course_folder.source() / "misconceptions.md").read_text() == printed
