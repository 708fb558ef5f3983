"""What a teacher writes who takes one thing for another, and the sentence that says which."""

import pytest

from stdplab import STDP, presets, simulate
from stdplab.course.items.goal import Goal, ends, kept
from stdplab.course.items.questions import Numeric
from stdplab.labs import Lab, beside, florian
from stdplab.plots.experiment_figure import figure
from stdplab.widgets.board.board import Board
from stdplab.widgets.board.part import Part
from stdplab.widgets.prediction.prediction import PredictionWidget

DEMO = presets.FLORIAN_2007


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        (
            lambda: beside(florian(), florian()),
            r"Lab\(.* is no experiment: .* lab.experiment",
        ),
        (lambda: beside("florian"), "'florian' is no experiment: give one"),
        (lambda: Board(DEMO, presets={"a": DEMO.protocol}), "Protocol.* is no experiment"),
        (lambda: Part(florian(), "window"), "is no board: give Part a lab's, lab.board"),
        (lambda: Lab({"start": DEMO}, "begin"), "no experiment 'begin' to start with"),
        (lambda: Lab(DEMO, "start"), "presets is a mapping such as"),
        (lambda: florian(DEMO.protocol), "neither a preset's name nor an experiment"),
        (lambda: figure(DEMO), r"is no mapping of results: give experiment.run\(\)"),
        (lambda: simulate(STDP(), DEMO), r"an experiment has one, experiment.protocol"),
        (lambda: Goal("a/b", "?", ends("STDP", 0.2, 0.1)), r"\(ends\(...\),\) for one alone"),
        (lambda: Goal("a/b", "?", ("STDP",)), "a/b: conditions is a tuple of functions"),
        (lambda: kept(DEMO, "pre", "pst"), "there is no pst to keep: there is pre, post"),
        (lambda: Numeric("a/b", "?", 5, 0.5), "a/b: truth is a function, such as lambda"),
        (lambda: PredictionWidget(DEMO, "STDP", how="choose"), "give options to choose among"),
    ],
)
def test_a_slip_gets_a_sentence(slip, sentence):
    with pytest.raises(ValueError, match=sentence):
        slip()
