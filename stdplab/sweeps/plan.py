"""A sweep laid out: its dimensions, and the tiles that are computed one at a time.

How a grid is cut into tiles depends on the grid and the measure alone, and a tile is always
computed in the same way. So whoever computes it, in whatever order and company, the numbers
are equal bit for bit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from .grid import Axis

Json = dict[str, Any]

Tile = list[np.ndarray]
"""Its numbers: an array for each place of the last dimension, one array where there is none.

Each fits the tile's part of the axes; one that does not depend on an axis may have length 1
there, so that a number that many settings share is kept, and sent, once.
"""


class Plan:
    """The base of what can be swept.

    axes      what is varied
    last      the dimension that each setting has by itself, such as "rule", by name; or none
    blocks    how many values of each axis a tile holds
    measure   the name of what is kept
    seed      of all chance, or None where there is none
    largest   settings that a chunk holds on one core where nobody says otherwise
    """

    largest = 2**17

    def __init__(
        self,
        axes: tuple[Axis, ...],
        blocks: tuple[int, ...],
        measure: str,
        last: Mapping[str, tuple[str, ...]],
        seed: int | None = None,
    ) -> None:
        self.axes, self.blocks, self.measure, self.seed = axes, blocks, measure, seed
        self.coords: dict[str, tuple[Any, ...]] = {axis.name: axis.values for axis in axes}
        self.coords.update(last)
        counts = zip(axes, blocks, strict=True)
        self._tiled = tuple(math.ceil(len(axis.values) / block) for axis, block in counts)

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the result: an axis each, then the last dimension where there is one."""
        return tuple(map(len, self.coords.values()))

    @property
    def settings(self) -> int:
        """How many there are."""
        return math.prod(len(axis.values) for axis in self.axes)

    @property
    def tiles(self) -> int:
        """How many there are."""
        return math.prod(self._tiled)

    def where(self, tile: int) -> tuple[slice, ...]:
        """The part of every axis that a tile covers."""
        places = np.unravel_index(tile, self._tiled)
        return tuple(
            slice(int(i) * block, min((int(i) + 1) * block, len(axis.values)))
            for i, block, axis in zip(places, self.blocks, self.axes, strict=True)
        )

    def compute(self, tile: int) -> Tile:
        """The numbers of a tile."""
        raise NotImplementedError

    def compute_all(self, start: int, stop: int) -> list[Tile]:
        """The tiles from ``start`` up to ``stop``."""
        return [self.compute(tile) for tile in range(start, stop)]

    def put(self, values: np.ndarray, start: int, tiles: list[Tile]) -> None:
        """Put tiles, the first of which is ``start``, into their place in the result."""
        wide = values.reshape(*(len(axis.values) for axis in self.axes), -1)  # a view
        for tile, parts in enumerate(tiles, start):
            place = wide[self.where(tile)]
            for i, part in enumerate(parts):
                place[..., i] = part

    def count(self, start: int, stop: int) -> int:
        """How many numbers those tiles have."""
        return sum(math.prod(self._part(tile)) for tile in range(start, stop))

    def packed(self, start: int, tiles: list[Tile]) -> np.ndarray:
        """The numbers of tiles one after another, none left out: (n,)."""
        spread = []
        for tile, parts in enumerate(tiles, start):
            shape = self._part(tile)[:-1]
            spread.append(np.stack([np.broadcast_to(part, shape) for part in parts], -1).ravel())
        return np.concatenate(spread)

    def unpacked(self, start: int, stop: int, numbers: np.ndarray) -> list[Tile]:
        """What `packed` was given."""
        made = []
        for tile in range(start, stop):
            shape = self._part(tile)
            own, numbers = np.split(numbers, [math.prod(shape)])
            made.append(list(np.moveaxis(own.reshape(shape), -1, 0)))
        return made

    def _part(self, tile: int) -> tuple[int, ...]:
        """The shape of a tile: its part of every axis, then the last dimension, 1 without one."""
        own = tuple(part.stop - part.start for part in self.where(tile))
        return *own, math.prod(self.shape[len(own) :])

    def source(self) -> Json:
        """What is swept, ready for JSON."""
        raise NotImplementedError


def blocks(axes: tuple[Axis, ...], most: int) -> tuple[int, ...]:
    """How many values of each axis fit a tile of ``most`` settings: the last axes go in whole."""
    found = []
    for axis in reversed(axes):
        taken = min(len(axis.values), most) if axis.places else 1
        found.append(taken)
        most = most // taken if taken == len(axis.values) or not axis.places else 1
    return tuple(reversed(found))
