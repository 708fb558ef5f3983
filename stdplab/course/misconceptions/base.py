"""A misconception as a value: what is believed, why, and the experiment that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...core.experiment import Experiment
from ...core.protocol import Protocol
from ...core.rule import Rule

Numbers = Mapping[str, float]
"""What an experiment measures, by name."""


@dataclass(frozen=True)
class Misconception:
    """Something that many believe, and that one experiment takes away.

    key          a word to call it by
    claim        the belief, as its holder would say it
    because      why it is believed, and what is right about that
    done         what the experiment does
    measure      runs it and returns its numbers
    breaks       whether numbers contradict the claim
    shows        what they show: a sentence with the numbers' names in braces
    experiment   the same on a board, where one synapse is enough for it
    """

    key: str
    claim: str
    because: str
    done: str
    measure: Callable[[], Numbers]
    breaks: Callable[[Numbers], bool]
    shows: str
    experiment: Experiment | None = None

    def sentence(self) -> str:
        """What the experiment shows, with the numbers it gives now."""
        return self.shows.format(**self.measure())


def one(rule: Rule, *, w0: float = 0.2, duration: float = 200.0, **protocol: object) -> Experiment:
    """One synapse under one rule: ``pre``, ``post`` and ``reward`` as in `Protocol`."""
    return Experiment(Protocol(duration=duration, **protocol), (rule,), w0)  # type: ignore[arg-type]


def final(experiment: Experiment) -> float:
    """The weight at the end under the first rule."""
    return float(next(iter(experiment.run().values())).final)
