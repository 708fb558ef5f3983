"""Start here."""

from dataclasses import replace

from stdplab import presets

FLORIAN = presets.FLORIAN_2007


def post(*times):
    return replace(FLORIAN, protocol=replace(FLORIAN.protocol, post=times))


RIGHT = {
    "00/spike": "it ends at 0.36",
    "00/reward": "STDP",
    "00/goal": post(15, 50, 110, 140),
}
WRONG = {
    "00/spike": "it ends at 0.20",
    "00/reward": "MSTDP",
    "00/goal": replace(FLORIAN, w0=0.331),
}
