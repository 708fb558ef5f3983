"""What a pairing experiment is given: its rules and numbers, checked, as JSON and back."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Self

from ..core.experiment import Experiment
from ..core.learning_rule.knob import knobs
from ..core.learning_rule.rule import Rule
from ..core.support.json_input import parse_json
from ..core.support.numbers import validation
from .inputs import experiment_with
from .repeated_pairs import positive_integer

PAIRING_EXPERIMENTS: dict[str, type[PairingDesign]] = {}
"""Every pairing experiment by its name on the command line. Defining one adds it."""


@dataclass(frozen=True)
class PairingDesign:
    """The rules and numbers of a pairing experiment: frozen, equal by value, JSON in and out."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.name:
            PAIRING_EXPERIMENTS[cls.name] = cls

    def __post_init__(self) -> None:
        for name, described in knobs(self).items():
            check = validation.positive if described.positive else validation.number
            object.__setattr__(self, name, check(getattr(self, name), name, described.unit))
        if hasattr(self, "pairs"):
            object.__setattr__(self, "pairs", positive_integer(self.pairs, "pairs"))

    def all_rules(self) -> tuple[Rule, ...]:
        """The rules of the experiment, one or several."""
        raise NotImplementedError

    def with_rules(self, rules: tuple[Rule, ...]) -> Self:
        """Return the same experiment with other rules."""
        raise NotImplementedError

    def names(self) -> tuple[str, ...]:
        """One name for each rule; the second STDP is "STDP 2"."""
        return experiment_with(self.all_rules()).names

    def with_rule(self, index: int, rule: Rule) -> Self:
        """Return the same experiment with one rule replaced.

        Parameters
        ----------
        index : int
            The place of the rule in `all_rules`.
        rule : Rule
            The new rule.
        """
        rules = list(self.all_rules())
        rules[index] = rule
        return self.with_rules(tuple(rules))

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, numbers and strings, ready for JSON."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if "rule" not in f.name}
        plain = {n: list(v) if isinstance(v, tuple) else v for n, v in values.items()}
        rules = experiment_with(self.all_rules()).to_dict()["rules"]
        return {"pairing": self.name, "rules": rules, **plain}

    def to_json(self) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Rebuild a pairing experiment from the output of `to_dict`.

        Parameters
        ----------
        data : dict
            What `to_dict` returned. Missing fields get their defaults.

        Returns
        -------
        PairingExperiment
            Of the class that ``data["pairing"]`` names.

        Raises
        ------
        ValueError
            When the name of the experiment, one of its fields or a rule is unknown, or when a
            value is not allowed.
        """
        if not isinstance(data, dict):
            raise ValueError(f"A pairing experiment must be a JSON object, got {data!r}")
        values = dict(data)
        name, rules = values.pop("pairing", None), values.pop("rules", None)
        kinds = {n: kind for n, kind in PAIRING_EXPERIMENTS.items() if issubclass(kind, cls)}
        if not isinstance(name, str) or name not in kinds:
            raise ValueError(f"Unknown pairing experiment {name!r}. Available: {', '.join(kinds)}")
        kind = kinds[name]
        known = [f.name for f in fields(kind) if "rule" not in f.name]
        for key in values:
            if key not in known:
                raise ValueError(
                    f"The pairing experiment {name!r} has no field {key!r}. "
                    f"Available: {', '.join(('rules', *known))}"
                )
        checked = Experiment.from_dict({"stdplab": 1, "protocol": {}, "rules": rules}).rules
        return replace(kind().with_rules(checked), **values)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild a pairing experiment from JSON text; raises ValueError as `from_dict` does."""
        return cls.from_dict(parse_json(text))
