"""Arguments of a wrong kind, as a teacher may give them, and the messages that explain them."""

import pytest

from stdplab import STDP, presets, simulate
from stdplab.course.items.experiment_conditions import unchanged
from stdplab.course.items.goal import Goal
from stdplab.course.items.numeric import Numeric
from stdplab.course.items.result_conditions import ends_at
from stdplab.labs import Lab, beside, florian
from stdplab.plots.experiment_figure import figure
from stdplab.widgets.board.board import Board
from stdplab.widgets.board.part import Part
from stdplab.widgets.prediction.prediction import PredictionWidget

DEMO = presets.FLORIAN_2007


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: beside(florian(), florian()),
            r"Lab\(.* is not an Experiment\. .* lab\.experiment",
        ),
        (lambda: beside("florian"), r"'florian' is not an Experiment\. Give one"),
        (lambda: Board(DEMO, presets={"a": DEMO.protocol}), "Protocol.* is not an Experiment"),
        (lambda: Part(florian(), "window"), r"is not a Board\. .* lab\.board"),
        (lambda: Lab({"start": DEMO}, "begin"), "No experiment 'begin' to start with"),
        (lambda: Lab(DEMO, "start"), "presets must be a mapping such as"),
        (lambda: florian(DEMO.protocol), "neither the name of a preset nor an Experiment"),
        (lambda: figure(DEMO), r"needs a mapping of results, got .* experiment\.run\(\)"),
        (
            lambda: simulate(STDP(), DEMO),
            r"needs a Protocol or a Drive, .* pass experiment\.protocol",
        ),
        (lambda: Goal("a/b", "?", ends_at("STDP", 0.2, 0.1)), r"\(ends_at\(...\),\) for one alone"),
        (lambda: Goal("a/b", "?", ("STDP",)), "a/b: conditions must be a tuple of functions"),
        (lambda: unchanged(DEMO, "pre", "pst"), "no part 'pst'. Available: pre, post"),
        (
            lambda: Numeric("a/b", "?", 5, 0.5),
            "a/b: truth must be a function, such as lambda: .*got 5",
        ),
        (
            lambda: PredictionWidget(DEMO, "STDP", how="choose"),
            "needs options, label -> rule or experiment",
        ),
    ],
)
def test_a_wrong_argument_is_explained(call, message):
    with pytest.raises(ValueError, match=message):
        call()
