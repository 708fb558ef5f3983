"""A learning rule: a frozen value of parameters and one pure step, declared once."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from inspect import signature
from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, get_args

from . import aliases
from .support import validation
from .support.errors import UnknownNameError
from .support.lazy_torch import is_tensor
from .support.short_repr import quoted

if TYPE_CHECKING:
    import torch

Axes = Literal["pre", "post", "synapse", "network"]
State = dict[str, Any]


class Constants(SimpleNamespace):
    """What a step finds on ``k``: parameters, `Rule.constants` and the lag of the reward."""

    def __getattr__(self, name: str) -> Any:
        known = ", ".join(sorted(vars(self)))
        raise UnknownNameError(f"k.{name} is neither a parameter nor a constant: k has {known}")


RULES: dict[str, type[Rule]] = {}
"""Every rule that has been defined, by name. Defining a rule adds it."""


@dataclass(frozen=True)
class Knob:
    """How a parameter is offered to a person: range, step, symbol, unit, words.

    ``low`` and ``high`` are the slider's range; a typed value may lie outside it, except
    that a ``positive`` parameter stays above zero.
    """

    low: float
    high: float
    step: float
    tex: str
    label: str
    unit: str = ""
    positive: bool = False


def knob(
    default: float | bool,
    low: float = 0,
    high: float = 1,
    *,
    tex: str,
    label: str,
    step: float = 1,
    unit: str = "",
    positive: bool = False,
    kw_only: bool = False,
) -> Any:
    """Declare a rule's parameter with all that sliders, tables and checks need to know."""
    described = Knob(low, high, step, tex, label, unit, positive)
    return field(default=default, kw_only=kw_only, metadata={"knob": described})


def knobs(rule: Any) -> dict[str, Knob]:
    """The knobs of a rule, or of another dataclass that has some, in the order of its fields."""
    return {f.name: f.metadata["knob"] for f in fields(rule) if "knob" in f.metadata}


@dataclass(frozen=True)
class Rule:
    """The base of every rule.

    A rule is a frozen dataclass whose parameters are declared with `knob`, plus

    series      what its state holds: name -> "pre", "post", "synapse" or "network", the
                axes of the quantity; each is recorded under its name and starts at zero
    constants   numbers worth computing once, such as exp(-dt/tau)
    step        (state, drive, k, dt) -> (new state, dw), in plain arithmetic; it has no self,
                so a plain function will do, with @staticmethod above it or without

    Defining a rule that has a `step` adds it to `RULES`.
    """

    series: ClassVar[dict[str, Axes]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "__slots__" in cls.__dict__:
            raise TypeError(
                f"{cls.__name__} is declared with slots=True, which makes a second class behind "
                "the first: write @dataclass(frozen=True)"
            )
        step = cls.__dict__.get("step")
        if isinstance(step, FunctionType):
            if "self" in signature(step).parameters:
                raise TypeError(f"{cls.__name__}.step has no self: write step(state, drive, k, dt)")
            cls.step = staticmethod(step)  # type: ignore[method-assign]
        if cls.step is not Rule.step:
            RULES[cls.__name__] = cls

    def __post_init__(self) -> None:
        for declared in fields(self):
            if "knob" in declared.metadata:
                described, value = declared.metadata["knob"], getattr(self, declared.name)
                what = f"{type(self).__name__}.{declared.name}"
                if isinstance(declared.default, bool):
                    value = _switch(value, what)
                elif is_tensor(value):
                    _check_tensor(value, described, what)
                else:
                    check = validation.positive if described.positive else validation.number
                    value = check(value, what)
                object.__setattr__(self, declared.name, value)

    @property
    def name(self) -> str:
        """The name of the rule, as in `RULES`."""
        return type(self).__name__

    def constants(self, dt: float) -> dict[str, Any]:  # noqa: ARG002 - a rule may need dt
        """Numbers that `step` finds on ``k`` beside the parameters; ``dt`` in ms."""
        return {}

    @staticmethod
    def step(state: State, drive: Any, k: Any, dt: float) -> tuple[State, Any]:
        """One step of ``dt`` ms: the state before it, the drive at it, the constants."""
        raise NotImplementedError

    @classmethod
    def from_names(cls, column: str, **parameters: Any) -> Self:
        """The rule with parameters under the names of a paper or a simulator.

        column    "florian", "inferno", "gerstner", "brian2" or "nest"; `explain_names` says
                  what each name becomes

        >>> from stdplab import STDP
        >>> rule = STDP.from_names("inferno", lr_post=0.2, lr_pre=-0.2, tc_post=20, tc_pre=25)
        >>> rule.A_plus, rule.A_minus, rule.tau_plus, rule.tau_minus, rule.gamma
        (0.2, -0.2, 25.0, 20.0, 1.0)
        """
        return cls(**aliases.translate(cls.__name__, knobs(cls), column, parameters))

    @classmethod
    def explain_names(cls, column: str, **parameters: Any) -> str:
        """What each of the names that `from_names` takes became, a line each.

        >>> from stdplab import STDP
        >>> print(STDP.explain_names("inferno", lr_post=0.2, tc_pre=20))
        lr_post = 0.2 is A_plus = 0.2 (LTP amplitude)
        tc_pre = 20 is tau_plus = 20 ms (Pre trace)
        taken for granted: gamma = 1 (Learning rate)
        """
        return aliases.explain(cls.__name__, knobs(cls), column, parameters)

    def check_declaration(self) -> None:
        """Raise TypeError with what is missing when the class is not declared as a rule."""
        kind, name = type(self), type(self).__name__
        if kind.step is Rule.step:
            raise TypeError(f"{name} has no step(state, drive, k, dt): write one, see Rule")
        if any(isinstance(value, Field) for value in vars(kind).values()):
            raise TypeError(f"{name} is no dataclass: put @dataclass(frozen=True) above it")
        for held, axes in self.series.items():
            if axes not in get_args(Axes):
                wanted = ", ".join(map(repr, get_args(Axes)))
                raise TypeError(f"{name}.series has {axes!r} for {held}: it is one of {wanted}")

    def hoist(self, dt: float, lag: int) -> Constants:
        """Everything constant over a run: parameters, `constants` and the reward lag."""
        parameters = {f.name: getattr(self, f.name) for f in fields(self)}
        return Constants(**parameters, **self.constants(dt), lag=lag)


def _switch(value: Any, what: str) -> bool:
    if is_tensor(value) or value not in (0, 1):
        raise ValueError(f"{what} is {quoted(value)}: it is either True or False")
    return bool(value)


def _check_tensor(value: torch.Tensor, described: Knob, what: str) -> None:
    if not bool(value.isfinite().all()):
        raise ValueError(f"{what} holds a value that is not finite")
    if described.positive and not bool((value > 0).all()):
        raise ValueError(f"{what} holds {float(value.min()):g}: every value has to be above zero")
