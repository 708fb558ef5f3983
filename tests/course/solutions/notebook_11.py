"""Write your own rule. The rules of the answers are in `RULES` only while they are defined."""

from dataclasses import dataclass

from stdplab import RULES, minimum
from stdplab.rules.pair_traces import PairRule, update_traces

with RULES.restored():

    @dataclass(frozen=True)
    class DepressionOnly(PairRule):
        """Only depression changes the weight, and only in proportion to the reward."""

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            new = update_traces(state, drive, k)
            return new, k.gamma * drive.reward * minimum(new["xi"], 0.0)

    @dataclass(frozen=True)
    class Starter(PairRule):
        """The rule that the notebook starts with."""

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            new = update_traces(state, drive, k)
            return new, k.gamma * new["xi"]


RIGHT = {
    "11/deaf": "it ends at 0.40",
    "11/page": "dw = where(drive.reward > 0, xi, 0.0)",
    "11/rule": DepressionOnly,
}
WRONG = {
    "11/deaf": "it ends at 0.27",
    "11/page": "if drive.reward > 0: dw = xi",
    "11/rule": Starter,
}
