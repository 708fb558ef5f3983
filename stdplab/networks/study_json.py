"""A study as numbers, strings and dicts, ready for JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from ..core.learning_rule.rule import RULES
from ..core.support.json_input import json_object
from ..core.support.short_repr import quoted

StudyType = TypeVar("StudyType")


def to_dict(study: Any) -> dict[str, Any]:
    """The parameters of a study and of its rule, with the names of both."""
    values = {f.name: getattr(study, f.name) for f in fields(study) if f.name != "rule"}
    return {"study": study.name, **values, "rule": {"rule": study.rule.name, **asdict(study.rule)}}


def from_dict(data: Any, studies: Mapping[str, Callable[..., StudyType]]) -> StudyType:
    """The study that ``data`` describes; see `Study.from_dict`."""
    values = dict(json_object(data, "a study"))
    kind, rule = values.pop("study", None), dict(json_object(values.pop("rule", {}), "a rule"))
    if not isinstance(kind, str) or kind not in studies:
        raise ValueError(f"unknown study {quoted(kind)}. Available: {', '.join(studies)}")
    name = rule.pop("rule", None)
    if not isinstance(name, str) or name not in RULES:
        raise ValueError(f"unknown rule {quoted(name)}. Available: {', '.join(RULES)}")
    try:
        return studies[kind](RULES[name](**rule), **values)
    except TypeError as error:
        raise ValueError(
            f"this study of kind {kind} was written by another version of stdplab: {error}"
        ) from None
