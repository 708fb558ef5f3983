"""Pairing experiments as values: rules and numbers in, a `PairingResult` out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar, Self

from ..core.experiment import Experiment
from ..core.rule import Rule, knobs
from ..core.support import validation
from ..core.support.json_input import parsed
from .inputs import experiment_with
from .repeated_pairs import PeriodicPairs, whole

PAIRINGS: dict[str, type[PairingExperiment]] = {}
"""Every pairing experiment by its name on the command line. Defining one adds it."""

FORMAT = 1
"""Version of the JSON form, raised when an older reader could not understand it."""


@dataclass(frozen=True)
class PairingExperiment:
    """The base of the pairing experiments: frozen, equal by value, JSON in and out.

    A number declared with `knob` is one that a person may turn, like those of a rule.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.name:
            PAIRINGS[cls.name] = cls

    def __post_init__(self) -> None:
        for name, described in knobs(self).items():
            check = validation.positive if described.positive else validation.number
            object.__setattr__(self, name, check(getattr(self, name), name))
        if hasattr(self, "pairs"):
            object.__setattr__(self, "pairs", whole(self.pairs, "pairs"))

    def every_rule(self) -> tuple[Rule, ...]:
        """The rules that are paired, one or several."""
        raise NotImplementedError

    def with_rules(self, rules: tuple[Rule, ...]) -> Self:
        """The same experiment on other rules."""
        raise NotImplementedError

    def parts(self) -> tuple[PeriodicPairs, ...]:
        """What `run` has to compute, piece by piece; a piece done before costs nothing."""
        raise NotImplementedError

    def draft(self) -> PairingResult:
        """What can be told within a frame or two."""
        raise NotImplementedError

    def run(self) -> PairingResult:
        """The whole outcome."""
        raise NotImplementedError

    def names(self) -> tuple[str, ...]:
        """One name for each rule; the second STDP is "STDP 2"."""
        return experiment_with(self.every_rule()).names

    def with_rule(self, index: int, rule: Rule) -> Self:
        """The same experiment with another rule at one place."""
        rules = list(self.every_rule())
        rules[index] = rule
        return self.with_rules(tuple(rules))

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, numbers and strings, ready for JSON."""
        others = {f.name: getattr(self, f.name) for f in fields(self) if "rule" not in f.name}
        plain = {n: list(v) if isinstance(v, tuple) else v for n, v in others.items()}
        rules = experiment_with(self.every_rule()).to_dict()["rules"]
        return {"pairing": self.name, "rules": rules, **plain}

    def to_json(self) -> str:
        """`to_dict` as text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> PairingExperiment:
        """Rebuild a pairing experiment from `to_dict`; ValueError says what does not fit."""
        if not isinstance(data, dict):
            raise ValueError(f"a pairing experiment has to be a JSON object, not {data!r}")
        given = dict(data)
        name, rules = given.pop("pairing", None), given.pop("rules", None)
        if not isinstance(name, str) or name not in PAIRINGS:
            raise ValueError(f"unknown pairing {name!r}: known are {', '.join(PAIRINGS)}")
        kind = PAIRINGS[name]
        known = [f.name for f in fields(kind) if "rule" not in f.name]
        for key in given:
            if key not in known:
                raise ValueError(f"{name} has no {key!r}: it has {', '.join(('rules', *known))}")
        read = Experiment.from_dict({"stdplab": 1, "protocol": {}, "rules": rules}).rules
        return replace(kind().with_rules(read), **given)

    @classmethod
    def from_json(cls, text: str) -> PairingExperiment:
        """Rebuild a pairing experiment from JSON text; ValueError says what does not fit."""
        return cls.from_dict(parsed(text))


@dataclass(frozen=True)
class PairingResult:
    """The record of one pairing experiment.

    pairing    what was done
    series     name -> one number for each point; the first series is the axis
    numbers    what follows from them, by name; None where it cannot be told
    line       the numbers in one sentence
    """

    pairing: PairingExperiment
    series: dict[str, list[float]]
    numbers: dict[str, float | None] = field(default_factory=dict)
    line: str = ""

    def __getitem__(self, name: str) -> list[float]:
        """The series called ``name``."""
        if name not in self.series:
            raise KeyError(f"{name!r} is not a series here: there is {', '.join(self.series)}")
        return self.series[name]

    def __str__(self) -> str:
        heads = list(self.series)
        axis, *columns = ([_cell(v, first=i == 0) for v in s] for i, s in enumerate(_rows(self)))
        table = [heads, *map(list, zip(axis, *columns, strict=True))]
        widths = [max(len(row[i]) for row in table) for i in range(len(heads))]
        rows = ("  ".join(f"{c:>{w}}" for c, w in zip(r, widths, strict=True)) for r in table)
        return "\n".join((self.pairing.title, *rows, self.line))

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON: the parameters inside."""
        return {
            "format": FORMAT,
            "pairing": self.pairing.to_dict(),
            "series": self.series,
            "numbers": self.numbers,
            "line": self.line,
        }

    def to_json(self) -> str:
        """`to_dict` as text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> PairingResult:
        """Rebuild an outcome from `to_dict`; ValueError says what does not fit."""
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise ValueError(f"this is no outcome of format {FORMAT}: give what to_dict() gave")
        series, numbers = data.get("series"), data.get("numbers")
        if not isinstance(series, Mapping) or not isinstance(numbers, Mapping):
            raise ValueError('an outcome needs "series" and "numbers", two JSON objects')
        held = {name: list(values) for name, values in series.items()}
        pairing = PairingExperiment.from_dict(data.get("pairing"))
        return cls(pairing, held, dict(numbers), str(data.get("line", "")))

    @classmethod
    def from_json(cls, text: str) -> PairingResult:
        """Rebuild an outcome from JSON text; ValueError says what does not fit."""
        return cls.from_dict(parsed(text))


def _rows(outcome: PairingResult) -> list[list[float]]:
    return list(outcome.series.values())


def _cell(value: float, *, first: bool) -> str:
    text = f"{value:g}" if first else f"{value:.4f}"
    return text if float(text) or first else text.removeprefix("-")
