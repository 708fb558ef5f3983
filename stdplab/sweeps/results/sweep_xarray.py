"""A sweep as a data set of xarray."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .selection import Coords

if TYPE_CHECKING:
    import xarray


def to_dataset(
    arrays: Mapping[str, np.ndarray | None],
    coords: Coords,
    together: Coords,
    notes: Mapping[str, Any],
) -> xarray.Dataset:
    """Return the data set that `Sweep.to_xarray` describes, without what is None."""
    try:
        import xarray  # noqa: PLC0415 - an extra
    except ImportError:
        raise ValueError(
            "to_xarray() needs xarray, which is not installed. Run pip install 'stdplab[xarray]'"
        ) from None
    dims = tuple(coords)
    variables = {name: (dims, array) for name, array in arrays.items() if array is not None}
    own = {name: np.array(values) for name, values in coords.items()}
    columns = {name: (dims[0], np.array(values)) for name, values in together.items()}
    attrs = {name: note for name, note in notes.items() if note is not None}
    return xarray.Dataset(variables, {**own, **columns}, attrs)
