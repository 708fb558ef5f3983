"""Studies that reach the goals on networks, and studies that miss them: stored as reports.

`python -m tests.course.solutions.runs` trains all of them again in some minutes;
`python -m tests.course.solutions.runs 07-right` trains one.
"""

import sys
from pathlib import Path

from stdplab.networks import DistalReward, Report, Study, TargetRates, Training, Xor

FOLDER = Path(__file__).parent / "runs"
ONE_SECOND_LATE = {"delay_low": 1000.0, "delay_high": 1000.0, "epochs": 20, "seeds": 8}

RUNS: dict[str, Study] = {
    "07-right": Xor.create("MSTDPET", seeds=8, epochs=120),
    "07-wrong": Xor.create("MSTDP", seeds=8, epochs=120),
    "08-right": TargetRates.create("MSTDPET", baseline=1.0, tau_z=5.0, gamma=0.01, seeds=4),
    "08-wrong": TargetRates.create("MSTDPET", baseline=1.0, seeds=4),
    "09-right": DistalReward.create("MSTDPET", tau_z=1000.0, gamma=0.06, **ONE_SECOND_LATE),
    "09-wrong": DistalReward.create("MSTDPET", tau_z=100.0, gamma=0.006, **ONE_SECOND_LATE),
}


def stored_report(name: str) -> Report:
    return Report.from_json((FOLDER / f"{name}.json").read_text())


def main(*names: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in names or RUNS:
        training = Training(RUNS[name])
        while not training.done:
            training.advance()
        (FOLDER / f"{name}.json").write_text(Report.from_training(training).to_json() + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
