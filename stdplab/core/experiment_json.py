"""An experiment as plain lists, numbers and strings, and back: the content of its JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from .bounds import BOUNDS, Bounds
from .learning_rule.rule import RULES, Rule
from .protocol import Protocol
from .support.short_repr import quoted

FORMAT = 1
"""Version of the JSON form. It rises when an older reader could not understand a new form."""

KEYS = ("stdplab", "protocol", "rules", "w0", "lag", "bounds")


def to_plain(
    protocol: Protocol, rules: tuple[Rule, ...], w0: float, lag: int, bounds: Bounds | None
) -> dict[str, Any]:
    """The parts of an experiment as plain lists, numbers and strings."""
    plain = asdict(protocol)
    plain |= {"pre": list(protocol.pre), "post": list(protocol.post)}
    plain["reward"] = [list(segment) for segment in protocol.reward]
    return {
        "stdplab": FORMAT,
        "protocol": plain,
        "rules": [{"rule": rule.name, **asdict(rule)} for rule in rules],
        "w0": w0,
        "lag": lag,
        "bounds": bounds and {"bounds": type(bounds).__name__, **_given(bounds)},
    }


def _given(bounds: Bounds) -> dict[str, Any]:
    """The parameters of bounds, without those that are left to another one."""
    return {name: value for name, value in asdict(bounds).items() if value is not None}


def fields_from_plain(data: Any) -> dict[str, Any]:
    """The fields of the experiment that `to_plain` gave; ValueError names what does not fit."""
    data = _mapping(data, "an experiment")
    for key in data:
        if key not in KEYS:
            raise ValueError(f"an experiment has no {quoted(key)}. Available: {', '.join(KEYS)}.")
    if data.get("stdplab") != FORMAT:
        raise ValueError(
            f"This experiment has format {quoted(data.get('stdplab'))}, but this stdplab reads "
            f"format {FORMAT}. Use JSON that to_json() of this version wrote."
        )
    protocol = _mapping(data.get("protocol"), "protocol")
    rules = data.get("rules")
    if not isinstance(rules, list):
        raise ValueError('"rules" must be a list of rules, such as [{"rule": "STDP"}]')
    return {
        "protocol": _build(Protocol, protocol, "protocol"),
        "rules": tuple(_from_named(RULES, rule, "rule") for rule in rules),
        "w0": data.get("w0", 0.2),
        "lag": data.get("lag", 0),
        "bounds": _from_named(BOUNDS, data["bounds"], "bounds") if data.get("bounds") else None,
    }


def _mapping(data: Any, what: str) -> dict[str, Any]:
    """A copy of ``data``; ValueError when it is not a JSON object."""
    if not isinstance(data, Mapping):
        raise ValueError(f"{what} must be a JSON object, not {quoted(data)}")
    return dict(data)


def _from_named(kinds: Mapping[str, type], data: Any, key: str) -> Any:
    """Build the kind that ``data[key]`` names, with the rest as its parameters."""
    data = _mapping(data, f"a {key}")
    name = data.pop(key, None)
    if not isinstance(name, str) or name not in kinds:
        raise ValueError(f"unknown {key} {quoted(name)}. Available: {', '.join(sorted(kinds))}.")
    return _build(kinds[name], data, name)


def _build(kind: type, data: dict[str, Any], name: str) -> Any:
    """An instance of ``kind`` with ``data`` as its fields; ValueError for an unknown field."""
    known = [f.name for f in fields(kind)]
    for key in data:
        if key not in known:
            raise ValueError(f"{name} has no {quoted(key)}. Available: {', '.join(known)}.")
    return kind(**data)
