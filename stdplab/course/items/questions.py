"""Questions with one answer: a choice with words for each option, or a number with its unit."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from .verdict import Verdict, hash_answer

UNITS = {
    "": {"": 1.0},
    "ms": {"ms": 1.0, "s": 1000.0},
    "s": {"s": 1.0, "ms": 0.001},
    "Hz": {"Hz": 1.0, "kHz": 1000.0, "1/s": 1.0},
    "mV": {"mV": 1.0, "V": 1000.0},
    "%": {"%": 1.0},
}
"""The unit that is asked for -> the units that may be typed and how many of it each one is."""

_NUMBER = re.compile(r"([-+\u2212]?[\d.,]+(?:e[-+]?\d+)?)\s*(\S*)", re.IGNORECASE)


@dataclass(frozen=True)
class Choice:
    """One of several answers.

    key        where it belongs, such as "03/after": notebook and item
    prompt     the question
    options    each answer with what to say to whoever gives it
    right      `hash_answer` of the right one, with the same key
    """

    kind: ClassVar[str] = "choice"

    key: str
    prompt: str
    options: Mapping[str, str]
    right: str

    def __post_init__(self) -> None:
        if sum(hash_answer(self.key, option) == self.right for option in self.options) != 1:
            raise ValueError(
                f"{self.key}: none of the options is sealed as right: give "
                "right=seal(key, option) with one of them"
            )

    def judge(self, answer: object) -> Verdict:
        """What to say to this answer; ValueError when it is none of the options."""
        if not isinstance(answer, str) or answer not in self.options:
            raise ValueError(f"choose one of: {'; '.join(self.options)}")
        return Verdict(hash_answer(self.key, answer) == self.right, self.options[answer])


@dataclass(frozen=True)
class Numeric:
    """A number, typed with or without its unit.

    truth       a function that computes it, so that it stands nowhere
    tolerance   how far off still counts, in the unit
    near        said to a wrong answer; hints at the way, not at the number
    """

    kind: ClassVar[str] = "number"

    key: str
    prompt: str
    truth: Callable[[], float]
    tolerance: float
    unit: str = ""
    near: str = ""

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"{self.key}: unknown unit {self.unit!r}: use {', '.join(UNITS)}")
        if not callable(self.truth):
            raise ValueError(f"{self.key}: truth is a function, such as lambda: 15 - 10")
        if not self.tolerance > 0:
            raise ValueError(f"{self.key}: tolerance is {self.tolerance}: make it more than zero")

    def judge(self, answer: object) -> Verdict:
        """What to say to this answer; ValueError when it is no number in a unit that fits."""
        value = self._read(answer)
        truth = self.truth()
        if abs(value - truth) <= self.tolerance * (1 + 1e-9):
            return Verdict(True, f"Right: {truth:.4g} {self.unit}".rstrip() + ".")
        if truth and abs(value + truth) <= self.tolerance:
            return Verdict(False, "The size is right; look at the sign again.")
        way = "too high" if value > truth else "too low"
        return Verdict(False, f"{value:.4g} is {way}. {self.near}".rstrip())

    def _read(self, answer: object) -> float:
        asked = f"a number in {self.unit}, such as 12.5 {self.unit}" if self.unit else "a number"
        if isinstance(answer, (int, float)) and not isinstance(answer, bool):
            answer = repr(float(answer))
        found = _NUMBER.fullmatch(answer.strip()) if isinstance(answer, str) else None
        if not found:
            raise ValueError(f"{answer!r} is no number: type {asked}")
        digits, unit = found.groups()
        scales = UNITS[self.unit]
        if unit and unit not in scales:
            raise ValueError(f"{unit} does not fit here: type {asked}")
        try:
            value = float(digits.replace("\u2212", "-").replace(",", "."))
        except ValueError:
            raise ValueError(f"{answer!r} is no number: type {asked}") from None
        if not math.isfinite(value):
            raise ValueError(f"{answer!r} is not finite: type {asked}")
        return value * scales.get(unit, 1.0)
