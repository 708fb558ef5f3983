"""Bad input to a sweep gets a sentence that says what to change."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import pytest

from stdplab import RULES, STDP, Hard, Rule, knob, presets, sweep

DEMO = presets.FLORIAN_2007
TAUS = (5.0, 25.0, 60.0)


@pytest.fixture
def branching():
    @dataclass(frozen=True)
    class Branching(Rule):
        series: ClassVar = {"x": "pre"}
        k: float = knob(0.1, 0, 1, step=0.1, tex="k", label="Gain")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            x = 0.9 * state["x"] + drive.pre * k.k
            return {"x": x}, x if x > 0.1 else 0.0

    yield Branching
    del RULES["Branching"]


def test_bad_input_gets_a_sentence(branching):
    pulse = replace(DEMO.protocol, reward=((0, 0), (100, 1), (110, 0)))
    pulsed = replace(DEMO, protocol=pulse)
    for arguments, sentence in (
        ((DEMO, {}), "a grid is a mapping"),
        ((DEMO, {"tau": TAUS}), "unknown control 'tau': this experiment has"),
        ((DEMO, {"tau_z": ()}), "tau_z has no values"),
        ((DEMO, {"tau_z": 5}), r"tau_z is 5: give a list of values, such as \[10, 20\]"),
        ((DEMO, {"tau_z": "5"}), "tau_z is '5': give a list"),
        ((DEMO, {"tau_z": b"12"}), "tau_z is b'12': give a list"),
        ((DEMO, {"tau_z": np.array(5.0)}), r"tau_z is array\(5.\): give a list"),
        ((DEMO, {"tau_z": np.ones((2, 2))}), "tau_z is array.*: give a list"),
        ((DEMO, {3: TAUS}), "the grid names 3: a name is a text, such as 'tau_z'"),
        ((DEMO, {"tau_z": (5, "six")}), "tau_z is 'six', which is not a number"),
        ((DEMO, {"tau_z": (5, -1)}), "MSTDPET.tau_z holds -1: every value has to be above zero"),
        ((DEMO, {"lag": (0, 2)}), "lag is 2"),
        ((DEMO, {"onset[1]": (50, 250)}), "reward onset at 250 ms lies outside"),
        ((replace(DEMO, bounds=Hard(0, 1)), {"w0": (0.5, 1.5)}), "w0 lies outside its bounds"),
        ((DEMO, {"tau_z": TAUS, "MSTDPET.tau_z": TAUS}), "MSTDPET.tau_z and tau_z set the same"),
        ((DEMO, {"tau_z": TAUS}, "q"), "no rule here has 'q' to measure: there is w, x, y, xi, z"),
        ((DEMO, {"tau_z": TAUS}, "peak z at 5"), "measure is 'peak z at 5': name a series"),
        ((DEMO, {"tau_z": TAUS}, "z at 500"), "500 ms lies after the end of the protocol"),
        ((STDP, {"gamma": TAUS}), "is no experiment, rule or network study"),
        ((DEMO, {n: range(1000) for n in ("w0", "gamma", "tau_z")}), "has 1,000,000,000 settings"),
        ((DEMO, {"delay": (10, 20)}), "delay moves a single pulse of reward, which this"),
        ((pulsed, {"delay": (10, 55)}), "with delay 55 ms the pulse lies from 195 to 205 ms, and"),
        ((pulsed, {"delay": (-140, 0)}), "with delay -140 ms the pulse lies from 0 to 10 ms, and"),
        ((pulsed, {"delay": "10"}), "delay is '10': give a list"),
        ((pulsed, {"delay": ("x",)}), "delay is 'x', which is not a number"),
        ((pulsed, {"delay": (1,), "onset[2]": (150,)}), r"onset\[2\] and delay set the same"),
        ((branching(), {"k": (0.1, 0.2)}), r"Branching cannot run many settings.*where\("),
    ):
        with pytest.raises(ValueError, match=sentence):
            sweep(*arguments)
    for wrong, quoted in ((None, "None"), ("a", "'a'"), (1j, "1j"), ([1, None], r"\[1, None\]")):
        with pytest.raises(ValueError, match=f"gave {quoted} for 3 settings: it has to give one"):
            sweep(DEMO, {"tau_z": TAUS}, lambda _result, wrong=wrong: wrong)
    with pytest.raises(ValueError, match="chunk is 0: it has to be above zero"):
        sweep(DEMO, {"tau_z": TAUS}, chunk=0)
