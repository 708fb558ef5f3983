"""A knob says its range, its words and its values, once for sliders, axes and goals."""

from dataclasses import dataclass

import pytest
import torch

from stdplab import Experiment, Protocol, Rule, knob, sweep
from stdplab.core.controls import change, controls, find
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


def test_a_choice_takes_the_place_or_the_label_of_an_option():
    @dataclass(frozen=True)
    class Chosen(Rule):
        way: int = knob(1, tex="", label="Way", options=("this", "that", "other"))

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {}, drive.post * k.way

    assert [Chosen(way=way).way for way in (0, "that", 2.0)] == [0, 1, 2]
    for bad in (3, -1, 0.5, "any", True, None, torch.tensor([0, 1])):
        with pytest.raises(ValueError, match=r"Chosen.way is .*Available: 0 \(this\), 1 \(that\)"):
            Chosen(way=bad)
    protocol = Protocol(post=(5,), duration=10)
    experiment = Experiment(protocol, (Chosen(),))
    (control,) = [c for c in controls(experiment) if c.key == "way"]
    assert (control.kind, control.options) == ("choice", ("this", "that", "other"))
    assert change(experiment, control, 2).run()["Chosen"].final == 2.2
    assert Experiment.from_json(experiment.to_json()) == experiment
    assert sweep(experiment, {"way": (0, 1, 2)}).values.flatten().tolist() == [0.2, 1.2, 2.2]
