"""Which panels a figure has and what each shows: all that does not depend on the values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..core.learning_rule.series import Series
from .quantities import FIXED

Convention = Literal["folded", "unit"]
"""How traces and eligibility are drawn: multiplied by gamma ("folded"), or as in Florian 2007."""

Kind = Literal["spikes", "reward", "curve"]

Source = tuple[str, str, Series]
"""What a line draws: rule, name of the series, and how that series is drawn."""


@dataclass(frozen=True)
class Line:
    """One line of a panel: which series it draws, and how; see `Series`. Sent to the page."""

    rule: str
    name: str
    colour: str
    dashed: bool
    mirrored: bool
    folded: bool


@dataclass(frozen=True)
class Frame:
    """A panel without values: its words and its series."""

    key: str
    kind: Kind
    label: str
    sources: tuple[Source, ...]

    @property
    def default_limits(self) -> tuple[float, float]:
        """The limits while no line leaves them."""
        return self.sources[0][2].limits

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines; all but the first are dashed, so that colour is not the only difference."""
        return tuple(
            Line(rule, name, one.colour, one.dashed or order > 0, one.mirrored, one.folded)
            for order, (rule, name, one) in enumerate(self.sources)
        )

    def tex(self, convention: Convention) -> tuple[str, ...]:
        """Return the TeX symbols of the lines, each once."""
        found: dict[str, None] = {}
        for _, _, one in self.sources:
            gamma = r"\gamma " if one.folded and convention == "folded" else ""
            found |= {("-" if one.mirrored else "") + gamma + one.tex: None} if one.tex else {}
        return tuple(found)


def frames(series: Mapping[str, Mapping[str, Series]]) -> list[Frame]:
    """Return the panels, from top to bottom, for rules that record these series.

    They are: pre and post spikes, traces, reward, any other recorded series, and one weight for
    each rule. The demonstration has eight. Traces are those of the first rule that records them.
    Series of several rules share a panel if they have the same name and are declared alike.
    """
    first = next(iter(series))
    sources = [(rule, name, one) for rule, found in series.items() for name, one in found.items()]
    traces = [source for source in sources if source[2].panel == "traces"]
    own = [source for source in sources if source[2].panel == "own" and source[1] not in FIXED]
    return [
        *(Frame(name, "spikes", *_fixed(first, name)) for name in ("pre", "post")),
        *_traces(traces),
        Frame("reward", "reward", *_fixed(first, "reward")),
        *_own(own),
        *(Frame(f"w {rule}", "curve", rule, ((rule, "w", FIXED["w"]),)) for rule in series),
    ]


def _fixed(rule: str, name: str) -> tuple[str, tuple[Source, ...]]:
    """Label and source of a quantity that every run records."""
    return FIXED[name].label, ((rule, name, FIXED[name]),)


def _traces(sources: list[Source]) -> list[Frame]:
    """The panel of the spike traces, if there are any."""
    shown = tuple(source for source in sources if source[0] == sources[0][0])
    return [Frame("traces", "curve", "Traces", shown)] if shown else []


def _own(sources: list[Source]) -> list[Frame]:
    """The panels of all other series; the second of one name has the rule in its key."""
    alike: dict[tuple[str, Series], list[Source]] = {}
    for source in sources:
        alike.setdefault(source[1:], []).append(source)
    panels: dict[str, Frame] = {}
    for (name, one), members in alike.items():
        key = name if name not in panels else f"{name} {members[0][0]}"
        panels[key] = Frame(key, "curve", one.label, tuple(members))
    return list(panels.values())
