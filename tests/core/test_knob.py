"""A knob says its range, its words and its values, once for sliders, axes and goals."""

import pytest

from stdplab.core.controls import find
from stdplab.core.learning_rule.knob import Knob
from stdplab.presets import FLORIAN_2007

TAU = Knob(0, 100, 5, r"\tau", "Trace", "ms", positive=True)


def test_the_range_of_a_positive_knob_begins_a_step_above_zero():
    assert TAU.range == (5, 100)
    assert Knob(0, 1, 0.1, "", "Share").range == (0, 1)
    assert Knob(10, 100, 5, "", "Trace", positive=True).range == (10, 100)


def test_the_text_has_label_symbol_and_unit():
    assert TAU.text() == r"Trace $\tau$ (ms)"
    assert TAU.text("τ") == "Trace τ (ms)"
    assert Knob(0, 1, 1, "", "Gated").text() == "Gated"
    assert find(FLORIAN_2007, "tau_z").text() == r"Eligibility trace $\tau_z$ (ms)"


def test_the_values_are_multiples_of_the_step_and_not_too_many():
    assert TAU.values() == [5.0 * i for i in range(1, 21)]
    assert TAU.values(10) == [10.0 * i for i in range(1, 11)]
    assert Knob(-0.2, 0.2, 0.1, "", "Size").values() == pytest.approx([-0.2, -0.1, 0, 0.1, 0.2])
