"""The one table of how a quantity looks: words, TeX, unit, colour, limits."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """How one recorded series is drawn.

    limits     the axis at rest; it grows when the values leave it and never shrinks below
    mirrored   drawn upside down (the post trace hangs below the pre trace)
    dashed     the second code beside the colour
    folded     multiplied by the learning rate gamma in the folded display convention
    """

    label: str
    tex: str
    colour: str
    limits: tuple[float, float]
    unit: str = ""
    mirrored: bool = False
    dashed: bool = False
    folded: bool = False


QUANTITIES: dict[str, Quantity] = {
    "pre": Quantity("Pre spikes", "", "pre", (0.0, 1.0)),
    "post": Quantity("Post spikes", "", "post", (0.0, 1.0)),
    "x": Quantity("Traces", "x", "pre", (-0.4, 0.4), folded=True),
    "y": Quantity("Traces", "y", "post", (-0.4, 0.4), mirrored=True, dashed=True, folded=True),
    "x2": Quantity("Slow pre trace", "x_2", "pre", (0.0, 1.0)),
    "y2": Quantity("Slow post trace", "y_2", "post", (0.0, 1.0), dashed=True),
    "m": Quantity("Expected reward", "m", "reward", (-1.5, 1.5)),
    "reward": Quantity("Reward", "r", "reward", (-1.5, 1.5)),
    "z": Quantity("Eligibility", "z", "eligibility", (-0.01, 0.01), unit="1/ms", folded=True),
    "w": Quantity("Weight", "w", "weight", (0.0, 0.5)),
}
"""By the name under which `Result` records the series."""


def quantity(name: str) -> Quantity:
    """The entry for ``name``; a series of a rule of one's own gets a plain one."""
    return QUANTITIES.get(name) or Quantity(name, name, "ink", (-1.0, 1.0))


def round_up(value: float) -> float:
    """The next number of the form 1, 1.5, 2, 3, 4, 5, 7.5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    for mantissa in (1, 1.5, 2, 3, 4, 5, 7.5, 10):
        if value <= mantissa * power * (1 + 1e-9):
            return float(f"{mantissa * power:.6g}")
    raise AssertionError(value)  # a mantissa below 10 always fits


def grown(limits: tuple[float, float], low: float, high: float) -> tuple[float, float]:
    """Limits that also hold ``low`` and ``high``; symmetric ones stay symmetric."""
    bottom, top = limits
    if bottom == -top:
        reach = max(top, round_up(max(abs(low), abs(high), top)))
        return -reach, reach
    return (
        bottom if low >= bottom else -round_up(-low),
        top if high <= top else round_up(high),
    )


def tick_step(duration: float) -> float:
    """A round distance between time ticks that gives seven to fourteen of them."""
    power = 10.0 ** math.floor(math.log10(duration / 7))
    step = next(m for m in (5, 2.5, 2, 1) if m * power <= duration / 7 * (1 + 1e-9))
    return step * power


def plain(value: float) -> str:
    """A number for people: at most four digits, a true minus sign."""
    return f"{value:.4g}".replace("-", "−")


LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
    "varsigma sigma tau upsilon phi chi psi omega"
)
GREEK = dict(zip(LETTERS.split(), map(chr, range(ord("α"), ord("ω") + 1)), strict=True))
"""Whatever letter a rule of one's own has for a parameter."""


def symbol(tex: str) -> list[list[str]]:
    r"""A short TeX symbol as runs of (text, "base" or "sub"), for a page without TeX.

    Understands Greek letters and one-token subscripts, which is what parameters are made of.

    >>> symbol(r"\tau_+")
    [['τ', 'base'], ['+', 'sub']]
    """
    runs = []
    for part in re.findall(r"_\{[^}]*\}|_?\\[a-zA-Z]+|_?[^_\\\s]", tex):
        text = part.removeprefix("_").strip("{}")
        text = GREEK.get(text.removeprefix("\\"), text).replace("-", "−")
        runs.append([text, "sub" if part.startswith("_") else "base"])
    return runs
