"""Spikes and traces."""

from dataclasses import replace

from stdplab import STDP
from stdplab.labs.traces_lab import TRACES


def x(t):
    return sum(0.5 ** ((t - s) / 13.863) for s in (20, 80, 92) if s <= t)


def spike(*pre, **rule):
    one = TRACES["one spike"]
    return replace(one, protocol=replace(one.protocol, pre=pre), rules=(STDP(**rule),))


RIGHT = {
    "01/trace": [x(4 * i) for i in range(41)],
    "01/half": "13.9 ms",
    "01/nearest": "to 1",
    "01/goal": spike(20, tau_plus=72),
}
WRONG = {
    "01/trace": [1.0 if 4 * i >= 20 else 0.0 for i in range(41)],
    "01/half": "10 ms",
    "01/nearest": "to 1.58",
    "01/goal": spike(56, tau_plus=20),
}
