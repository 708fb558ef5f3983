"""A sweep over one dimension as a table of text."""

from __future__ import annotations

import numpy as np

from ...core.support.short_repr import printable
from ...plots.sweeps.sweep_layers import Coords, axes_of, curves


def table(values: np.ndarray, coords: Coords, measure: str, spread: np.ndarray | None) -> str:
    """A line for each value of the one axis, a column for each curve; see `Sweep.table`."""
    axes = axes_of(coords)
    if len(axes) != 1:
        raise ValueError(
            f"A table shows one dimension, this sweep has {len(axes)} "
            f"({printable(', '.join(axes))}). Choose values for the others first, with "
            "sweep.at(...)."
        )
    ((name, places),) = axes.items()
    found = [(name, *map(str, places))]
    for column in curves(values, coords, spread):
        cells = [f"{number:.3f}" for number in column.values]
        if column.spread is not None:
            cells = [f"{c} +- {sd:.3f}" for c, sd in zip(cells, column.spread, strict=True)]
        found.append((column.label or measure, *cells))
    widths = [max(map(len, column)) for column in found]
    return "\n".join(
        "  ".join(f"{printable(cell):>{width}}" for cell, width in zip(row, widths, strict=True))
        for row in zip(*found, strict=True)
    )
