"""The report of a training: its measures in four conditions, over all seeds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import torch

from ...core.support.json_input import json_object, parse_json
from ...core.support.short_repr import quoted
from ...core.support.version import __version__
from ..base import Study
from ..network import Measures
from ..training import Training
from . import json_fields

FORMAT = 1
ONLINE_EPOCHS = 5  # last epochs of learning, whose mean is the online condition
CONDITIONS = ("untrained", "online", "frozen", "fresh")


class Curve(NamedTuple):
    """A measure while learning: mean and standard deviation over seeds, shape (epoch,)."""

    mean: torch.Tensor
    sd: torch.Tensor


def curves(history: Measures) -> dict[str, Curve]:
    """The curve of each measure of a training's ``history``, whose shape is (epoch, seeds)."""
    return {name: Curve(v.mean(1), v.std(1, correction=0)) for name, v in history.items()}


def online_mean(training: Training) -> Measures:
    """The mean of each measure over the last epochs, with plasticity on, shape (seeds,)."""
    return {name: values[-ONLINE_EPOCHS:].mean(0) for name, values in training.history.items()}


@dataclass(frozen=True, eq=False)
class Report:
    """The result of a training under four conditions.

    In each condition a measure has one number per network, shape (seeds,).

    Parameters
    ----------
    study : Study
        What was trained.
    online : dict of str to torch.Tensor
        Mean of the last 5 epochs, with plasticity on.
    frozen : dict of str to torch.Tensor
        The same networks afterwards, with plasticity off.
    fresh : dict of str to torch.Tensor
        The frozen networks, on inputs that they have never seen.
    untrained : dict of str to torch.Tensor
        The same networks before they learned, with plasticity off.
    curves : dict of str to Curve
        Mean and standard deviation over networks of each measure, by epoch.

    Examples
    --------
    >>> from stdplab.networks import stored
    >>> stored("xor-rate-mstdpet").table()["frozen"]
    (1.0, 0.0)
    """

    study: Study
    online: Measures
    frozen: Measures
    fresh: Measures
    untrained: Measures
    curves: dict[str, Curve]

    @classmethod
    def from_training(cls, training: Training) -> Report:
        """Test the networks of a training as they are now.

        Parameters
        ----------
        training : Training
            A training with at least one epoch. It is left unchanged.

        Returns
        -------
        Report
            Its report.
        """
        frozen, fresh = training.test(), training.test(fresh=True)
        past = curves(training.history)
        return cls(training.study, online_mean(training), frozen, fresh, training.untrained, past)

    @property
    def conditions(self) -> dict[str, Measures]:
        """The measures by condition: "untrained", "online", "frozen", "fresh"."""
        return {condition: getattr(self, condition) for condition in CONDITIONS}

    def table(self, name: str | None = None) -> dict[str, tuple[float, float]]:
        """Mean and standard deviation over networks of one measure, by condition.

        Parameters
        ----------
        name : str, optional
            A measure; by default the study's main measure.

        Returns
        -------
        dict of str to tuple of float
            Condition -> (mean, standard deviation).
        """
        name = name or self.study.main_measure
        return {
            condition: (float(measures[name].mean()), float(measures[name].std(correction=0)))
            for condition, measures in self.conditions.items()
        }

    def __str__(self) -> str:
        rows = (f"{c:>9} {mean:.3f} +- {sd:.3f}" for c, (mean, sd) in self.table().items())
        study = self.study
        head = f"{study.title}, {study.rule.name}, {study.seeds} seeds: {study.main_measure}"
        lines = (f"{head}, mean +- standard deviation", *rows, study.deviation_note)
        return "\n".join(filter(None, lines))

    def to_dict(self) -> dict[str, Any]:
        """Return the report ready for JSON, with seed, version and parameters."""
        conditions = {
            condition: {name: _rounded(values) for name, values in measures.items()}
            for condition, measures in self.conditions.items()
        }
        by_epoch = {
            name: {"mean": _rounded(curve.mean), "sd": _rounded(curve.sd)}
            for name, curve in self.curves.items()
        }
        header = {"format": FORMAT, "stdplab": __version__, "study": self.study.to_dict()}
        return {**header, **conditions, "curves": by_epoch}

    def to_json(self) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Rebuild a report from what `to_dict` returned.

        Parameters
        ----------
        data : dict
            The report as a JSON object.

        Returns
        -------
        Report
            The report.

        Raises
        ------
        ValueError
            When it is not a report of this version, or is incomplete.
        """
        if not isinstance(data, Mapping) or data.get("format") != FORMAT or "curves" not in data:
            raise ValueError("not a report of this version. Pass what Report.to_dict() returned.")
        study = Study.from_dict(data.get("study"))
        conditions = {
            condition: {
                name: _tensor(
                    json_fields.numbers(values, f"{quoted(name)}, {condition},", study.seeds)
                )
                for name, values in json_fields.field(data, condition, "a report").items()
            }
            for condition in CONDITIONS
        }
        by_epoch = {
            name: _curve(curve)
            for name, curve in json_fields.field(data, "curves", "a report").items()
        }
        names = [{*measures} for measures in conditions.values()]
        if study.main_measure not in by_epoch or any(listed != {*by_epoch} for listed in names):
            raise ValueError("Incomplete report: its conditions list different measures.")
        return cls(study, **conditions, curves=by_epoch)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild a report from what `to_json` returned; see `from_dict`."""
        return cls.from_dict(parse_json(text))


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 5) for value in values]


def _curve(data: Any) -> Curve:
    mean = json_fields.numbers(json_object(data, "a curve").get("mean"), "the mean of a curve")
    sd = json_fields.numbers(data.get("sd"), "the sd of a curve", len(mean))
    return Curve(_tensor(mean), _tensor(sd))


def _tensor(values: list[float]) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)
