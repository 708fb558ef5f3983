"""Every function that is written twice, in Python and in JavaScript, and how the two are compared.

A page without a kernel computes, checks and reads as Python does. So a few functions exist in both
languages; each is one line of `TWINS`. Constants are not written twice: the page's module
`experiment/constants.mjs` is made from Python's values, and `test_twins` compares it with them.

The interpreter and the tokens have tests of their own beside this one: `test_agreement`,
`test_share`. Poisson trains have the same law and not the same numbers: `test_twins`.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from stdplab import Experiment, share
from stdplab.core import time_grid
from stdplab.core.bounds import clamp
from stdplab.pairings.window_curves import closed_window
from stdplab.plots import quantities
from stdplab.sweeps.plans import reward_delay
from stdplab.widgets.board.view_model import build_view
from tests.core.test_share_token import experiments as shared_experiments
from tests.helpers.measured_window import measured_window
from tests.js import twin_cases as cases

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Twin:
    """One function in two languages.

    ``python`` and ``page`` both take one drawn input; ``page`` gets ``call`` first, which calls
    the ``export`` of a ``module``. Both give plain data, which must be equal up to ``tolerance``,
    relative to the largest number in it or to 1.
    """

    module: str | Path
    export: str
    python: Callable[[Any], Any]
    page: Callable[[Callable[..., Any], Any], Any]
    inputs: st.SearchStrategy[Any]
    tolerance: float = 0.0


def direct(module, export, python, inputs, tolerance=0.0):
    """A twin whose arguments are the same plain data in both languages."""
    return Twin(
        module, export, lambda args: python(*args), lambda f, args: f(*args), inputs, tolerance
    )


CALLS = HERE / "twin_calls.mjs"
PROGRAM = HERE / "run_program.mjs"
PULSE = "experiment/reward_pulse"

TWINS = {
    "a time on the grid": direct("dom/numbers", "snap", time_grid.snap, cases.times),
    "the step at a time": direct("dom/numbers", "stepAt", time_grid.step_at, cases.times),
    "the time of a step": direct(
        "dom/numbers", "timeOf", time_grid.time_of, st.tuples(st.integers(0, 10**7), cases.any_dt)
    ),
    "a number for people": direct(
        "dom/numbers", "formatNumber", quantities.format_number, st.tuples(cases.numbers)
    ),
    "a number in a range": direct(
        "dom/numbers", "clamp", clamp, st.tuples(cases.numbers, st.just(-3.0), st.just(8.5))
    ),
    "the next round number": direct(
        "simulate/panel_values", "roundUp", quantities.round_up, st.tuples(cases.positive)
    ),
    "the distance of time ticks": direct(
        "figure/layout", "tickStep", quantities.tick_step, st.tuples(cases.positive), 1e-15
    ),
    "the checksum of a token": Twin(
        "share/token", "crc32", zlib.crc32, lambda f, data: f(list(data)), st.binary()
    ),
    "a token": Twin(
        "share/token",
        "readShared",
        lambda experiment: experiment.to_dict(),
        lambda f, experiment: f(share.token(experiment)),
        shared_experiments(),
    ),
    "a token of the page": Twin(
        "share/token",
        "makeToken",
        lambda experiment: experiment.to_dict(),
        lambda f, experiment: share.restore(f(experiment.to_dict())).to_dict(),
        shared_experiments(),
    ),
    "typed spike times": Twin(
        "experiment/parse_times",
        "parseTimes",
        cases.accepted_times,
        cases.parsed_times,
        cases.typed_texts(),
    ),
    "an experiment from elsewhere": Twin(
        "experiment/validate_experiment",
        "whyInvalid",
        lambda data: cases.refused(Experiment.from_dict, data) is not None,
        lambda f, data: f(data) == "",
        cases.damaged(),
    ),
    "an experiment with dust in its times": Twin(
        "experiment/validate_experiment",
        "onGrid",
        lambda data: Experiment.from_dict(data).to_dict(),
        lambda f, data: f(data),
        cases.dusty(),
    ),
    "spikes that meet": Twin(
        "controls/spike_generators",
        "jitter",
        cases.jittered_in_python,
        cases.jittered_in_page,
        cases.crowded,
    ),
    "regular pairs": Twin(
        "controls/spike_generators",
        "regularPairs",
        cases.pairs_in_python,
        cases.pairs_in_page,
        cases.pair_timings,
    ),
    "a reward pulse": Twin(
        PULSE,
        "pulseOf",
        cases.pulse_in_python,
        lambda f, case: f(case[0].to_dict()["protocol"]),
        cases.pulses(),
    ),
    "the cases.delays of a pulse": Twin(
        PULSE,
        "pulseRanges",
        lambda case: reward_delay.delay_limits(case[0]),
        cases.delays_in_page,
        cases.pulses(),
    ),
    "a pulse that is moved": Twin(
        PULSE, "pulseReward", cases.moved_in_python, cases.moved_in_page, cases.pulses()
    ),
    "the controls of an experiment": Twin(
        "experiment/reward_controls",
        "expandControls",
        cases.controls_in_python,
        cases.controls_in_page,
        cases.compared,
    ),
    "the view of an experiment": Twin(
        "experiment/view_for_experiment",
        "viewForExperiment",
        lambda experiment: cases.as_json(build_view(experiment)[0]),
        cases.views_in_page,
        cases.compared,
    ),
    "what the panels show": Twin(
        "simulate/panel_values",
        "panelValues",
        cases.panels_in_python,
        cases.panels_in_page,
        st.tuples(cases.compared, st.sampled_from(["folded", "unit"])),
        1e-15,
    ),
    "the drive at each step": Twin(
        PROGRAM,
        "runProgram",
        lambda experiment: experiment.protocol.columns(),
        cases.columns_in_page,
        cases.any_rule,
    ),
    "a run": Twin(
        PROGRAM, "runProgram", cases.run_in_python, cases.run_in_page, cases.any_rule, 1e-12
    ),
    "the window of a pair rule": Twin(
        CALLS,
        "pairChanges",
        lambda case: closed_window(case[0].rules[0], case[1]),
        cases.window_in_page,
        st.tuples(cases.without_bounds, cases.delays),
        1e-7,
    ),
    "the window as it is measured": Twin(
        CALLS,
        "pairChanges",
        lambda case: measured_window(case[0].rules[0], case[1]),
        cases.window_in_page,
        st.tuples(cases.without_bounds, cases.delays),
        1e-7,
    ),
    "the shares of spike pairs": Twin(
        CALLS, "pairShares", cases.shares_in_python, cases.shares_in_page, cases.attributed, 1e-10
    ),
    "series of the kernel": Twin(
        CALLS, "unpack", cases.series_in_python, cases.series_in_page, cases.any_rule
    ),
}
"""What it is -> the twin."""
