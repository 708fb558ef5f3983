"""Stored runs by name, reports that survive their way through JSON, and their picture."""

import pytest

from stdplab.networks import Report, Training, Xor, stored
from stdplab.networks.reports.report import CONDITIONS
from stdplab.networks.reports.stored_results import RESULTS
from stdplab.plots.learning_curve import training_figure


@pytest.mark.parametrize("name", sorted(path.stem for path in RESULTS.glob("*.json")))
def test_every_stored_run_is_loaded_and_drawn_with_words(name):
    report = stored(name)
    assert report.to_json() + "\n" == (RESULTS / f"{name}.json").read_text()
    assert list(report.table()) == list(CONDITIONS)
    assert tuple(report.untrained) == report.study.measures
    assert len(report.curves[report.study.main_measure].mean) == report.study.epochs
    alt = training_figure(report).alt
    assert f"epoch {report.study.epochs} of {report.study.epochs}" in alt
    for condition in CONDITIONS:
        assert condition in alt


def test_the_picture_shows_the_curve_and_every_network():
    report = stored("rates-1-mstdpet")
    curve, bars = training_figure(report).axes
    drawn = curve.lines[0].get_ydata()
    assert drawn.tolist() == report.curves["efficacy"].mean.tolist()
    assert curve.get_ylim()[0] < float(min(drawn))
    assert sum(len(line.get_xdata()) == 16 for line in bars.lines) == 4


def test_an_unknown_name_lists_the_available_ones():
    with pytest.raises(ValueError, match=r"no stored run 'xor'.*Available: competition-10, "):
        stored("xor")


def test_a_report_survives_json():
    training = Training(Xor.from_paper("MSTDP", code="temporal", seeds=3, epochs=2))
    training.advance()
    report = Report.from_training(training)
    again = Report.from_json(report.to_json())
    assert str(again) == str(report)
    assert again.study == report.study
    assert again.curves["01"].sd.tolist() == pytest.approx(
        report.curves["01"].sd.tolist(), abs=1e-5
    )


@pytest.mark.parametrize("text", ["[]", "{}", '{"format": 9}'])
def test_what_is_not_a_report_is_refused(text):
    with pytest.raises(ValueError, match="not a report of this version"):
        Report.from_json(text)


def test_values_of_the_study_and_of_its_rule_are_given_together():
    study = Xor.create("MSTDPET", seeds=3, tau_z=40.0)
    assert (study.seeds, study.rule.tau_z, study.rule.gamma) == (3, 40.0, 0.625)
    assert Xor.create("MSTDP") == Xor.from_paper("MSTDP")
    with pytest.raises(
        ValueError, match=r"unknown parameter 'tau_z'.*xor has: .*seeds.*MSTDP has: A_"
    ):
        Xor.create("MSTDP", tau_z=40.0)
    with pytest.raises(ValueError, match=r"unknown rule 'mstdp'\. Available: .*MSTDP"):
        Xor.create("mstdp")
