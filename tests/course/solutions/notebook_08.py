"""Target firing rates."""

from stdplab.networks import stored

from .runs import stored_report

RUN = stored("rates-0-mstdp")
CURVE = [float(RUN.untrained["efficacy"].mean()), *RUN.curves["efficacy"].mean.tolist()]
DISTANCE = float(RUN.curves["distance"].mean[-1])

RIGHT = {
    "08/efficacy": [CURVE[round(i * 25 / 40)] for i in range(41)],
    "08/near": f"{DISTANCE / 10:.2f} Hz",
    "08/baseline": "falls",
    "08/why": "STDP with the same gamma",
    "08/goal": stored_report("08-right"),
}
WRONG = {
    "08/efficacy": [CURVE[0]] * 41,
    "08/near": f"{DISTANCE:.2f} Hz",
    "08/baseline": "rises",
    "08/why": "MSTDP with its gamma of 0.001",
    "08/goal": stored_report("08-wrong"),
}
