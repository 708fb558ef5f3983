"""What is still to do of a sweep, cut into chunks: how much is handed out at once."""

from __future__ import annotations

import math
import time
from itertools import groupby

import numpy as np

from .plan import Plan, Tile

Span = tuple[int, int]
"""The first tile, and the one after the last."""

ALONE = 32
"""Into how many chunks a sweep on one core falls, where it has as many tiles: a bar then moves."""

MOMENT = 0.03
"""Seconds after which a sweep on one core lets others speak, such as a page's edit."""

LASTS = 0.25
"""Seconds that a chunk takes a worker: a hundred times what Dask takes to hand it out."""

LARGEST = 2**20
"""Settings in a chunk for a worker, whose numbers travel at once: 8 MB for each rule."""


def left(had: np.ndarray) -> list[Span]:
    """The runs of tiles that are not there: ``had`` says of each tile whether it is."""
    found = []
    for there, run in groupby(range(len(had)), key=lambda tile: bool(had[tile])):
        tiles = list(run)
        if not there:
            found.append((tiles[0], tiles[-1] + 1))
    return found


def cut(runs: list[Span], size: int) -> list[Span]:
    """The same tiles, at most ``size`` at once."""
    return [
        (first, min(first + size, stop))
        for start, stop in runs
        for first in range(start, stop, size)
    ]


def fitting(plan: Plan, count: float) -> int:
    """Tiles in a chunk of about so many settings."""
    return max(1, round(count * plan.tiles / plan.settings))


def alone(plan: Plan) -> int:
    """Tiles in a chunk on one core."""
    return max(1, min(fitting(plan, plan.largest), plan.tiles // ALONE))


def some(plan: Plan, start: int, stop: int, seconds: float) -> list[Tile]:
    """The first of these tiles, as many as begin within so many seconds, one at least."""
    begun, tiles = time.perf_counter(), [plan.compute(start)]
    while start + len(tiles) < stop and time.perf_counter() - begun < seconds:
        tiles.append(plan.compute(start + len(tiles)))
    return tiles


def measured(plan: Plan, tiles: int, seconds: float) -> int:
    """Tiles in a chunk, where each takes a worker so many seconds and ``tiles`` are left."""
    rounds = max(1, math.ceil(tiles * seconds / LASTS))
    return min(math.ceil(tiles / rounds), fitting(plan, LARGEST))
