"""Which panels a figure has and what each shows: all that does not depend on the values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .quantities import quantity

Convention = Literal["folded", "unit"]
"""How traces and eligibility are drawn: multiplied by gamma ("folded"), or as in Florian 2007."""

Kind = Literal["spikes", "reward", "curve"]

FIXED_SERIES = frozenset({"pre", "post", "reward", "x", "y", "xi", "w"})
"""Series with a fixed panel, or none. Every other series gets a panel of its own."""


@dataclass(frozen=True)
class Line:
    """One line of a panel: which series it draws, and how; see `Quantity`. Sent to the page."""

    rule: str
    name: str
    colour: str
    dashed: bool
    mirrored: bool
    folded: bool


@dataclass(frozen=True)
class Frame:
    """A panel without values: its words, default limits and lines."""

    key: str
    kind: Kind
    label: str
    default_limits: tuple[float, float]
    lines: tuple[Line, ...]

    def tex(self, convention: Convention) -> tuple[str, ...]:
        """Return the TeX symbols of the lines, each once."""
        found: dict[str, None] = {}
        for line in self.lines:
            tex = quantity(line.name).tex
            gamma = r"\gamma " if line.folded and convention == "folded" else ""
            found |= {("-" if line.mirrored else "") + gamma + tex: None} if tex else {}
        return tuple(found)


def frames(series: Mapping[str, Iterable[str]]) -> list[Frame]:
    """Return the panels, from top to bottom, for rules that record these series.

    They are: pre and post spikes, traces, reward, any other recorded series, and one weight for
    each rule. The demonstration has eight. Traces are those of the first rule that records them.
    """
    names = {rule: tuple(recorded) for rule, recorded in series.items()}
    first = next(iter(names))
    found = [_frame("pre", "spikes", [(first, "pre")]), _frame("post", "spikes", [(first, "post")])]
    traced = [rule for rule, recorded in names.items() if {"x", "y"} & set(recorded)]
    if traced:
        both = [(traced[0], name) for name in names[traced[0]] if name in ("x", "y")]
        found.append(_frame("traces", "curve", both))
    found.append(_frame("reward", "reward", [(first, "reward")]))
    others = {
        name: None for recorded in names.values() for name in recorded if name not in FIXED_SERIES
    }
    for name in others:
        sources = [(rule, name) for rule, recorded in names.items() if name in recorded]
        found.append(_frame(name, "curve", sources))
    return found + [_frame(f"w {rule}", "curve", [(rule, "w")]) for rule in names]


def _frame(key: str, kind: Kind, sources: list[tuple[str, str]]) -> Frame:
    looks = [quantity(name) for _, name in sources]
    lines = tuple(
        Line(rule, name, look.colour, look.dashed or order > 0, look.mirrored, look.folded)
        for order, ((rule, name), look) in enumerate(zip(sources, looks, strict=True))
    )
    label = sources[0][0] if sources[0][1] == "w" else looks[0].label
    return Frame(key, kind, label, looks[0].limits, lines)
