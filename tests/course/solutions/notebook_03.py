"""Three rules, one synapse."""

from dataclasses import replace

from stdplab import presets

FLORIAN = presets.FLORIAN_2007
W = FLORIAN.run()["MSTDP"]["w"].tolist()


def rewarded(level):
    protocol = replace(FLORIAN.protocol, reward=((0, 1.0), (100, level)))
    return replace(FLORIAN, protocol=protocol)


RIGHT = {
    "03/mstdp": W[::5],
    "03/part": "110 ms",
    "03/jump": "-0.226",
    "03/goal": rewarded(-0.07),
}
WRONG = {
    "03/mstdp": [0.2] * 41,
    "03/part": "85 ms",
    "03/jump": "0.226",
    "03/goal": rewarded(-1.5),
}
