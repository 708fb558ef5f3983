"""What the goals on networks are reached with, and missed with: trained once, kept as reports.

`python -m tests.course.solutions.runs` trains them again, in some minutes; or those that are named.
"""

import sys
from pathlib import Path

from stdplab.networks import DistalReward, Report, Study, TargetRates, Training, Xor

FOLDER = Path(__file__).parent / "runs"
FAR = {"delay_low": 1000.0, "delay_high": 1000.0, "epochs": 20, "seeds": 8}

RUNS: dict[str, Study] = {
    "07-right": Xor.of("MSTDPET", seeds=8, epochs=120),
    "07-wrong": Xor.of("MSTDP", seeds=8, epochs=120),
    "08-right": TargetRates.of("MSTDPET", baseline=1.0, tau_z=5.0, gamma=0.01, seeds=4),
    "08-wrong": TargetRates.of("MSTDPET", baseline=1.0, seeds=4),
    "09-right": DistalReward.of("MSTDPET", tau_z=1000.0, gamma=0.06, **FAR),
    "09-wrong": DistalReward.of("MSTDPET", tau_z=100.0, gamma=0.006, **FAR),
}


def kept(name: str) -> Report:
    return Report.from_json((FOLDER / f"{name}.json").read_text())


def main(*names: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in names or RUNS:
        training = Training(RUNS[name])
        while not training.done:
            training.advance()
        (FOLDER / f"{name}.json").write_text(Report.of(training).to_json() + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
