"""Series: how a rule declares what it remembers, with all that figures and menus need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from ..support.short_repr import number_text, quoted

AxisKind = Literal["pre", "post", "synapse", "network"]
"""Which axes a quantity has: one value per pre neuron, post neuron, synapse or network."""

Colour = Literal["ink", "pre", "post", "reward", "eligibility", "weight"]
"""What a colour stands for; `stdplab.plots.theme` gives each its values."""


@dataclass(frozen=True)
class Series:
    """What a rule remembers under one name, and how it is drawn.

    Only the axes are needed: a plain string such as ``"pre"`` in a rule's ``series`` means
    ``Series("pre")``. Label and symbol are then the name itself.

    Parameters
    ----------
    axes : {"pre", "post", "synapse", "network"}
        Which axes it has: one value for each pre neuron, post neuron, synapse or network.
    tex : str or None
        The symbol in TeX, without dollar signs; None for the name.
    label : str
        The quantity in words, such as "Eligibility"; empty for the name.
    unit : str
        The unit, such as "1/ms"; empty for a pure number.
    colour : {"ink", "pre", "post", "reward", "eligibility", "weight"}
        What its colour stands for.
    limits : tuple of float
        The limits of its axis, lowest and highest. They grow with the values and never shrink.
    panel : {"own", "traces", "none"}
        Where it is drawn: in a panel of its own, together with the spike traces, or nowhere.
    mirrored : bool
        Whether it is drawn upside down: the post trace hangs below the pre trace.
    dashed : bool
        Whether its line is dashed, so that colour is not the only difference.
    folded : bool
        Whether the folded display convention multiplies it by the learning rate gamma.

    Raises
    ------
    ValueError
        When the colour or the panel is unknown, or the limits do not rise.

    Examples
    --------
    >>> from stdplab import MSTDPET, Series
    >>> calcium = Series("post", tex="c", label="Calcium", unit="µM", limits=(0, 1))
    >>> calcium.axes, MSTDPET.series["z"].label
    ('post', 'Eligibility')
    """

    axes: AxisKind
    tex: str | None = None
    label: str = ""
    unit: str = ""
    colour: Colour = "ink"
    limits: tuple[float, float] = (-1.0, 1.0)
    panel: Literal["own", "traces", "none"] = "own"
    mirrored: bool = False
    dashed: bool = False
    folded: bool = False

    def __post_init__(self) -> None:
        for field, known in (("colour", get_args(Colour)), ("panel", ("own", "traces", "none"))):
            if (given := getattr(self, field)) not in known:
                available = ", ".join(map(repr, known))
                raise ValueError(f"{field} is {quoted(given)}. Available: {available}.")
        low, high = map(float, self.limits)
        if not low < high:
            raise ValueError(
                f"limits are ({number_text(low)}, {number_text(high)}): "
                "the first must be below the second"
            )
        object.__setattr__(self, "limits", (low, high))


def declared_series(declared: dict[str, Series | AxisKind]) -> dict[str, Series]:
    """What a class body declares as its ``series``, each with a label and a symbol."""
    found = {}
    for name, given in declared.items():
        one = given if isinstance(given, Series) else Series(given)
        tex = name if one.tex is None else one.tex
        found[name] = replace(one, label=one.label or name, tex=tex)
    return found
