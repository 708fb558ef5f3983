"""Bad input to a sweep raises an error that says what to change."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import pytest

from stdplab import STDP, Hard, Rule, knob, presets, sweep

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

    return Branching


def test_bad_input_raises_an_error_that_says_what_to_change(branching):
    pulse = replace(DEMO.protocol, reward=((0, 0), (100, 1), (110, 0)))
    pulsed = replace(DEMO, protocol=pulse)
    for arguments, message in (
        ((DEMO, {}), r"must map names to values.*got \{\}"),
        ((DEMO, {"tau": TAUS}), "'tau'.*tau_z"),
        ((DEMO, {"tau_z": ()}), "tau_z has no values"),
        ((DEMO, {"tau_z": 5}), r"tau_z must be a list, such as \[10, 20\], got 5"),
        ((DEMO, {"tau_z": "5"}), "tau_z must be a list.*got '5'"),
        ((DEMO, {"tau_z": b"12"}), "tau_z must be a list.*got b'12'"),
        ((DEMO, {"tau_z": np.ones((2, 2))}), "tau_z must be a list.*got array"),
        ((DEMO, {3: TAUS}), "must be a text such as 'tau_z', got 3"),
        ((DEMO, {"tau_z": (5, "six")}), "tau_z.*'six'"),
        ((DEMO, {"tau_z": (5, -1)}), r"MSTDPET.tau_z.* -1\b"),
        ((DEMO, {"lag": (0, 2)}), r"\blag\b.*\b2\b"),
        ((DEMO, {"onset[1]": (50, 250)}), "250"),
        ((replace(DEMO, bounds=Hard(0, 1)), {"w0": (0.5, 1.5)}), "w0.*bounds"),
        ((DEMO, {"tau_z": TAUS, "MSTDPET.tau_z": TAUS}), "MSTDPET.tau_z and tau_z set the same"),
        (
            (DEMO, {"tau_z": TAUS}, "q"),
            "no rule here has a series 'q'. Available: w, x, y, xi, xi_plus, xi_minus, z",
        ),
        ((DEMO, {"tau_z": TAUS}, "peak z at 5"), "measure must name a series.*got 'peak z at 5'"),
        (
            (DEMO, {"tau_z": TAUS}, "z at 500"),
            r"at 500 ms, after the end of the protocol \(200 ms\)",
        ),
        ((STDP, {"gamma": TAUS}), "needs an Experiment, a rule .*got <class .*STDP"),
        ((DEMO, {n: range(1000) for n in ("w0", "gamma", "tau_z")}), "has 1,000,000,000 settings"),
        ((DEMO, {"delay": (10, 20)}), "needs a reward that is one pulse"),
        (
            (pulsed, {"delay": (10, 55)}),
            "delay of 55 ms.* from 195 to 205 ms.* delay from -139 to 49 ms",
        ),
        ((pulsed, {"delay": (-140, 0)}), "delay of -140 ms.* from 0 to 10 ms.* delay from -139 to"),
        ((pulsed, {"delay": "10"}), "delay must be a list.*got '10'"),
        ((pulsed, {"delay": ("x",)}), "delay.*'x'"),
        ((pulsed, {"delay": (1,), "onset[2]": (150,)}), r"onset\[2\] and delay set the same"),
        ((branching(), {"k": (0.1, 0.2)}), r"Branching cannot run many settings.*where\("),
    ):
        with pytest.raises(ValueError, match=message):
            sweep(*arguments)
    for wrong, quoted in ((None, "None"), ("a", "'a'"), (1j, "1j"), ([1, None], r"\[1, None\]")):
        with pytest.raises(
            ValueError, match=f"returned {quoted} for 3 settings.* must return one number"
        ):
            sweep(DEMO, {"tau_z": TAUS}, lambda _result, wrong=wrong: wrong)
    with pytest.raises(ValueError, match=r"\bchunk\b.*\b0\b"):
        sweep(DEMO, {"tau_z": TAUS}, chunk=0)
