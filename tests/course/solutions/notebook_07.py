"""Learning XOR from reward alone."""

from stdplab.networks import stored

from .runs import stored_report

RUN = stored("xor-rate-mstdpet")
SHARES = [float(RUN.untrained["solved"].mean()), *RUN.curves["solved"].mean.tolist()]

RIGHT = {
    "07/share": SHARES[::5],
    "07/frozen": "about half of them",
    "07/last": "11",
    "07/gained": "0.21",
    "07/goal": stored_report("07-right"),
}
WRONG = {
    "07/share": [SHARES[0]] * 41,
    "07/frozen": "all of them",
    "07/last": "01",
    "07/gained": "0.97",
    "07/goal": stored_report("07-wrong"),
}
