"""Knobs: how a rule declares a parameter, with all that sliders, tables and checks need."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from ..support.lazy_torch import is_tensor
from ..support.numbers import validation
from ..support.numbers.array_as_tensor import array_as_tensor
from ..support.numbers.tensor_input import all_true
from ..support.short_repr import number_text, quoted

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Knob:
    """How a parameter is offered to a user: range, step, symbol, unit and label.

    Parameters
    ----------
    low, high : float
        The slider's range. A typed value may lie outside it.
    step : float
        The slider's step.
    tex : str
        The symbol in TeX, without dollar signs.
    label : str
        The name in words, such as "Learning rate".
    unit : str
        The unit, such as "ms"; empty for a pure number.
    positive : bool
        Whether every value, typed ones too, must be above zero.
    options : tuple of str
        The labels of a choice, for the values 0, 1, ...; empty for a number or a switch.
    """

    low: float
    high: float
    step: float
    tex: str
    label: str
    unit: str = ""
    positive: bool = False
    options: tuple[str, ...] = ()

    @property
    def range(self) -> tuple[float, float]:
        """The ends of its slider. One whose values must be positive begins at least at a step."""
        return (max(self.low, self.step) if self.positive else self.low), self.high

    def text(self, symbol: str | None = None) -> str:
        r"""Label, symbol and unit, such as "Eligibility trace $\tau_z$ (ms)".

        Parameters
        ----------
        symbol : str or None
            The symbol as it is to be written; None for TeX between dollar signs.

        Returns
        -------
        str
            What stands at a slider or an axis.
        """
        if symbol is None:
            symbol = f"${self.tex}$" if self.tex else ""
        unit = f"({self.unit})" if self.unit else ""
        return " ".join(filter(None, (self.label, symbol, unit)))

    def values(self, most: int | None = None) -> list[float]:
        """The values at its steps, from one end of the range to the other.

        Parameters
        ----------
        most : int or None
            About how many values at most: the distance is then several steps. None for every
            step.

        Returns
        -------
        list of float
            Whole multiples of the step, rising.
        """
        return multiples(*self.range, self.step, most)


def multiples(low: float, high: float, step: float, most: int | None = None) -> list[float]:
    """The multiples of ``step`` from ``low`` to ``high``; with ``most``, of some steps together."""
    if most:
        step *= max(1, round((high - low) / step / most))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(step * i, 9) for i in range(first, last + 1)]


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
    options: tuple[str, ...] = (),
) -> Any:
    r"""Declare a parameter of a rule, with all that sliders, tables and checks need to know.

    Parameters
    ----------
    default : float or bool
        The default value. A bool makes the parameter a switch.
    low, high : float
        The slider's range. A typed value may lie outside it.
    tex : str
        The symbol in TeX, without dollar signs.
    label : str
        The name in words, such as "Learning rate".
    step : float
        The slider's step.
    unit : str
        The unit, such as "ms"; empty for a pure number.
    positive : bool
        Whether every value, typed ones too, must be above zero.
    kw_only : bool
        Whether the parameter can be passed by name only.
    options : tuple of str
        The labels of a choice. The parameter is then the place of the chosen label: 0, 1, ...

    Returns
    -------
    dataclasses.Field
        The field, for the body of a frozen dataclass that derives from `Rule`.

    Examples
    --------
    >>> from stdplab.core.learning_rule.knob import knob
    >>> tau = knob(20.0, 1, 100, tex=r"\tau", label="Trace", unit="ms", positive=True)
    >>> tau.default, tau.metadata["knob"].unit
    (20.0, 'ms')
    """
    if options:
        low, high = 0, len(options) - 1
    declared = Knob(low, high, step, tex, label, unit, positive, options)
    return field(default=default, kw_only=kw_only, metadata={"knob": declared})


def knobs(rule: Any) -> dict[str, Knob]:
    """The knobs of a rule, or of another dataclass that has some, in the order of its fields."""
    return {f.name: f.metadata["knob"] for f in fields(rule) if "knob" in f.metadata}


def checked_value(value: Any, knob: Knob, what: str, *, switch: bool) -> Any:
    """``value`` as a float, bool, int or tensor; ValueError when the knob does not allow it.

    ``what`` names the parameter in the message; a ``switch`` is True or False, a choice the place
    of one of its options.
    """
    if knob.options:
        return _as_choice(value, knob.options, what)
    if switch:
        return _as_bool(value, what)
    value = array_as_tensor(value, what, knob.unit)
    if is_tensor(value):
        _check_tensor(value, knob, what)
        return value
    check = validation.positive if knob.positive else validation.number
    return check(value, what, knob.unit)


def _as_bool(value: Any, what: str) -> bool:
    """The value of a switch."""
    if is_tensor(value) or np.ndim(value) or value not in (0, 1):
        raise ValueError(f"{what} is {quoted(value)}: it must be True or False")
    return bool(value)


def _as_choice(value: Any, options: tuple[str, ...], what: str) -> int:
    """The place of an option, given by its place or its label."""
    if isinstance(value, str) and value in options:
        return options.index(value)
    if is_tensor(value) or isinstance(value, bool) or value not in range(len(options)):
        places = ", ".join(f"{i} ({option})" for i, option in enumerate(options))
        raise ValueError(f"{what} is {quoted(value)}. Available: {places}.")
    return int(value)


def _check_tensor(value: torch.Tensor, knob: Knob, what: str) -> None:
    """Raise ValueError when an element of the tensor is not allowed."""
    if not all_true(value.isfinite()):
        raise ValueError(f"{what} holds a value that is not finite")
    if knob.positive and not all_true(value > 0):
        raise ValueError(
            f"{what} holds {number_text(float(value.min()))}: every value must be above zero"
        )
