"""The STDP window."""

from math import exp

from stdplab import STDP
from stdplab.pairings import STDPWindow


def change(delay):
    return 0.2 * (exp(-delay / 20) * (delay >= 0) - exp(delay / 20) * (delay <= 0))


RIGHT = {
    "02/window": [change(3 * i - 60) for i in range(41)],
    "02/reads": "y, of the postsynaptic spikes",
    "02/together": "+0.12",
    "02/sign": "it is the same finding",
    "02/goal": STDPWindow(STDP(A_minus=-0.5, tau_minus=40)),
}
WRONG = {
    "02/window": [-change(3 * i - 60) for i in range(41)],
    "02/reads": "both",
    "02/together": "0.2",
    "02/sign": "it is the opposite",
    "02/goal": STDPWindow(STDP(tau_minus=40)),
}
