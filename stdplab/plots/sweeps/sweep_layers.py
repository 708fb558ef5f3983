"""The layers of a sweep: what is drawn as separate curves, heatmaps or columns of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Coords = Mapping[str, Sequence[Any]]
"""Name -> the values along an axis."""

LAYER_DIMS = ("rule", "measure", "condition")
"""Dimensions whose values are separate layers, not places along an axis."""

CONTROL, LEARNED = "untrained", "frozen"


@dataclass(frozen=True, eq=False)
class Layer:
    """One curve or heatmap.

    label     its rule, measure or condition; empty if there is only one layer
    values    one number for each place along the axes
    spread    their standard deviations, or None
    control   whether it is a control condition beside the other curves
    """

    label: str
    values: np.ndarray
    spread: np.ndarray | None = None
    control: bool = False


def axes_of(coords: Coords) -> dict[str, Sequence[Any]]:
    """The dimensions that are axes of a figure."""
    return {name: values for name, values in coords.items() if name not in LAYER_DIMS}


def layers(values: np.ndarray, coords: Coords, spread: np.ndarray | None = None) -> list[Layer]:
    """Every layer: one for each combination of rule, measure and condition."""
    return [
        Layer(" ".join(names.values()), *numbers)
        for names, numbers in _parts(values, coords, spread)
    ]


def curves(values: np.ndarray, coords: Coords, spread: np.ndarray | None = None) -> list[Layer]:
    """The layers of a sweep over one axis.

    Where there are several conditions each measure is shown with plasticity off, and the first
    one before training, too.
    """
    if not {CONTROL, LEARNED} <= {*coords.get("condition", ())}:
        return layers(values, coords, spread)
    found: list[Layer] = []
    for names, (means, spreads) in _parts(values, coords, spread):
        condition = names.pop("condition")
        measure = " ".join(names.values())
        if condition == CONTROL and not found:
            found.append(Layer(f"{measure} {CONTROL}".strip(), means, spreads, control=True))
        elif condition == LEARNED:
            found.append(Layer(measure or LEARNED, means, spreads))
    return found


def _parts(
    values: np.ndarray, coords: Coords, spread: np.ndarray | None
) -> Iterator[tuple[dict[str, str], tuple[np.ndarray, np.ndarray | None]]]:
    """Each rule, measure and condition by name, with its numbers and their spread."""
    dims = [name for name in coords if name in LAYER_DIMS]
    for index in np.ndindex(*(len(coords[name]) for name in dims)):
        names = {name: str(coords[name][i]) for name, i in zip(dims, index, strict=True)}
        yield names, (
            values[(..., *index)], None if spread is None else spread[(..., *index)]
        )  # fmt: skip
