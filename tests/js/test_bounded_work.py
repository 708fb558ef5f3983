"""The page's work for a learning window or a share is bounded, whatever number a learner types."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stdplab import MSTDP, MSTDPET, STDP, Experiment, Protocol
from stdplab.core.support.limits import (
    MAX_ABS_VALUE,
    MAX_DELAY_STEPS,
    MAX_STEPS,
    MAX_WINDOW_DELAYS,
    MAX_WINDOW_TAU,
)
from stdplab.pairings.window_curves import TRACE_LIFETIME, closed_window
from stdplab.tracing import trace

CALLS = Path(__file__).parent / "twin_calls.mjs"
STEPS_OF_A_DELAY = MAX_DELAY_STEPS + 1 + TRACE_LIFETIME * MAX_WINDOW_TAU

sizes = st.floats(-3, 30).map(lambda power: 10**power)
taus = sizes | st.sampled_from([5e-324, 1e-300, 5000.0, 1e6, MAX_ABS_VALUE])
rules = st.builds(
    lambda kind, plus, minus, z: (
        kind(tau_plus=plus, tau_minus=minus, **({"tau_z": z} if kind is MSTDPET else {}))
    ),
    st.sampled_from([STDP, MSTDP, MSTDPET]), taus, taus, sizes,
)  # fmt: skip
drawn = settings(
    max_examples=60, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def window(node, export, rule, delays):
    """What the page's learning window computes of a rule at these delays."""
    experiment = Experiment(Protocol(), (rule,), w0=0.0).to_dict()
    return node.call(CALLS, export, experiment, trace(rule).to_dict(), delays)


@drawn
@given(taus)
def test_a_window_of_any_reach_has_few_delays(node, tau):
    reach = node.call("simulate/panel_values", "roundUp", max(80, min(2 * tau, 2 * MAX_ABS_VALUE)))
    delays = node.call("simulate/pair_change", "sampleDelays", reach)
    assert 2 <= len(delays) <= MAX_WINDOW_DELAYS
    assert delays == sorted(delays) == [-delay for delay in reversed(delays)]
    assert 0.9 * reach <= delays[-1] <= reach


@drawn
@given(rules, sizes)
def test_the_runs_of_any_delay_are_short(node, rule, delay):
    delays = [-max(round(delay), 1), max(round(delay), 1)]
    assert window(node, "stepsRun", rule, delays) <= 2 * STEPS_OF_A_DELAY


@drawn
@given(rules, sizes, st.sampled_from([1, -1]))
def test_a_long_delay_or_trace_gives_the_closed_form(node, rule, delay, side):
    at = [side * float(max(round(delay), 1))]
    (found,), (wanted,) = window(node, "pairChanges", rule, at), closed_window(rule, at)
    short = delay <= MAX_DELAY_STEPS and getattr(rule, "tau_z", 0) <= MAX_WINDOW_TAU
    assert found == pytest.approx(wanted, abs=1e-7 if short else 1e-3)


@drawn
@given(st.integers(1, MAX_STEPS))
def test_the_shares_of_a_late_step_take_no_more_steps_than_a_run(node, k):
    spikes = tuple(float(t) for t in range(max(k - 20, 1), k + 1))
    protocol = Protocol(spikes, spikes, duration=float(MAX_STEPS))
    experiment = Experiment(protocol, (STDP(),)).to_dict()
    program = trace(STDP()).to_dict()
    assert node.call(CALLS, "stepsShared", experiment, program, k) <= MAX_STEPS + 2 * k
