"""How each recorded quantity is drawn: its words, TeX symbol, unit, colour and limits."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """How one recorded series is drawn.

    Parameters
    ----------
    label : str
        The quantity in words.
    tex : str
        Its TeX symbol, without dollar signs.
    colour : str
        A token of `stdplab.plots.theme`.
    limits : tuple of float
        The default limits of its axis. They grow with the values and never shrink.
    unit : str
        Its unit, "" without one.
    mirrored : bool
        Whether it is drawn upside down: the post trace hangs below the pre trace.
    dashed : bool
        Whether its line is dashed, so that colour is not the only difference.
    folded : bool
        Whether the folded display convention multiplies it by the learning rate gamma.
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
    "m": Quantity("Mean reward", "m", "reward", (-1.5, 1.5)),
    "reward": Quantity("Reward", "r", "reward", (-1.5, 1.5)),
    "z": Quantity("Eligibility", "z", "eligibility", (-0.01, 0.01), unit="1/ms", folded=True),
    "w": Quantity("Weight", "w", "weight", (0.0, 0.5)),
}
"""The name under which a `Result` records the series -> how it is drawn."""


def quantity(name: str) -> Quantity:
    """Return how to draw ``name``; a series of a user's own rule gets a neutral style."""
    return QUANTITIES.get(name) or Quantity(name, name, "ink", (-1.0, 1.0))


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
        bottom if low >= bottom else -round_up(-low),
        top if high <= top else round_up(high),
    )


def tick_step(duration: float) -> float:
    """Return a round distance between time ticks that gives seven to fourteen ticks."""
    power = 10.0 ** math.floor(math.log10(duration / 7))
    step = next(m for m in (5, 2.5, 2, 1) if m * power <= duration / 7 * (1 + 1e-9))
    return step * power


def format_number(value: float) -> str:
    """Return a number as readers see it: at most four digits, with a true minus sign."""
    return f"{value:.4g}".replace("-", "−")


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
