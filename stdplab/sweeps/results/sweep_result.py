"""`Sweep`, the result of a sweep: numbers with a name for each dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.support.version import __version__
from . import selection, sweep_json, sweep_table

if TYPE_CHECKING:
    import xarray

    from ...plots.alt_text_figure import AltTextFigure
    from ...plots.theme import Theme


@dataclass(frozen=True, eq=False)
class Sweep:
    """The result of a sweep: an array with labelled dimensions.

    Two sweeps are equal if all their fields are.

    Parameters
    ----------
    values : numpy.ndarray
        float64, one dimension for each name in `coords`; NaN where nothing is computed yet. For
        a study they are means over its networks.
    coords : dict of str to tuple
        Name of a dimension -> its values: those of the grid, then "rule", "measure" or
        "condition" where each setting has several numbers.
    measure : str
        Name of the measure.
    source : dict
        What was swept, as its own ``to_dict()`` returns it.
    version : str
        Version of stdplab.
    seed : int or None
        Seed of all randomness, None where there is none.
    spread : numpy.ndarray or None
        Standard deviation over the networks of a study, shaped as `values`.
    together : dict of str to tuple
        Further parameters, which changed together with the first dimension -> their values.

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
    spread: np.ndarray | None = None
    together: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sweep):
            return NotImplemented
        return self._header() == other._header() and all(
            np.array_equal(np.array(a, float), np.array(b, float), equal_nan=True)
            for a, b in ((self.values, other.values), (self.spread, other.spread))
        )

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
            must be one of its values; a list or tuple selects several values.
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
        selected = {**(setting or {}), **more}
        where = selection.indices(self.coords, selected)
        values = selection.take(self.values, self.dims, where)
        coords = selection.left(self.coords, where)
        if not coords:
            return float(values)
        spread = None if self.spread is None else selection.take(self.spread, self.dims, where)
        first = self.dims[0]
        rows = dict.fromkeys(self.together, where[first]) if first in where else {}
        together = selection.left(self.together, rows)
        measure = self.measure
        if "measure" in where:
            measure = ", ".join(map(str, np.atleast_1d(selected["measure"])))
        return Sweep(
            values, coords, measure, self.source, self.version, self.seed, spread, together
        )

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
        """Draw the sweep: curves over one dimension, a heatmap over two, one panel per rule.

        For networks a curve shows means with plasticity off, its bars one standard deviation, and
        a dotted line the networks before training. Select another condition with `at`.

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
            When there are more dimensions, or several measures over two of them. Select with
            `at` first.
        """
        from ...plots.sweeps.sweep_plot import sweep_figure  # noqa: PLC0415 - numbers need no figure

        return sweep_figure(
            self.values, self.coords, self.measure,
            spread=self.spread, networks=self._networks(), theme=theme,
        )  # fmt: skip

    def table(self) -> str:
        """Return the numbers over one dimension as text, a line for each of its values.

        Returns
        -------
        str
            The columns are the curves that `plot` draws, with mean and standard deviation where
            there are several networks.

        Raises
        ------
        ValueError
            When there are more dimensions. Select with `at` first.

        Examples
        --------
        >>> print(Sweep(np.array([0.25, 0.5]), {"tau_z": (10, 20)}, "w").table())
        tau_z      w
           10  0.250
           20  0.500
        """
        return sweep_table.table(self.values, self.coords, self.measure, self.spread)

    def to_xarray(self) -> xarray.Dataset:
        """Return the sweep as a data set of xarray, which ``pip install 'stdplab[xarray]'`` brings.

        Returns
        -------
        xarray.Dataset
            The variable "value", with "spread" beside it where there are several networks. Its
            coordinates are `coords`, and `together` along the first dimension; its attributes
            are `measure`, the version and, where there is randomness, the seed.

        Raises
        ------
        ValueError
            When xarray is not installed.

        Examples
        --------
        >>> found = Sweep(np.array([0.25, 0.5]), {"tau_z": (10, 20)}, "w").to_xarray()
        >>> float(found["value"].sel(tau_z=20))
        0.5
        """
        from .sweep_xarray import to_dataset  # noqa: PLC0415 - only who asks for xarray pays for it

        arrays = {"value": self.values, "spread": self.spread}
        notes = {"measure": self.measure, "stdplab": self.version, "seed": self.seed}
        return to_dataset(arrays, self.coords, self.together, notes)

    def to_json(self) -> str:
        """Return the sweep as JSON text, from which `from_json` restores every bit."""
        return sweep_json.to_text(self._header(), self.values, self.spread)

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
        return cls(**sweep_json.from_text(text))

    def _header(self) -> dict[str, Any]:
        """Everything but the numbers, ready for JSON."""
        coords, together = (
            {name: list(values) for name, values in columns.items()}
            for columns in (self.coords, self.together)
        )
        content = {"measure": self.measure, "source": self.source, "coords": coords}
        return {"stdplab": self.version, "seed": self.seed, **content, "together": together}

    def _networks(self) -> int | None:
        """The number of networks behind each mean, None where it is not one number."""
        varied = {*self.coords, *self.together}
        study = {} if self.spread is None or "seeds" in varied else self.source.get("study", {})
        return study.get("seeds") if isinstance(study, dict) else None

    def __repr__(self) -> str:
        finite = self.values[np.isfinite(self.values)]
        limits = f", {finite.min():.4g} to {finite.max():.4g}" if finite.size else ""
        count = f"{finite.size:,} of {self.values.size:,}"
        return f"Sweep({self.measure} by {', '.join(self.dims)}: {count}{limits})"
