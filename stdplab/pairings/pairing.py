"""A pairing experiment as a value: rules and numbers in, an `Outcome` with named series out."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..core import clock
from ..core.experiment import Experiment
from ..core.jsontext import parsed
from ..core.protocol import Protocol
from ..core.rule import Rule, knobs
from .repeated import Pairs, whole

if TYPE_CHECKING:
    from .outcome import Outcome

PAIRINGS: dict[str, type[Pairing]] = {}
"""Every pairing experiment by its name on the command line. Defining one adds it."""

MOST = 2001
"""Points of one experiment: a curve needs no more, and each is a simulation."""


@dataclass(frozen=True)
class Pairing:
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
            check = clock.positive if described.positive else clock.number
            object.__setattr__(self, name, check(getattr(self, name), name))
        if hasattr(self, "pairs"):
            object.__setattr__(self, "pairs", whole(self.pairs, "pairs"))

    def every_rule(self) -> tuple[Rule, ...]:
        """The rules that are paired, one or several."""
        raise NotImplementedError

    def with_rules(self, rules: tuple[Rule, ...]) -> Self:
        """The same experiment on other rules."""
        raise NotImplementedError

    def parts(self) -> tuple[Pairs, ...]:
        """What `run` has to compute, piece by piece; a piece done before costs nothing."""
        raise NotImplementedError

    def draft(self) -> Outcome:
        """What can be told within a frame or two."""
        raise NotImplementedError

    def run(self) -> Outcome:
        """The whole outcome."""
        raise NotImplementedError

    def names(self) -> tuple[str, ...]:
        """One name for each rule; the second STDP is "STDP 2"."""
        return _held(self.every_rule()).names

    def with_rule(self, index: int, rule: Rule) -> Self:
        """The same experiment with another rule at one place."""
        rules = list(self.every_rule())
        rules[index] = rule
        return self.with_rules(tuple(rules))

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, numbers and strings, ready for JSON."""
        others = {f.name: getattr(self, f.name) for f in fields(self) if "rule" not in f.name}
        plain = {n: list(v) if isinstance(v, tuple) else v for n, v in others.items()}
        rules = _held(self.every_rule()).to_dict()["rules"]
        return {"pairing": self.name, "rules": rules, **plain}

    def to_json(self) -> str:
        """`to_dict` as text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> Pairing:
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
    def from_json(cls, text: str) -> Pairing:
        """Rebuild a pairing experiment from JSON text; ValueError says what does not fit."""
        return cls.from_dict(parsed(text))


def _held(rules: Any) -> Experiment:
    """An experiment that checks rules, names them and knows their JSON form."""
    return Experiment(Protocol(), rules)


def checked(rules: Any) -> tuple[Rule, ...]:
    """The rules as a tuple of rules with plain numbers, or a sentence."""
    return _held(rules).rules


def points(values: Any, what: str) -> tuple[float, ...]:
    """Numbers in rising order as a tuple, or a sentence."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise ValueError(f"{what} are {values!r}: give numbers, for example (10, 20)")
    numbers = tuple(sorted({clock.number(value, f"one of the {what}") for value in values}))
    if not 0 < len(numbers) <= MOST:
        raise ValueError(f"there are {len(numbers):,} {what}: give between 1 and {MOST:,}")
    return numbers
