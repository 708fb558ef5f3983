"""Sweeps, from one core to a cluster."""

from dataclasses import replace

from stdplab import presets, sweep

FLORIAN = presets.FLORIAN_2007
MEMORY = sweep(FLORIAN, {"tau_z": range(5, 201)}).at(rule="MSTDPET").values.tolist()


def turning(moment):
    protocol = replace(FLORIAN.protocol, reward=((0, 1.0), (moment, -1.0)))
    return replace(FLORIAN, protocol=protocol)


RIGHT = {
    "10/memory": [MEMORY[round(i * 195 / 40)] for i in range(41)],
    "10/border": "148 ms",
    "10/gamma": "it stays the same",
    "10/knobs": "no, the best tau_z depends on the moment",
    "10/goal": turning(87),
}
WRONG = {
    "10/memory": [0.334] * 41,
    "10/border": "100",
    "10/gamma": "it gets wider",
    "10/knobs": "yes, each knob is at its best",
    "10/goal": turning(75),
}
