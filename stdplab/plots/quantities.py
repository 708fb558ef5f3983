"""How recorded quantities are drawn: words, axis limits, ticks, numbers and symbols."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from ..core.learning_rule.rule import RULES, Rule
from ..core.learning_rule.series import Series

FIXED: dict[str, Series] = {
    "pre": Series("pre", "", "Pre spikes", colour="pre", limits=(0.0, 1.0)),
    "post": Series("post", "", "Post spikes", colour="post", limits=(0.0, 1.0)),
    "reward": Series("network", "r", "Reward", colour="reward", limits=(-1.5, 1.5)),
    "w": Series("synapse", "w", "Weight", colour="weight", limits=(0.0, 0.5)),
}
"""What every run records beside the series of its rule, and how it is drawn."""


def looks(rule: Rule, names: Iterable[str]) -> dict[str, Series]:
    """Return how the series of these names are drawn that a run of ``rule`` records."""
    return {name: FIXED.get(name) or rule.series[name] for name in names}


def common_label(name: str) -> str:
    """Return the words for a series of that name where no rule is given.

    They are those of the rules that have one, if all of them agree; else the name itself.
    """
    if name in FIXED:
        return FIXED[name].label
    labels = {rule.series[name].label for rule in RULES.values() if name in rule.series}
    return labels.pop() if len(labels) == 1 else name


def round_up(value: float) -> float:
    """Return the next larger number of the form 1, 1.5, 2, 3, 4, 5 or 7.5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    for mantissa in (1, 1.5, 2, 3, 4, 5, 7.5, 10):
        if value <= mantissa * power * (1 + 1e-9):
            return float(f"{mantissa * power:.6g}")
    raise AssertionError(value)  # a mantissa below 10 always fits


def expand_limits(limits: tuple[float, float], low: float, high: float) -> tuple[float, float]:
    """Return limits that also include ``low`` and ``high``; symmetric ones stay symmetric."""
    bottom, top = limits
    if bottom == -top:
        largest = max(top, round_up(max(abs(low), abs(high), top)))
        return -largest, largest
    return (
        bottom if low >= bottom else -round_up(-low) if low < 0 else 0.0,
        top if high <= top else round_up(high) if high > 0 else 0.0,
    )


def tick_step(duration: float) -> float:
    """Return a round distance between time ticks that gives seven to fourteen ticks."""
    power = 10.0 ** math.floor(math.log10(duration / 7))
    step = next(m for m in (5, 2.5, 2, 1) if m * power <= duration / 7 * (1 + 1e-9))
    return step * power


_FOUR_DIGITS = Context(prec=4, rounding=ROUND_HALF_UP)


def format_number(value: float) -> str:
    """Return a number as readers see it, in figures and on the page alike.

    It has at most four significant digits, a true minus sign, and a power of ten only below a
    millionth and from 1e21 on.

    >>> [format_number(value) for value in (-0.125, 12345, 2e-5, 2e-7)]
    ['−0.125', '12350', '0.00002', '2e−7']
    """
    rounded = float(_FOUR_DIGITS.create_decimal_from_float(float(value)))
    if not rounded:
        return "0"
    if 1e-6 <= abs(rounded) < 1e21:
        text = f"{Decimal(repr(rounded)).normalize():f}"
    else:
        text = re.sub(r"e([+-])0", r"e\1", repr(rounded))
    return text.replace("-", "−")


GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
    "varsigma sigma tau upsilon phi chi psi omega"
)
GREEK = dict(zip(GREEK_NAMES.split(), map(chr, range(ord("α"), ord("ω") + 1)), strict=True))
"""TeX name -> Greek letter, for the parameters of any rule."""


def symbol(tex: str) -> list[list[str]]:
    r"""Split a short TeX symbol into runs of [text, "base" or "sub"], for a page without TeX.

    Only Greek letters and subscripts of one token are understood; parameters use no more.

    >>> symbol(r"\tau_+")
    [['τ', 'base'], ['+', 'sub']]
    """
    runs = []
    for part in re.findall(r"_\{[^}]*\}|_?\\[a-zA-Z]+|_?[^_\\\s]", tex):
        text = part.removeprefix("_").strip("{}")
        text = GREEK.get(text.removeprefix("\\"), text).replace("-", "−")
        runs.append([text, "sub" if part.startswith("_") else "base"])
    return runs
