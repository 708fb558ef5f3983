"""The base class `Plan`: the axes of a sweep, and its tiles, which are computed one at a time.

How a grid is divided into tiles depends only on the grid and the measure, and a tile is always
computed in the same way. So the numbers are equal bit for bit, in whatever order and on
whatever machine the tiles are computed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ...core.learning_rule.rule import Rule
from .grid import Axis

Json = dict[str, Any]

Tile = list[np.ndarray]
"""The numbers of a tile: one array for each number of a setting, in the order of `Plan.shape`.

Each array broadcasts to the tile's part of the axes. Along an axis on which it does not depend
it may have length 1, so that a number that many settings share is stored and sent once.
"""


OnPart = Callable[[float], None]
"""Told which share of a tile is computed, between 0 and 1."""


def ignore(_share: float) -> None:
    """Do nothing; the default for `OnPart`."""


class Plan:
    """The base class of plans.

    axes              what is varied
    last              the dimensions that each setting has by itself, such as "rule", by name;
                      empty if there are none
    blocks            number of values of each axis in one tile
    measure           name of the measure
    seed              seed of all randomness, or None where there is none
    has_spread        whether each number is a mean and has a standard deviation
    local_settings    default number of settings in a chunk on one core
    """

    local_settings = 2**17

    def __init__(
        self,
        axes: tuple[Axis, ...],
        blocks: tuple[int, ...],
        measure: str,
        last: Mapping[str, tuple[str, ...]],
        seed: int | None = None,
        *,
        has_spread: bool = False,
    ) -> None:
        self.axes, self.blocks, self.measure, self.seed = axes, blocks, measure, seed
        self.has_spread = has_spread
        self.coords: dict[str, tuple[Any, ...]] = {
            axis.name: axis.parameters[0].values for axis in axes
        }
        self.coords.update(last)
        self.together = {p.name: p.values for axis in axes for p in axis.parameters[1:]}
        counts = zip(axes, blocks, strict=True)
        self._blocks_per_axis = tuple(math.ceil(len(axis) / block) for axis, block in counts)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of all numbers: the dimensions of `coords`, then mean and standard deviation."""
        dims = tuple(map(len, self.coords.values()))
        return (*dims, 2) if self.has_spread else dims

    @property
    def settings(self) -> int:
        """Number of settings."""
        return math.prod(map(len, self.axes))

    @property
    def tiles(self) -> int:
        """Number of tiles."""
        return math.prod(self._blocks_per_axis)

    def where(self, tile: int) -> tuple[slice, ...]:
        """The slice of every axis that a tile covers."""
        indices = np.unravel_index(tile, self._blocks_per_axis)
        return tuple(
            slice(int(i) * block, min((int(i) + 1) * block, len(axis)))
            for i, block, axis in zip(indices, self.blocks, self.axes, strict=True)
        )

    def compute(self, tile: int, on_part: OnPart = ignore) -> Tile:
        """The numbers of a tile; a long one tells ``on_part`` how far it is."""
        raise NotImplementedError

    def compute_all(self, start: int, stop: int) -> list[Tile]:
        """The tiles from ``start`` up to ``stop``, which is not included."""
        return [self.compute(tile) for tile in range(start, stop)]

    def put(self, values: np.ndarray, start: int, tiles: list[Tile]) -> None:
        """Write tiles, of which ``start`` is the first, into the result."""
        view = values.reshape(*map(len, self.axes), -1)
        for tile, arrays in enumerate(tiles, start):
            region = view[self.where(tile)]
            for i, array in enumerate(arrays):
                region[..., i] = array

    def count(self, start: int, stop: int) -> int:
        """How many numbers the tiles from ``start`` up to ``stop`` have."""
        return sum(math.prod(self._tile_shape(tile)) for tile in range(start, stop))

    def packed(self, start: int, tiles: list[Tile]) -> np.ndarray:
        """All numbers of the tiles one after another, shape (n,)."""
        flat = []
        for tile, arrays in enumerate(tiles, start):
            shape = self._tile_shape(tile)[:-1]
            flat.append(np.stack([np.broadcast_to(a, shape) for a in arrays], -1).ravel())
        return np.concatenate(flat)

    def unpacked(self, start: int, stop: int, numbers: np.ndarray) -> list[Tile]:
        """The tiles that `packed` was given."""
        tiles = []
        for tile in range(start, stop):
            shape = self._tile_shape(tile)
            tile_numbers, numbers = np.split(numbers, [math.prod(shape)])
            tiles.append(list(np.moveaxis(tile_numbers.reshape(shape), -1, 0)))
        return tiles

    def _tile_shape(self, tile: int) -> tuple[int, ...]:
        """The shape of a tile: its part of every axis, then all numbers of a setting."""
        of_axes = tuple(part.stop - part.start for part in self.where(tile))
        return *of_axes, math.prod(self.shape[len(of_axes) :])

    def source(self) -> Json:
        """What is swept, ready for JSON."""
        raise NotImplementedError


def blocks(axes: tuple[Axis, ...], max_settings: int) -> tuple[int, ...]:
    """How many values of each axis fit a tile of ``max_settings``; the last axes go in whole."""
    sizes = []
    for axis in reversed(axes):
        size = min(len(axis), max_settings) if axis.side_by_side else 1
        sizes.append(size)
        whole = size == len(axis) or not axis.side_by_side
        max_settings = max_settings // size if whole else 1
    return tuple(reversed(sizes))


def not_side_by_side(rule: Rule, error: Exception) -> ValueError:
    """The error for a rule whose numbers cannot be tensors."""
    return ValueError(
        f"{rule.name} cannot run many settings side by side ({error}). Write its conditions as "
        "values: where(condition, a, b) instead of if."
    )
