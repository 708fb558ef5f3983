"""What a claim of learning rests on: online, frozen and untrained, over all seeds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .. import __version__
from .study import Measures, Study
from .training import Training

FORMAT = 1
LAST = 5  # epochs whose mean is the online performance


def online(training: Training) -> Measures:
    """The mean of the last epochs, in which the networks went on learning."""
    return {name: values[-LAST:].mean(0) for name, values in training.history.items()}


@dataclass(frozen=True, eq=False)
class Report:
    """The end of a training with its controls; each measure has one number for each seed.

    online       the mean of the last epochs, plasticity on
    frozen       the same networks, plasticity off
    fresh        frozen, on inputs never seen in training
    untrained    the same networks before they learned, plasticity off
    history      measure -> (epoch, seeds), online
    """

    study: Study
    online: Measures
    frozen: Measures
    fresh: Measures
    untrained: Measures
    history: Measures

    @classmethod
    def of(cls, training: Training) -> Report:
        """Test the networks of a training as they are now."""
        frozen, fresh = training.test(), training.test(fresh=True)
        return cls(
            training.study, online(training), frozen, fresh, training.untrained, training.history
        )

    def table(self, name: str | None = None) -> dict[str, tuple[float, float]]:
        """(mean, standard deviation over seeds) of a measure, by condition."""
        name = name or self.study.success
        return {
            condition: (float(own[name].mean()), float(own[name].std(correction=0)))
            for condition in ("untrained", "online", "frozen", "fresh")
            for own in [getattr(self, condition)]
        }

    def __str__(self) -> str:
        rows = (f"{c:>9} {mean:.3f} +- {sd:.3f}" for c, (mean, sd) in self.table().items())
        head = f"{self.study.title}, {self.study.rule.name}, {self.study.seeds} seeds"
        body = (f"{head}: {self.study.success}, mean and spread", *rows, self.study.differs)
        return "\n".join(filter(None, body))

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON: seed, version and parameters inside."""
        conditions = {
            condition: {name: _rounded(values) for name, values in getattr(self, condition).items()}
            for condition in ("untrained", "online", "frozen", "fresh")
        }
        curves = {
            name: {"mean": _rounded(values.mean(1)), "sd": _rounded(values.std(1, correction=0))}
            for name, values in self.history.items()
        }
        about = {"format": FORMAT, "stdplab": __version__, "study": self.study.to_dict()}
        return {**about, **conditions, "curves": curves}

    def to_json(self) -> str:
        """`to_dict` as text."""
        return json.dumps(self.to_dict(), allow_nan=False)


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 5) for value in values]
