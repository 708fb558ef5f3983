"""What a claim of learning rests on: online, frozen and untrained, over all seeds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import torch

from ...core.support.json_input import mapping, parsed
from ...core.support.short_repr import quoted
from ...core.support.version import __version__
from ..base import Measures, Study
from ..training import Training
from . import json_fields

FORMAT = 1
LAST = 5  # epochs whose mean is the online performance
CONDITIONS = ("untrained", "online", "frozen", "fresh")


class Curve(NamedTuple):
    """A measure over the epochs, online: mean and standard deviation over seeds, (epoch,)."""

    mean: torch.Tensor
    sd: torch.Tensor


def curves(history: Measures) -> dict[str, Curve]:
    """What is drawn of a training's ``history``, whose measures are (epoch, seeds)."""
    return {name: Curve(v.mean(1), v.std(1, correction=0)) for name, v in history.items()}


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
    curves       measure -> its `Curve`
    """

    study: Study
    online: Measures
    frozen: Measures
    fresh: Measures
    untrained: Measures
    curves: dict[str, Curve]

    @classmethod
    def of(cls, training: Training) -> Report:
        """Test the networks of a training as they are now."""
        frozen, fresh = training.test(), training.test(fresh=True)
        past = curves(training.history)
        return cls(training.study, online(training), frozen, fresh, training.untrained, past)

    @property
    def controls(self) -> dict[str, Measures]:
        """Condition -> what was measured under it."""
        return {condition: getattr(self, condition) for condition in CONDITIONS}

    def table(self, name: str | None = None) -> dict[str, tuple[float, float]]:
        """(mean, standard deviation over seeds) of a measure, by condition."""
        name = name or self.study.success
        return {
            condition: (float(own[name].mean()), float(own[name].std(correction=0)))
            for condition, own in self.controls.items()
        }

    def __str__(self) -> str:
        rows = (f"{c:>9} {mean:.3f} +- {sd:.3f}" for c, (mean, sd) in self.table().items())
        head = f"{self.study.title}, {self.study.rule.name}, {self.study.seeds} seeds"
        body = (f"{head}: {self.study.success}, mean and spread", *rows, self.study.differs)
        return "\n".join(filter(None, body))

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON: seed, version and parameters inside."""
        conditions = {
            condition: {name: _rounded(values) for name, values in own.items()}
            for condition, own in self.controls.items()
        }
        drawn = {
            name: {"mean": _rounded(curve.mean), "sd": _rounded(curve.sd)}
            for name, curve in self.curves.items()
        }
        about = {"format": FORMAT, "stdplab": __version__, "study": self.study.to_dict()}
        return {**about, **conditions, "curves": drawn}

    def to_json(self) -> str:
        """`to_dict` as text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Rebuild a report from `to_dict`; ValueError says what does not fit."""
        if not isinstance(data, Mapping) or data.get("format") != FORMAT or "curves" not in data:
            raise ValueError("this is no report of this version: give what Report.to_dict made")
        study = Study.from_dict(data.get("study"))
        controls = {
            condition: {
                name: _tensor(
                    json_fields.numbers(values, f"{quoted(name)}, {condition},", study.seeds)
                )
                for name, values in json_fields.part(data, condition, "a report").items()
            }
            for condition in CONDITIONS
        }
        drawn = {
            name: _curve(own) for name, own in json_fields.part(data, "curves", "a report").items()
        }
        names = [{*own} for own in controls.values()]
        if study.success not in drawn or any(own != {*drawn} for own in names):
            raise ValueError("this report has not the same measures everywhere: some are missing")
        return cls(study, **controls, curves=drawn)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild a report from `to_json`; ValueError says what does not fit."""
        return cls.from_dict(parsed(text))


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 5) for value in values]


def _curve(data: Any) -> Curve:
    mean = json_fields.numbers(mapping(data, "a curve").get("mean"), "the mean of a curve")
    return Curve(
        _tensor(mean), _tensor(json_fields.numbers(data.get("sd"), "its spread", len(mean)))
    )


def _tensor(values: list[float]) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)
