"""A learning rule: a frozen value of parameters and one pure step, declared once."""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from inspect import signature
from types import FunctionType
from typing import Any, ClassVar, get_args

from ..drive import Drive
from .constants import Constants
from .conventions.aliases import Aliases
from .knob import checked_value
from .rule_registry import RuleRegistry
from .series import AxisKind, declared_series

State = dict[str, Any]
"""What a rule remembers from one step to the next: name -> value."""


RULES: RuleRegistry[type[Rule]] = RuleRegistry()
"""Every rule by name: defined in this process, or declared by an installed package."""


@dataclass(frozen=True)
class Rule(Aliases):
    """The base class of every learning rule.

    A rule is a frozen dataclass. It declares its parameters with `knob`, what it remembers in
    ``series``, and how one step changes both the state and the weight in ``step``. Defining a
    rule that has a ``step`` adds it to `RULES`.

    Attributes
    ----------
    series : dict of str to Series
        What the state holds: name -> `Series`, its axes and how it is drawn. A class may write
        the axes alone: "pre", "post", "synapse" or "network". Each is recorded under its name and
        starts at zero.
    name : str
        The name of the class, as in `RULES`.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> from stdplab import RULES, Rule, knob, presets, simulate
    >>> @dataclass(frozen=True)
    ... class Potentiate(Rule):
    ...     rate: float = knob(0.1, tex="k", label="Rate")
    ...     def step(state, drive, k, dt):
    ...         return {}, k.rate * drive.post
    >>> round(simulate(Potentiate(), presets.FLORIAN_2007.protocol).final, 6)
    0.6
    >>> del RULES["Potentiate"]
    """

    series: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "__slots__" in cls.__dict__:
            raise TypeError(
                f"{cls.__name__} is declared with slots=True, which rules do not support because "
                "it creates a second class. Use @dataclass(frozen=True)."
            )
        if "series" in cls.__dict__:
            cls.series = declared_series(cls.series)
        step = cls.__dict__.get("step")
        if isinstance(step, FunctionType):
            if "self" in signature(step).parameters:
                raise TypeError(
                    f"{cls.__name__}.step must not take self. Write step(state, drive, k, dt)."
                )
            cls.step = staticmethod(step)  # type: ignore[method-assign]
        if cls.step is not Rule.step:
            RULES.add(cls)

    def __post_init__(self) -> None:
        for declared in fields(self):
            if "knob" in declared.metadata:
                value = checked_value(
                    getattr(self, declared.name),
                    declared.metadata["knob"],
                    f"{type(self).__name__}.{declared.name}",
                    switch=isinstance(declared.default, bool),
                )
                object.__setattr__(self, declared.name, value)

    @property
    def name(self) -> str:
        """The name of the rule, as in `RULES`."""
        return type(self).__name__

    def constants(self, dt: float) -> dict[str, Any]:  # noqa: ARG002 - a rule may need dt
        """Numbers worth computing once per run, such as exp(-dt/tau).

        Parameters
        ----------
        dt : float
            The time step, ms.

        Returns
        -------
        dict of str to float or Tensor
            What ``step`` finds on ``k`` beside the parameters.
        """
        return {}

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:
        """One time step, in plain arithmetic (``+ - * / **``, comparisons, `where`, `exp`).

        It has no ``self``: a plain function will do, with ``@staticmethod`` above it or without.

        Parameters
        ----------
        state : dict
            The state before the step, with the names of ``series``.
        drive : DriveAt
            ``drive.pre`` and ``drive.post`` (1 at a spike, else 0) and ``drive.reward``.
        k : Constants
            The parameters, what `constants` returned, and ``k.lag``.
        dt : float
            The time step, ms.

        Returns
        -------
        state : dict
            The state after the step, with the same names.
        dw : float, Tensor or tuple
            The change of the weight. A tuple holds terms whose sum is the change, such as
            (potentiation, depression): soft bounds scale each by its own sign.
        """
        raise NotImplementedError

    def check_drive(self, drive: Drive) -> None:
        """Raise ValueError when the rule cannot take these spikes; by default it takes any.

        Parameters
        ----------
        drive : Drive
            Spikes and reward of a run.

        Raises
        ------
        ValueError
            When a value does not fit the rule; the message says what to change.
        """

    def check_declaration(self) -> None:
        """Raise TypeError when the class is not declared as a rule; the message says how."""
        kind, name = type(self), type(self).__name__
        if kind.step is Rule.step:
            raise TypeError(f"{name} has no step(state, drive, k, dt). Define one; see help(Rule).")
        if any(isinstance(value, Field) for value in vars(kind).values()):
            raise TypeError(f"{name} is not a dataclass. Put @dataclass(frozen=True) above it.")
        for quantity, series in self.series.items():
            if series.axes not in get_args(AxisKind):
                available = ", ".join(map(repr, get_args(AxisKind)))
                raise TypeError(
                    f"{name}.series gives {quantity!r} the axes {series.axes!r}. "
                    f"Available: {available}."
                )

    def step_constants(self, dt: float, lag: int) -> Constants:
        """Everything constant during a run: the parameters, `constants` and the reward lag."""
        parameters = {f.name: getattr(self, f.name) for f in fields(self)}
        return Constants(**parameters, **self.constants(dt), lag=lag)
