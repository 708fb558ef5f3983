"""Bounds, competition, triplets."""

from dataclasses import replace
from math import exp

from stdplab import STDP
from stdplab.pairings import FrequencyDependence

STEP = 0.1 * exp(-10 / 20)


def pair_rule(**values):
    lab = FrequencyDependence()
    return lab.with_rule(1, replace(lab.rules[1], **values))


RIGHT = {
    "06/soft": [1 - 0.8 * (1 - STEP) ** i for i in range(41)],
    "06/rate": "less than twice",
    "06/mu": "it ends it",
    "06/fast": "it rises",
    "06/goal": pair_rule(A_plus=0.4, A_minus=-0.95, tau_plus=100, tau_minus=20),
}
WRONG = {
    "06/soft": [0.2] * 41,
    "06/rate": "about four times",
    "06/mu": "it makes it sharper",
    "06/fast": "the weight falls",
    "06/goal": pair_rule(A_plus=STDP().A_plus, A_minus=0),
}
