"""Which tiles of a sweep are still to compute, and how many make one chunk."""

from __future__ import annotations

import math
import time
from itertools import groupby

import numpy as np

from .plans.plan import OnPart, Plan, Tile, ignore

Span = tuple[int, int]
"""A run of tiles: the first one, and the one after the last."""

MIN_CHUNKS = 32
"""Least number of chunks of a sweep on one core with so many tiles, so that a bar moves."""

YIELD_S = 0.03
"""Seconds after which a sweep on one core returns to its caller, who may have other work."""

CHUNK_S = 0.25
"""Seconds that a chunk takes a worker: a hundred times what Dask takes to hand it out."""

MAX_CHUNK_SETTINGS = 2**20
"""Most settings in a worker's chunk: its numbers travel at once, 8 MB for each rule."""


def missing_spans(done: np.ndarray) -> list[Span]:
    """The runs of tiles that are not done; ``done`` has one truth value per tile."""
    spans = []
    for is_done, group in groupby(range(len(done)), key=lambda tile: bool(done[tile])):
        tiles = list(group)
        if not is_done:
            spans.append((tiles[0], tiles[-1] + 1))
    return spans


def split(spans: list[Span], size: int) -> list[Span]:
    """The same tiles in spans of at most ``size``."""
    return [
        (first, min(first + size, stop))
        for start, stop in spans
        for first in range(start, stop, size)
    ]


def tiles_for(plan: Plan, settings: float) -> int:
    """Number of tiles that hold about so many settings, at least 1."""
    return max(1, round(settings * plan.tiles / plan.settings))


def local_chunk(plan: Plan) -> int:
    """Number of tiles in a chunk on one core."""
    return max(1, min(tiles_for(plan, plan.local_settings), plan.tiles // MIN_CHUNKS))


def compute_for(
    plan: Plan, start: int, stop: int, budget_s: float, on_part: OnPart = ignore
) -> list[Tile]:
    """The first of these tiles, as many as begin within ``budget_s`` seconds, at least one."""
    begun, tiles = time.perf_counter(), [plan.compute(start, on_part)]
    while start + len(tiles) < stop and time.perf_counter() - begun < budget_s:
        tiles.append(plan.compute(start + len(tiles), on_part))
    return tiles


def worker_chunk(plan: Plan, tiles: int, tile_s: float) -> int:
    """Number of tiles in a worker's chunk: ``tiles`` are left and each takes ``tile_s`` seconds."""
    rounds = max(1, math.ceil(tiles * tile_s / CHUNK_S))
    return min(math.ceil(tiles / rounds), tiles_for(plan, MAX_CHUNK_SETTINGS))
