"""What the reward changes."""

from dataclasses import replace

from stdplab import presets

LATE = presets.LATE_REWARD


def pulse(start, end, level=1.0):
    protocol = replace(LATE.protocol, reward=((start, level), (end, 0.0)))
    return replace(LATE, protocol=protocol)


RIGHT = {
    "04/late": "it climbs during the reward",
    "04/lag": "MSTDPET alone",
    "04/edge": "0.1173",
    "04/goal": pulse(63, 83),
}
WRONG = {
    "04/late": "it stays",
    "04/lag": "all three",
    "04/edge": "0.0586",
    "04/goal": pulse(75, 95, 1.6),
}
