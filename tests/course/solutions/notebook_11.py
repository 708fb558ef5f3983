"""Write your own rule. Rules that only answer are no rules of the package: they are taken back."""

from dataclasses import dataclass

from stdplab import RULES, minimum
from stdplab.rules.pair_traces import PairRule, pair

KNOWN = dict(RULES)


@dataclass(frozen=True)
class Forgetful(PairRule):
    """Only depression counts, and only as far as a reward says so."""

    @staticmethod
    def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
        new = pair(state, drive, k)
        return new, k.gamma * drive.reward * minimum(new["xi"], 0.0)


@dataclass(frozen=True)
class Starter(PairRule):
    """What the notebook gives to begin with."""

    @staticmethod
    def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
        new = pair(state, drive, k)
        return new, k.gamma * new["xi"]


RULES.clear()
RULES.update(KNOWN)

RIGHT = {
    "11/deaf": "it ends at 0.40",
    "11/page": "dw = where(drive.reward > 0, xi, 0.0)",
    "11/rule": Forgetful,
}
WRONG = {
    "11/deaf": "it ends at 0.27",
    "11/page": "if drive.reward > 0: dw = xi",
    "11/rule": Starter,
}
