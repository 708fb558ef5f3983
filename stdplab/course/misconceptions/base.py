"""A misconception as a value: the belief, its reason, and the experiment that refutes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...core.experiment import Experiment
from ...core.learning_rule.rule import Rule
from ...core.protocol import Protocol

Numbers = Mapping[str, float]
"""The numbers that an experiment measures, by name."""


@dataclass(frozen=True)
class Misconception:
    """A common belief, with an experiment that refutes it.

    Parameters
    ----------
    key : str
        A short name, such as "together".
    claim : str
        The belief, in the words of someone who holds it.
    reason : str
        Why people believe it, and what is right about it.
    method : str
        What the experiment does.
    measure : callable
        Runs the experiment and returns its numbers by name.
    refutes : callable
        Takes the numbers and returns whether they contradict the claim.
    result : str
        What the numbers show: sentences with the names of numbers in braces.
    experiment : Experiment, optional
        The experiment for a board, if a single synapse is enough.
    """

    key: str
    claim: str
    reason: str
    method: str
    measure: Callable[[], Numbers]
    refutes: Callable[[Numbers], bool]
    result: str
    experiment: Experiment | None = None

    def sentence(self) -> str:
        """Run the experiment, and return its result with the measured numbers."""
        return self.result.format(**self.measure())


def single_synapse(
    rule: Rule, *, w0: float = 0.2, duration: float = 200.0, **protocol: object
) -> Experiment:
    """An experiment with one rule; ``pre``, ``post`` and ``reward`` are those of a `Protocol`."""
    return Experiment(Protocol(duration=duration, **protocol), (rule,), w0)  # type: ignore[arg-type]


def final_weight(experiment: Experiment) -> float:
    """The final weight under the first rule."""
    return float(next(iter(experiment.run().values())).final)
