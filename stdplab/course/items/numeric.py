"""A question whose answer is a number, typed with or without its unit."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from ...core.support.numbers.typed_numbers import as_number
from ...core.support.short_repr import number_text, quoted
from .verdict import Verdict

UNITS = {
    "": {"": 1.0},
    "ms": {"ms": 1.0, "s": 1000.0},
    "s": {"s": 1.0, "ms": 0.001},
    "Hz": {"Hz": 1.0, "kHz": 1000.0, "1/s": 1.0},
    "mV": {"mV": 1.0, "V": 1000.0},
    "%": {"%": 1.0},
}
"""The unit of the question -> each unit that may be typed, and its factor to that unit."""

_NUMBER = re.compile(r"([-+\u2212]?[\d.,]+(?:e[-+]?\d+)?)\s*(\S*)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Numeric:
    """A question whose answer is a number, typed with or without its unit.

    An answer is right when

        |answer - truth| <= tolerance

    Parameters
    ----------
    key : str
        Notebook and item, such as "03/jump". The answer is stored under it.
    prompt : str
        The question.
    truth : callable
        A function without arguments that computes the number, in ``unit``; so the number
        cannot be read in the notebook.
    tolerance : float
        The largest error that counts as right, in ``unit``.
    unit : str
        "ms", "s", "Hz", "mV", "%", or "" for a number without a unit.
    hint_wrong : str
        Shown after a wrong answer. It should point to the method, not to the number.

    Raises
    ------
    ValueError
        When ``unit`` is unknown, ``truth`` is not a function or ``tolerance`` is not positive.

    Examples
    --------
    >>> from stdplab.course import Numeric
    >>> item = Numeric("lesson1/delay", "How late is post?", lambda: 15 - 10, 0.5, unit="ms")
    >>> item.judge("0.005 s").message
    'Right: 5 ms.'
    """

    kind: ClassVar[str] = "number"

    key: str
    prompt: str
    truth: Callable[[], float]
    tolerance: float
    unit: str = ""
    hint_wrong: str = ""

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(
                f"{self.key}: unknown unit {self.unit!r}. "
                f"Available: {', '.join(filter(None, UNITS))}, or '' for none."
            )
        if not callable(self.truth):
            raise ValueError(
                f"{self.key}: truth must be a function, such as lambda: 15 - 10, "
                f"got {quoted(self.truth)}."
            )
        if not self.tolerance > 0:
            raise ValueError(f"{self.key}: tolerance must be above 0, got {self.tolerance}.")

    def judge(self, answer: object) -> Verdict:
        """Check a number.

        Parameters
        ----------
        answer : str or float
            The number, as text with or without a unit.

        Returns
        -------
        Verdict
            Whether it is right; otherwise whether it is too high, too low or of the wrong sign.

        Raises
        ------
        ValueError
            When ``answer`` is not a number in a unit that fits.
        """
        value = self._read(answer)
        truth = self.truth()
        if abs(value - truth) <= self.tolerance * (1 + 1e-9):
            return Verdict(True, f"Right: {truth:.4g} {self.unit}".rstrip() + ".")
        if truth and abs(value + truth) <= self.tolerance:
            return Verdict(False, "The size is right, but the sign is wrong.")
        error = "too high" if value > truth else "too low"
        return Verdict(False, f"{number_text(value)} is {error}. {self.hint_wrong}".rstrip())

    def _read(self, answer: object) -> float:
        """The answer as a number in the unit of the question."""
        example = f"a number in {self.unit}, such as 12.5 {self.unit}" if self.unit else "a number"
        if isinstance(answer, (int, float)) and not isinstance(answer, bool):
            answer = repr(float(answer))
        match = _NUMBER.fullmatch(answer.strip()) if isinstance(answer, str) else None
        if not match:
            raise ValueError(f"{quoted(answer)} is not a number. Type {example}.")
        digits, unit = match.groups()
        factors = UNITS[self.unit]
        if unit and unit not in factors:
            raise ValueError(f"The unit {unit:.20} does not fit here. Type {example}.")
        value = as_number(digits)
        if value is None:
            raise ValueError(f"{quoted(answer)} is not a number. Type {example}.")
        if not math.isfinite(value):
            raise ValueError(f"{quoted(answer)} is not finite. Type {example}.")
        return value * factors.get(unit, 1.0)
