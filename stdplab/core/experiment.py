"""An experiment: a protocol, the rules to compare and the starting weight, as one value."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from .bounds import Bounds
from .experiment_json import fields_from_plain, to_plain
from .experiment_size import check_plain
from .learning_rule.rule import Rule
from .protocol import Protocol
from .result import Result
from .simulate import simulate
from .support.json_input import parse_json
from .support.lazy_torch import is_tensor
from .support.limits import MAX_EXPERIMENT_CHARS
from .support.numbers import validation
from .support.short_repr import quoted


@dataclass(frozen=True)
class Experiment:
    """Everything that determines a run: a protocol, the rules to compare and the start weight.

    An experiment is a value: frozen, hashable, equal by its contents, and JSON in and out.

    Parameters
    ----------
    protocol : Protocol
        Spikes, reward and time grid.
    rules : tuple of Rule
        The rules to compare, at least one, with single numbers as parameters.
    w0 : float
        The weight before the first step.
    lag : int
        0: the reward meets the pairing of the same step. 1: that of the step before.
    bounds : Bounds or None
        `Hard`, `Soft` or `Multiplicative` bounds of the weight; None for w + dw.

    Raises
    ------
    ValueError
        When a field has the wrong type or value, or ``w0`` is outside the bounds.

    Examples
    --------
    >>> from stdplab import presets
    >>> Experiment.from_json(presets.FLORIAN_2007.to_json()) == presets.FLORIAN_2007
    True
    """

    protocol: Protocol
    rules: tuple[Rule, ...]
    w0: float = 0.2
    lag: int = 0
    bounds: Bounds | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.protocol, Protocol):
            raise ValueError(f"protocol is {quoted(self.protocol)}: it must be a Protocol")
        rules = _check_rules(self.rules)
        if self.lag not in (0, 1):
            raise ValueError(f"lag is {quoted(self.lag)}: use 0 or 1")
        if self.bounds is not None and not isinstance(self.bounds, Bounds):
            raise ValueError(
                f"bounds is {quoted(self.bounds)}: it must be Hard(low, high), "
                "Soft(low, high, mu), Multiplicative(low, high) or None"
            )
        w0 = validation.number(self.w0, "w0")
        if self.bounds is not None:
            if is_tensor(self.bounds.low):
                raise ValueError(
                    "The bounds of an Experiment must be single numbers, not tensors. "
                    "For many synapses use simulate(..., bounds=...)."
                )
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
        """Simulate every rule on the same protocol.

        Returns
        -------
        dict of str to Result
            The results by the names in ``names``.

        Examples
        --------
        >>> from stdplab import presets
        >>> presets.FLORIAN_2007.run()["MSTDP"]
        Result(MSTDP, 200 steps, w 0.2000 -> 0.2033)
        """
        return {
            name: simulate(rule, self.protocol, self.w0, lag=self.lag, bounds=self.bounds)
            for name, rule in zip(self.names, self.rules, strict=True)
        }

    def to_dict(self) -> dict[str, Any]:
        """The experiment as plain lists, numbers and strings, ready for JSON.

        Returns
        -------
        dict
            With the key "stdplab", the format's version, and one key for each field.
        """
        return to_plain(self.protocol, self.rules, self.w0, self.lag, self.bounds)

    def to_json(self) -> str:
        """The experiment as JSON text.

        Returns
        -------
        str
            What `from_json` reads.
        """
        return json.dumps(self.to_dict())

    @classmethod
    def from_dict(cls, data: Any) -> Experiment:
        """Rebuild an experiment from what `to_dict` gave.

        Parameters
        ----------
        data : dict
            The experiment as plain lists, numbers and strings.

        Returns
        -------
        Experiment
            An equal experiment.

        Raises
        ------
        ValueError
            When the format's version, a key or a value does not fit, or the experiment is too
            large to be read; the message names it.
        """
        check_plain(data)
        return cls(**fields_from_plain(data))

    @classmethod
    def from_json(cls, text: str) -> Experiment:
        """Rebuild an experiment from JSON text.

        Parameters
        ----------
        text : str
            What `to_json` gave.

        Returns
        -------
        Experiment
            An equal experiment.

        Raises
        ------
        ValueError
            When the text is not JSON, or as for `from_dict`.
        """
        return cls.from_dict(parse_json(text, MAX_EXPERIMENT_CHARS))


def _check_rules(rules: Any) -> tuple[Rule, ...]:
    """The rules as a tuple; ValueError unless each is a Rule with single numbers as parameters."""
    if isinstance(rules, Rule) or not isinstance(rules, Iterable):
        raise ValueError(
            f"rules is {quoted(rules)}: it must be a tuple of rules, such as (STDP(), MSTDP())"
        )
    checked: tuple[Rule, ...] = tuple(rules)
    if not checked:
        raise ValueError("rules is empty: give at least one rule, such as (STDP(),)")
    for rule in checked:
        if not isinstance(rule, Rule):
            raise ValueError(
                f"{quoted(rule)} is not a rule with its parameters. Pass one such as STDP()."
            )
        tensors = [f.name for f in fields(rule) if is_tensor(getattr(rule, f.name))]
        if tensors:
            raise ValueError(
                f"{rule.name}.{tensors[0]} is a tensor (many values), but an Experiment needs one "
                "number. Pass the rule to simulate(), or use sweep()."
            )
    return checked
