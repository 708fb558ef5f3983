"""Predictions without a page: when an answer is final, and how it is scored."""

from dataclasses import replace

import pytest
import traitlets

from stdplab import MSTDP, STDP, presets
from stdplab.widgets.prediction import scoring
from stdplab.widgets.prediction.curve import ReferenceCurve
from stdplab.widgets.prediction.prediction import POINTS, PredictionWidget

FLORIAN = presets.FLORIAN_2007


def truth(rule):
    w = FLORIAN.run()[rule]["w"].tolist()
    return [w[round(i * 200 / (POINTS - 1))] for i in range(POINTS)]


def test_the_truth_is_not_sent_before_the_answer_is_committed():
    asked = PredictionWidget(FLORIAN, "MSTDPET")
    sent = repr(asked.get_state())
    assert f"{truth('MSTDPET')[20]:.4f}" not in sent
    assert asked.truth is None
    asked.answer = [0.2] * POINTS
    asked.commit()
    assert asked.truth == truth("MSTDPET")


def test_the_truth_scores_one_and_a_constant_curve_zero():
    for answer, score in ((truth("MSTDPET"), 1.0), ([0.2] * POINTS, 0.0)):
        asked = PredictionWidget(FLORIAN, "MSTDPET")
        asked.answer = answer
        asked.commit()
        assert asked.score == pytest.approx(score)
        assert "It ends at w = 0.334" in asked.verdict
    assert repr(asked) == "PredictionWidget(the weight under MSTDPET, committed, score 0.00)"


def test_half_way_to_the_truth_scores_a_half():
    half = [(0.2 + w) / 2 for w in truth("MSTDPET")]
    score, said = scoring.score_curve(half, truth("MSTDPET"))
    assert score == pytest.approx(0.5)
    assert "Your curve is 0.0" in said


def test_for_a_constant_curve_a_constant_answer_is_right_and_a_rise_is_not():
    level = [0.2] * POINTS
    assert scoring.score_curve(level, level)[0] == 1
    score, said = scoring.score_curve([0.2 + i / 100 for i in range(POINTS)], level)
    assert score < 0.6
    assert "it stays at 0.200" in said


@pytest.mark.parametrize(("answer", "score"), [("rises", 1.0), ("falls", 0.0), ("stays", 0.0)])
def test_a_direction_is_right_or_wrong(answer, score):
    asked = PredictionWidget(FLORIAN, "STDP", how="say")
    asked.answer = answer
    asked.commit()
    assert asked.score == score
    assert asked.verdict.endswith("it rises.")


def test_a_change_too_small_to_see_counts_as_none():
    asked = PredictionWidget(
        FLORIAN, "MSTDP", how="say"
    )  # from 0.2 to 0.2033, on an axis up to 0.5
    asked.restore("stays")
    assert asked.verdict == "Right: it stays."


def test_a_weight_that_does_not_change_stays():
    silent = replace(FLORIAN, protocol=replace(FLORIAN.protocol, pre=(), post=()))
    asked = PredictionWidget(silent, "STDP", how="say")
    asked.restore("stays")
    assert asked.verdict == "Right: it stays."


def test_choosing_among_curves():
    options = {"A": "STDP", "B": "MSTDP", "C": "MSTDPET"}
    asked = PredictionWidget(FLORIAN, "MSTDP", options=options)
    asked.answer = "A"
    asked.commit()
    assert asked.verdict == "You said: A. What happens: B."
    with pytest.raises(ValueError, match=r"Exactly one option must equal .* 0 do. Options: A, C"):
        PredictionWidget(FLORIAN, "MSTDP", options={"A": "STDP", "C": "MSTDPET"})
    other = replace(FLORIAN, rules=(STDP(), MSTDP(gamma=0.1)))
    PredictionWidget(FLORIAN, "MSTDP", options={"half": other, "whole": "MSTDP"})


def test_a_committed_answer_is_final_and_no_answer_cannot_be_committed():
    asked = PredictionWidget(FLORIAN, "STDP", how="say")
    asked.committed = True  # as a page might say that has been meddled with
    assert not asked.committed
    with pytest.raises(ValueError, match="Draw a curve or choose an option first"):
        asked.commit()
    asked.restore("falls")
    asked.answer = "rises"
    asked.committed = False
    assert (asked.answer, asked.committed, asked.score) == ("falls", True, 0.0)


@pytest.mark.parametrize(
    "wrong", ["rises", [0.2] * 3, [0.2] * 40 + ["x"], [float("inf")] * POINTS, 7, {}]
)
def test_a_wrong_kind_of_answer_is_refused_and_the_last_one_stays(wrong):
    asked = PredictionWidget(FLORIAN, "STDP")
    asked.answer = [0.3] * POINTS
    with pytest.raises(traitlets.TraitError, match=r"is not an answer\. Give 41 finite numbers"):
        asked.answer = wrong
    assert asked.answer == [0.3] * POINTS


def test_a_question_that_is_not_possible_is_explained():
    with pytest.raises(ValueError, match=r"No rule 'BCM' to predict\. Available: STDP, MSTDP"):
        PredictionWidget(FLORIAN, "BCM")
    with pytest.raises(ValueError, match=r"how = 'sing'\. Available: draw, choose, say"):
        PredictionWidget(FLORIAN, "STDP", how="sing")
    with pytest.raises(ValueError, match="No rule 'BCM' to predict"):
        PredictionWidget(FLORIAN, "STDP", options={"A": "BCM"})


WINDOW = ReferenceCurve(
    tuple(-0.1 if t < 0 else 0.2 for t in range(-60, 61)), -60.0, 60.0, "time apart", "ms",
    "dw", "the window", (-0.2, 0.2),
)  # fmt: skip


def test_any_curve_can_be_asked_for():
    asked = PredictionWidget(WINDOW)
    frame = asked.frame
    assert (frame["title"], frame["axis"]) == ("What will the window do?", "time apart (ms)")
    assert [value for _, value in frame["ticks"]] == [10.0 * i for i in range(-6, 7)]
    assert frame["ticks"][0][0] == "\u221260"
    asked.restore(WINDOW.points(41))
    assert asked.score == 1.0
    assert "It ends at dw = 0.200" in asked.verdict
    other = replace(WINDOW, values=(0.0, 0.5))
    chosen = PredictionWidget(WINDOW, options={"falls": WINDOW, "is a slope": other})
    assert chosen.frame["limits"] == (-0.5, 0.5)  # one axis for all of them
    chosen.restore("falls")
    assert chosen.score == 1.0


@pytest.mark.parametrize("values", [(), (1.0,), (0.0, float("nan"))])
def test_a_curve_needs_two_values(values):
    with pytest.raises(ValueError, match="at least two values, all finite"):
        ReferenceCurve(values)


def test_a_wrong_curve_is_explained():
    with pytest.raises(ValueError, match="first must be below last, got first = 5 and last = 5"):
        replace(WINDOW, first=5.0, last=5.0)
    with pytest.raises(ValueError, match="Option 'STDP' must be a ReferenceCurve"):
        PredictionWidget(WINDOW, options={"one": "STDP"})


def test_lines_join_the_values_of_a_curve_and_its_own_values_stay_exact():
    assert ReferenceCurve((0.0, 1.0, 0.5)).points(5) == [0.0, 0.5, 1.0, 0.75, 0.5]
    values = [0.1 * i**2 for i in range(201)]
    assert ReferenceCurve(values).points(41) == values[::5]
