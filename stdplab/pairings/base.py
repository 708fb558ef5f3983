"""The base of the pairing experiments, and their result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar, Self

from ..core.experiment import Experiment
from ..core.knob import knobs
from ..core.rule import Rule
from ..core.support import validation
from ..core.support.json_input import parse_json
from .inputs import experiment_with
from .repeated_pairs import PeriodicPairs, positive_integer

PAIRING_EXPERIMENTS: dict[str, type[PairingExperiment]] = {}
"""Every pairing experiment by its name on the command line. Defining one adds it."""

FORMAT = 1
"""Version of the JSON form, raised when an older reader could not understand it."""


@dataclass(frozen=True)
class PairingExperiment:
    """The base of the pairing experiments: frozen, equal by value, JSON in and out.

    A subclass is a frozen dataclass with a class variable ``name``, which is its name on the
    command line. It defines `all_rules`, `with_rules`, `tasks`, `preview` and `run`. Fields
    declared with `knob` get a slider, like the parameters of a rule.

    Examples
    --------
    >>> from stdplab.pairings import PAIRING_EXPERIMENTS, PairingExperiment, STDPWindow
    >>> list(PAIRING_EXPERIMENTS)
    ['triplet', 'window']
    >>> PairingExperiment.from_json(STDPWindow(pairs=10).to_json()) == STDPWindow(pairs=10)
    True
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.name:
            PAIRING_EXPERIMENTS[cls.name] = cls

    def __post_init__(self) -> None:
        for name, described in knobs(self).items():
            check = validation.positive if described.positive else validation.number
            object.__setattr__(self, name, check(getattr(self, name), name))
        if hasattr(self, "pairs"):
            object.__setattr__(self, "pairs", positive_integer(self.pairs, "pairs"))

    def all_rules(self) -> tuple[Rule, ...]:
        """The rules of the experiment, one or several."""
        raise NotImplementedError

    def with_rules(self, rules: tuple[Rule, ...]) -> Self:
        """Return the same experiment with other rules."""
        raise NotImplementedError

    def tasks(self) -> tuple[PeriodicPairs, ...]:
        """The simulations that `run` needs; one that ran before costs nothing."""
        raise NotImplementedError

    def preview(self) -> PairingResult:
        """Return what can be computed within a frame or two."""
        raise NotImplementedError

    def run(self) -> PairingResult:
        """Run every simulation and return the complete result."""
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
    def from_dict(cls, data: Any) -> PairingExperiment:
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
        if not isinstance(name, str) or name not in PAIRING_EXPERIMENTS:
            raise ValueError(
                f"Unknown pairing experiment {name!r}. Available: {', '.join(PAIRING_EXPERIMENTS)}"
            )
        kind = PAIRING_EXPERIMENTS[name]
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
    def from_json(cls, text: str) -> PairingExperiment:
        """Rebuild a pairing experiment from JSON text; raises ValueError as `from_dict` does."""
        return cls.from_dict(parse_json(text))


@dataclass(frozen=True)
class PairingResult:
    """The result of one pairing experiment.

    Parameters
    ----------
    experiment : PairingExperiment
        The experiment that was run.
    series : dict of str to list of float
        Name -> one number for each point. The first series is the axis, in ms or Hz; the others
        are weight changes.
    numbers : dict of str to float or None
        Quantities estimated from the series, by name; None where there is no estimate.
    summary : str
        The numbers in one sentence.

    Examples
    --------
    >>> from stdplab import STDP
    >>> from stdplab.pairings import STDPWindow
    >>> result = STDPWindow(STDP(), delays=(-10, 10)).run()
    >>> [round(change, 4) for change in result["measured"]]
    [-0.1213, 0.1213]
    """

    experiment: PairingExperiment
    series: dict[str, list[float]]
    numbers: dict[str, float | None] = field(default_factory=dict)
    summary: str = ""

    def __getitem__(self, name: str) -> list[float]:
        """The series called ``name``."""
        if name not in self.series:
            raise KeyError(f"No series {name!r}. Available: {', '.join(self.series)}")
        return self.series[name]

    def __str__(self) -> str:
        heads = list(self.series)
        series = self.series.values()
        axis, *columns = ([_cell(v, is_axis=i == 0) for v in s] for i, s in enumerate(series))
        table = [heads, *map(list, zip(axis, *columns, strict=True))]
        widths = [max(len(row[i]) for row in table) for i in range(len(heads))]
        rows = ("  ".join(f"{c:>{w}}" for c, w in zip(r, widths, strict=True)) for r in table)
        return "\n".join((self.experiment.title, *rows, self.summary))

    def to_dict(self) -> dict[str, Any]:
        """Return everything, the experiment included, ready for JSON."""
        return {
            "format": FORMAT,
            "pairing": self.experiment.to_dict(),
            "series": self.series,
            "numbers": self.numbers,
            "line": self.summary,
        }

    def to_json(self) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> PairingResult:
        """Rebuild a result from the output of `to_dict`.

        Parameters
        ----------
        data : dict
            What `to_dict` returned.

        Returns
        -------
        PairingResult
            Equal to the one that was stored.

        Raises
        ------
        ValueError
            When the format is another one, a part is missing, or the experiment is not valid.
        """
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise ValueError(
                f"Not a pairing result of format {FORMAT}. Use PairingResult.to_dict()"
            )
        series, numbers = data.get("series"), data.get("numbers")
        if not isinstance(series, Mapping) or not isinstance(numbers, Mapping):
            raise ValueError('A pairing result needs "series" and "numbers", both JSON objects')
        lists = {name: list(values) for name, values in series.items()}
        experiment = PairingExperiment.from_dict(data.get("pairing"))
        return cls(experiment, lists, dict(numbers), str(data.get("line", "")))

    @classmethod
    def from_json(cls, text: str) -> PairingResult:
        """Rebuild a result from JSON text; raises ValueError as `from_dict` does."""
        return cls.from_dict(parse_json(text))


def _cell(value: float, *, is_axis: bool) -> str:
    """One number of the table; a change that rounds to zero has no minus sign."""
    text = f"{value:g}" if is_axis else f"{value:.4f}"
    return text if float(text) or is_axis else text.removeprefix("-")
