"""An experiment: a protocol, the rules to compare and the starting weight, as one value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from .bounds import BOUNDS, Hard
from .protocol import Protocol
from .result import Result
from .rule import RULES, Rule
from .simulate import simulate
from .support import validation
from .support.json_input import parsed
from .support.lazy_torch import is_tensor
from .support.short_repr import quoted

FORMAT = 1
"""Version of the JSON form, raised when an older reader could not understand it."""


@dataclass(frozen=True)
class Experiment:
    """Everything that decides a run. Equal by value, hashable, JSON in and out.

    >>> from stdplab import presets
    >>> Experiment.from_json(presets.FLORIAN_2007.to_json()) == presets.FLORIAN_2007
    True
    """

    protocol: Protocol
    rules: tuple[Rule, ...]
    w0: float = 0.2
    lag: int = 0
    bounds: Hard | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.protocol, Protocol):
            raise ValueError(f"{quoted(self.protocol)} is not a Protocol")
        rules = _checked(self.rules)
        if self.lag not in (0, 1):
            raise ValueError(f"lag is {quoted(self.lag)}: use 0 or 1")
        if self.bounds is not None and not isinstance(self.bounds, Hard):
            raise ValueError(f"{quoted(self.bounds)} is not Hard(low, high) or Soft(low, high, mu)")
        w0 = validation.number(self.w0, "w0")
        if self.bounds is not None:
            if is_tensor(self.bounds.low):
                raise ValueError("an experiment's bounds are numbers, for one synapse")
            self.bounds.check(w0)
        object.__setattr__(self, "rules", rules)
        object.__setattr__(self, "w0", w0)
        object.__setattr__(self, "lag", int(self.lag))

    @property
    def names(self) -> tuple[str, ...]:
        """One name for each rule; the second MSTDP is "MSTDP 2"."""
        seen: dict[str, int] = {}
        result = []
        for rule in self.rules:
            seen[rule.name] = seen.get(rule.name, 0) + 1
            result.append(rule.name if seen[rule.name] == 1 else f"{rule.name} {seen[rule.name]}")
        return tuple(result)

    def run(self) -> dict[str, Result]:
        """Simulate every rule on the same protocol; results by name."""
        return {
            name: simulate(rule, self.protocol, self.w0, lag=self.lag, bounds=self.bounds)
            for name, rule in zip(self.names, self.rules, strict=True)
        }

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, numbers and strings, ready for JSON."""
        protocol = asdict(self.protocol)
        protocol |= {"pre": list(protocol["pre"]), "post": list(protocol["post"])}
        protocol["reward"] = [list(segment) for segment in self.protocol.reward]
        return {
            "stdplab": FORMAT,
            "protocol": protocol,
            "rules": [{"rule": rule.name, **asdict(rule)} for rule in self.rules],
            "w0": self.w0,
            "lag": self.lag,
            "bounds": self.bounds and {"bounds": type(self.bounds).__name__, **asdict(self.bounds)},
        }

    def to_json(self) -> str:
        """The experiment as JSON text."""
        return json.dumps(self.to_dict())

    @classmethod
    def from_dict(cls, data: Any) -> Experiment:
        """Rebuild an experiment from `to_dict`; ValueError says what does not fit."""
        data = _mapping(data, "an experiment")
        known = ("stdplab", *(f.name for f in fields(cls)))
        for key in data:
            if key not in known:
                raise ValueError(f"an experiment has no {quoted(key)}: it has {', '.join(known)}")
        if data.get("stdplab") != FORMAT:
            raise ValueError(
                f"this experiment has format {quoted(data.get('stdplab'))}, and this stdplab reads "
                f"{FORMAT}: it was not written by to_json() of this version"
            )
        protocol = _mapping(data.get("protocol"), "protocol")
        rules = data.get("rules")
        if not isinstance(rules, list):
            raise ValueError('an experiment needs "rules", a list of rules')
        return cls(
            _build(Protocol, protocol, "protocol"),
            tuple(_named(RULES, rule, "rule") for rule in rules),
            data.get("w0", 0.2),
            data.get("lag", 0),
            _named(BOUNDS, data["bounds"], "bounds") if data.get("bounds") else None,
        )

    @classmethod
    def from_json(cls, text: str) -> Experiment:
        """Rebuild an experiment from JSON text; ValueError says what does not fit."""
        return cls.from_dict(parsed(text))


def _checked(rules: Any) -> tuple[Rule, ...]:
    """The rules as a tuple, each with plain numbers for parameters."""
    if isinstance(rules, Rule) or not isinstance(rules, Iterable):
        raise ValueError("rules has to be a tuple of rules, for example (STDP(), MSTDP())")
    checked: tuple[Rule, ...] = tuple(rules)
    if not checked:
        raise ValueError("an experiment needs at least one rule, for example (STDP(),)")
    for rule in checked:
        if not isinstance(rule, Rule):
            raise ValueError(f"{quoted(rule)} is not a rule with parameters: pass, say, STDP()")
        swept = [f.name for f in fields(rule) if is_tensor(getattr(rule, f.name))]
        if swept:
            raise ValueError(
                f"{rule.name}.{swept[0]} is a tensor, which makes a sweep: an experiment "
                "holds single numbers; give the rule to simulate() instead"
            )
    return checked


def _mapping(data: Any, what: str) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise ValueError(f"{what} has to be a JSON object, not {quoted(data)}")
    return dict(data)


def _named(kinds: Mapping[str, type], data: Any, key: str) -> Any:
    """Build the kind that ``data[key]`` names, with the rest as its parameters."""
    data = _mapping(data, f"a {key}")
    name = data.pop(key, None)
    if not isinstance(name, str) or name not in kinds:
        raise ValueError(f"unknown {key} {quoted(name)}: known are {', '.join(sorted(kinds))}")
    return _build(kinds[name], data, name)


def _build(kind: type, data: dict[str, Any], name: str) -> Any:
    known = [f.name for f in fields(kind)]
    for key in data:
        if key not in known:
            raise ValueError(f"{name} has no {quoted(key)}: it has {', '.join(known)}")
    return kind(**data)
