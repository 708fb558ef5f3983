"""Eligibility and credit."""

from math import exp

from stdplab import MSTDPET, Experiment, Protocol

LATER = Protocol(pre=(40,), post=(45,), reward=((115, 1.0), (135, 0.0)))


def memory(tau_z, gamma=1.0):
    return Experiment(LATER, (MSTDPET(gamma=gamma, tau_z=tau_z),))


def gain(tau_z):
    """The gain by a pair with a delay of 5 ms and a reward 41 to 60 ms later."""
    return exp(-5 / 20) / tau_z * sum(exp(-after / tau_z) for after in range(41, 61))


RIGHT = {
    "05/memory": [gain(5 + i * 195 / 40) for i in range(41)],
    "05/part": "0.37",
    "05/between": "the other one, with every tau_z",
    "05/goal": memory(80),
}
WRONG = {
    "05/memory": [i * 0.15 / 40 for i in range(41)],
    "05/part": "0.63",
    "05/between": "it depends on tau_z",
    "05/goal": memory(30),
}
