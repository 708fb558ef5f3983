"""`Sweep`, the result of a sweep: numbers with a name for each dimension."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.support import validation
from ..core.support.json_input import json_object, parse_json
from ..core.support.short_repr import quoted
from ..core.support.version import __version__

if TYPE_CHECKING:
    from ..plots.alt_text_figure import AltTextFigure
    from ..plots.theme import Theme

FORMAT = 1


@dataclass(frozen=True, eq=False)
class Sweep:
    """The result of a sweep: an array with labelled dimensions.

    Two sweeps are equal if all their fields are. To use xarray, call
    ``xarray.DataArray(sweep.values, sweep.coords)``.

    Parameters
    ----------
    values : numpy.ndarray
        float64, one dimension for each name in `coords`; NaN where nothing is computed yet.
    coords : dict of str to tuple
        Name of a dimension -> its values: those of the grid, then "rule" or "condition" where
        each setting has several numbers.
    measure : str
        Name of the measure.
    source : dict
        What was swept, as its own ``to_dict()`` returns it.
    version : str
        Version of stdplab.
    seed : int or None
        Seed of all randomness, None where there is none.

    Examples
    --------
    >>> from stdplab import MSTDPET, sweep
    >>> line = sweep(MSTDPET(), {"tau_z": range(5, 105, 5)})
    >>> line.best()[0]
    {'tau_z': 40.0}
    """

    values: np.ndarray
    coords: dict[str, tuple[Any, ...]]
    measure: str
    source: dict[str, Any] = field(default_factory=dict)
    version: str = __version__
    seed: int | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sweep):
            return NotImplemented
        same = np.array_equal(self.values, other.values, equal_nan=True)
        return same and self._header() == other._header()

    __hash__ = None  # type: ignore[assignment]  # an array cannot be hashed

    @property
    def dims(self) -> tuple[str, ...]:
        """The names of the dimensions."""
        return tuple(self.coords)

    def at(self, setting: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """Select by the values of some or all dimensions.

        Parameters
        ----------
        setting : mapping of str to object, optional
            Dimension -> value. A number selects the nearest value of its dimension; a string
            must be one of its values.
        **more
            Further dimensions by keyword, such as ``tau_z=25`` or ``rule="MSTDPET"``.

        Returns
        -------
        float or Sweep
            The number, or a `Sweep` over the dimensions that are left.

        Raises
        ------
        ValueError
            When there is no such dimension or value.

        Examples
        --------
        >>> Sweep(np.array([[1.0, 2.0]]), {"a": (0,), "rule": ("STDP", "MSTDP")}, "w").at(a=0.1)
        Sweep(w by rule: 2 of 2, 1 to 2)
        """
        index: list[Any] = [slice(None)] * len(self.coords)
        selected = {**(setting or {}), **more}
        for name, value in selected.items():
            if name not in self.coords:
                raise ValueError(
                    f"{name!r} is not a dimension of this sweep. Available: {', '.join(self.dims)}"
                )
            index[self.dims.index(name)] = _nearest(name, self.coords[name], value)
        values = self.values[tuple(index)]
        left = {name: coord for name, coord in self.coords.items() if name not in selected}
        if not left:
            return float(values)
        return Sweep(values, left, self.measure, self.source, self.version, self.seed)

    def best(self, *, least: bool = False) -> tuple[dict[str, Any], float]:
        """Find the setting with the largest number, or the smallest.

        Parameters
        ----------
        least : bool
            Whether to find the smallest number instead.

        Returns
        -------
        tuple of dict and float
            The setting, dimension -> value, and its number.

        Raises
        ------
        ValueError
            When no number is finite.
        """
        if not np.isfinite(self.values).any():
            raise ValueError(
                "this sweep has no best setting because none of its numbers is finite. Either "
                "nothing is computed yet, or the rule divides by zero."
            )
        flat = int(np.nanargmin(self.values) if least else np.nanargmax(self.values))
        index = np.unravel_index(flat, self.values.shape)
        setting = {n: coord[i] for (n, coord), i in zip(self.coords.items(), index, strict=True)}
        return setting, float(self.values[index])

    def plot(self, *, theme: Theme = "light") -> AltTextFigure:
        """Draw the sweep: a curve over one dimension, a heatmap over two, one panel per rule.

        Parameters
        ----------
        theme : {"light", "dark"}
            Colours of the figure.

        Returns
        -------
        AltTextFigure
            A matplotlib figure with a text for readers who do not see it.

        Raises
        ------
        ValueError
            When there are more dimensions. Select with `at` first.
        """
        from ..plots.sweep_heatmap import sweep_figure  # noqa: PLC0415 - numbers need no figure

        return sweep_figure(self.values, self.coords, self.measure, theme=theme)

    def to_json(self) -> str:
        """Return the sweep as JSON text, from which `from_json` restores every bit."""
        numbers = [v if np.isfinite(v) else None for v in self.values.ravel().tolist()]
        return json.dumps({**self._header(), "values": numbers}, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> Sweep:
        """Rebuild a sweep from what `to_json` returned.

        Parameters
        ----------
        text : str
            The sweep as JSON text.

        Returns
        -------
        Sweep
            The sweep.

        Raises
        ------
        ValueError
            When it is not a sweep of this version, or is incomplete.
        """
        data = parse_json(text)
        if not isinstance(data, dict) or data.get("format") != FORMAT or not data.get("coords"):
            raise ValueError("not a sweep of this version. Pass what Sweep.to_json() returned.")
        coords = {
            name: tuple(_checked_list(coord, quoted(name)))
            for name, coord in json_object(data["coords"], "coords").items()
        }
        stored = _checked_list(data.get("values"), "values")
        size = math.prod(map(len, coords.values()))
        if len(stored) != size:
            raise ValueError(
                f"the coords of this sweep need {size:,} values, its values are {len(stored):,}"
            )
        numbers = [
            math.nan if v is None else validation.number(v, "a number of a sweep") for v in stored
        ]
        texts = {name: data.get(name) for name in ("measure", "stdplab")}
        for name, one in texts.items():
            if not isinstance(one, str):
                raise ValueError(f'"{name}" of a sweep must be a text, got {quoted(one)}')
        seed = data.get("seed")
        if not isinstance(seed, int | None):
            raise ValueError(
                f'"seed" of a sweep must be a whole number or null, got {quoted(seed)}'
            )
        values = np.array(numbers).reshape([len(coord) for coord in coords.values()])
        source = json_object(data.get("source"), "the source of a sweep")
        try:
            json.dumps(source, allow_nan=False)
        except ValueError:
            raise ValueError("the source of a sweep contains a number that is not finite") from None
        return cls(values, coords, str(texts["measure"]), source, str(texts["stdplab"]), seed)

    def _header(self) -> dict[str, Any]:
        """Everything but the numbers, ready for JSON."""
        coords = {name: list(coord) for name, coord in self.coords.items()}
        content = {"measure": self.measure, "source": self.source, "coords": coords}
        return {"format": FORMAT, "stdplab": self.version, "seed": self.seed, **content}

    def __repr__(self) -> str:
        finite = self.values[np.isfinite(self.values)]
        limits = f", {finite.min():.4g} to {finite.max():.4g}" if finite.size else ""
        count = f"{finite.size:,} of {self.values.size:,}"
        return f"Sweep({self.measure} by {', '.join(self.dims)}: {count}{limits})"


def _checked_list(data: Any, subject: str) -> list[Any]:
    """A list of numbers, strings and None (not computed yet); ValueError for anything else."""
    if not isinstance(data, list) or not data:
        raise ValueError(f"{subject} must be a list, got {quoted(data)}")
    for value in data:
        if not isinstance(value, str | int | float | None):
            raise ValueError(f"{subject} must contain numbers or texts, got {quoted(value)}")
        if isinstance(value, int | float) and not isinstance(value, bool):
            validation.number(value, f"a value of {subject}")
    return data


def _nearest(name: str, values: tuple[Any, ...], value: Any) -> int:
    """The index of a value, or of the nearest one if all are numbers."""
    if value in values:
        return values.index(value)
    numeric = all(isinstance(coord, (int, float)) for coord in values)
    if not numeric or not isinstance(value, (int, float)):
        available = ", ".join(map(str, values[:8])) + ", …" * (len(values) > 8)
        raise ValueError(f"{name} has no value {value!r}. Available: {available}")
    return int(np.abs(np.array(values, dtype=float) - value).argmin())
