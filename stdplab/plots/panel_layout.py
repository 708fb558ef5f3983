"""What stands in each panel: everything about the figure that no spike and no slider changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .quantities import quantity

Convention = Literal["folded", "unit"]
"""Traces and eligibility times gamma, or with unit amplitude as in Florian 2007."""

Kind = Literal["spikes", "reward", "curve"]

HIDDEN = frozenset({"pre", "post", "reward", "x", "y", "xi", "w"})
"""Series that have a panel of their own below, or none; every other one gets a panel."""


@dataclass(frozen=True)
class Line:
    """Which series is drawn and how; ``folded`` ones are multiplied by the rule's gamma."""

    rule: str
    name: str
    colour: str
    dashed: bool
    mirrored: bool
    folded: bool


@dataclass(frozen=True)
class Frame:
    """A panel before there are values: words, the limits it grows from, its lines."""

    key: str
    kind: Kind
    label: str
    rest: tuple[float, float]
    lines: tuple[Line, ...]

    def tex(self, convention: Convention) -> tuple[str, ...]:
        """The TeX symbols of the lines, each once."""
        found: dict[str, None] = {}
        for line in self.lines:
            tex = quantity(line.name).tex
            gamma = r"\gamma " if line.folded and convention == "folded" else ""
            found |= {("-" if line.mirrored else "") + gamma + tex: None} if tex else {}
        return tuple(found)


def frames(series: Mapping[str, Iterable[str]]) -> list[Frame]:
    """The panels from top to bottom for rules, by name, and the series that each records.

    Pre and post spikes, traces, reward, whatever else the rules record, one weight per rule:
    eight for the demonstration. Traces come from the first rule that has them.
    """
    names = {rule: tuple(recorded) for rule, recorded in series.items()}
    first = next(iter(names))
    laid = [_frame("pre", "spikes", [(first, "pre")]), _frame("post", "spikes", [(first, "post")])]
    traced = [rule for rule, recorded in names.items() if {"x", "y"} & set(recorded)]
    if traced:
        both = [(traced[0], name) for name in names[traced[0]] if name in ("x", "y")]
        laid.append(_frame("traces", "curve", both))
    laid.append(_frame("reward", "reward", [(first, "reward")]))
    others = {name: None for recorded in names.values() for name in recorded if name not in HIDDEN}
    for name in others:
        sources = [(rule, name) for rule, recorded in names.items() if name in recorded]
        laid.append(_frame(name, "curve", sources))
    return laid + [_frame(f"w {rule}", "curve", [(rule, "w")]) for rule in names]


def _frame(key: str, kind: Kind, sources: list[tuple[str, str]]) -> Frame:
    looks = [quantity(name) for _, name in sources]
    lines = tuple(
        Line(rule, name, look.colour, look.dashed or order > 0, look.mirrored, look.folded)
        for order, ((rule, name), look) in enumerate(zip(sources, looks, strict=True))
    )
    label = sources[0][0] if sources[0][1] == "w" else looks[0].label
    return Frame(key, kind, label, looks[0].limits, lines)
