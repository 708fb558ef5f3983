"""The base class `Study`: a network experiment as a value, with its parameters and measures."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar, Self

import torch

from ..core.learning_rule.rule import RULES, Rule
from ..core.support.limits import MAX_EPOCHS, MAX_SEED, MAX_SEEDS
from ..core.support.short_repr import quoted
from . import study_json
from .network import Measures, Network

STUDIES: dict[str, type[Study]] = {}
"""Every study by its name on the command line. Defining a study adds it."""


def option(default: Any, help_text: str) -> Any:
    """A parameter of a study, with the help text that the command line shows."""
    return field(default=default, kw_only=True, metadata={"help": help_text})


@dataclass(frozen=True)
class Study:
    """A network experiment as a value; the base class of all studies.

    A study holds parameters only. It says how to make its networks and what happens in one
    epoch; `Training` holds the state. All randomness comes from a generator that is passed in,
    so one seed gives the same numbers at each run.

    A subclass sets the class attributes `name` (on the command line), `title`,
    `measures` (the names of its measures), `main_measure` (the one that a claim of learning
    rests on), `unit` and `measure_range` (of that measure), `default_rule` and `deviation_note`
    (how the results differ from published ones), and writes `make_network`, `run_epoch` and
    `from_paper`.

    Parameters
    ----------
    rule : Rule
        The learning rule of all plastic synapses.
    epochs : int
        Number of epochs in a whole training.
    seeds : int
        Number of networks that run side by side. Each has its own random draws.
    seed : int
        Seed of all randomness.

    Raises
    ------
    ValueError
        When `rule` is not a rule, or a number is not whole or out of range.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    main_measure: ClassVar[str] = ""
    measures: ClassVar[tuple[str, ...]] = ()
    unit: ClassVar[str] = ""
    measure_range: ClassVar[tuple[float, float]] = (0.0, 1.0)
    default_rule: ClassVar[str] = "MSTDPET"
    deviation_note: ClassVar[str] = ""

    rule: Rule
    epochs: int = option(200, "number of epochs of learning")
    seeds: int = option(16, "number of networks, each with its own random draws")
    seed: int = option(0, "seed of all randomness")

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.name:
            STUDIES[cls.name] = cls

    def __post_init__(self) -> None:
        if not isinstance(self.rule, Rule):
            raise ValueError(
                f"rule must be a learning rule such as MSTDPET(), got {quoted(self.rule)}"
            )
        for name, low, high in (
            ("epochs", 1, MAX_EPOCHS), ("seeds", 1, MAX_SEEDS), ("seed", 0, MAX_SEED)
        ):  # fmt: skip
            self._check_whole_number(name, low, high)

    def _check_whole_number(self, name: str, low: int, high: int) -> None:
        value = getattr(self, name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(
                f"{name} must be a whole number from {low} to {high:,}, got {quoted(value)}"
            )

    def draw_network(self, generator: torch.Generator) -> Network:
        """Draw networks without running them; a study whose networks run first overrides it.

        Parameters
        ----------
        generator : torch.Generator
            Source of all random draws.

        Returns
        -------
        Network
            The networks of all seeds, whose tensors have the shapes of `make_network`'s.
        """
        return self.make_network(generator)

    def make_network(self, generator: torch.Generator) -> Network:
        """Make untrained networks, one per seed.

        Parameters
        ----------
        generator : torch.Generator
            Source of all random draws.

        Returns
        -------
        Network
            All networks in one object.
        """
        raise NotImplementedError

    def run_epoch(
        self, network: Any, generator: torch.Generator, *, learning: bool, fresh: bool = False
    ) -> Measures:
        """Run one epoch and measure it.

        Parameters
        ----------
        network : Network
            What `make_network` returned. Its state changes.
        generator : torch.Generator
            Source of all random draws.
        learning : bool
            Whether the weights change.
        fresh : bool
            Whether to use inputs that the networks have never seen.

        Returns
        -------
        dict of str to torch.Tensor
            Each measure of the epoch, shape (seeds,).
        """
        raise NotImplementedError

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """Make the study with published parameters of the rule, where there are any.

        Parameters
        ----------
        rule : str
            Name of a rule, such as "MSTDPET".
        **options
            Values of the study's own parameters, such as ``seeds=4``.

        Returns
        -------
        Study
            The study. A rule without published parameters keeps its defaults.
        """
        raise NotImplementedError

    @classmethod
    def create(cls, rule: str, **values: Any) -> Self:
        """Make the study as `from_paper` does, with other values of the study or of its rule.

        Parameters
        ----------
        rule : str
            Name of a rule, such as "MSTDPET".
        **values
            Parameters of the study (``epochs=50``) or of the rule (``tau_z=40.0``).

        Returns
        -------
        Study
            The study with these values.

        Raises
        ------
        ValueError
            When there is no such rule, or neither study nor rule has a parameter.

        Examples
        --------
        >>> from stdplab.networks import Xor
        >>> Xor.create("MSTDPET", seeds=4, tau_z=40.0).rule.tau_z
        40.0
        """
        if rule not in RULES:
            raise ValueError(f"unknown rule {rule!r}. Available: {', '.join(RULES)}")
        parameters = [f.name for f in fields(cls) if f.name != "rule"]
        study = cls.from_paper(rule, **{n: v for n, v in values.items() if n in parameters})
        rule_values = {n: v for n, v in values.items() if n not in parameters}
        rule_parameters = [f.name for f in fields(study.rule)]
        for name in rule_values:
            if name not in rule_parameters:
                raise ValueError(
                    f"unknown parameter {name!r}. The study {cls.name} has: "
                    f"{', '.join(parameters)}. The rule {rule} has: {', '.join(rule_parameters)}"
                )
        return replace(study, rule=replace(study.rule, **rule_values))

    def to_dict(self) -> dict[str, Any]:
        """Return the study as numbers, strings and dicts, ready for JSON."""
        return study_json.to_dict(self)

    @classmethod
    def from_dict(cls, data: Any) -> Study:
        """Rebuild a study from what `to_dict` returned.

        Parameters
        ----------
        data : dict
            The study as a JSON object.

        Returns
        -------
        Study
            A study of the class that `data` names.

        Raises
        ------
        ValueError
            When the study or the rule is unknown, or a parameter is unknown or out of range.
        """
        return study_json.from_dict(data, STUDIES)
