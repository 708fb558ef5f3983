"""What a sweep gives: numbers with a name for each dimension."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.support import validation
from ..core.support.json_input import mapping, parsed
from ..core.support.short_repr import quoted
from ..core.support.version import __version__

if TYPE_CHECKING:
    from ..plots.experiment_figure import AltTextFigure
    from ..plots.theme import Theme

FORMAT = 1


@dataclass(frozen=True, eq=False)
class Sweep:
    """A labelled array: equal by value, JSON in and out.

    values     float64, one dimension for each name in ``coords``; nan where nothing is done yet
    coords     name -> its values: those of the grid, then "rule" or "condition" where each
               setting has several numbers
    measure    what the numbers are
    source     what was swept, as its own to_dict() says
    version    of stdplab
    seed       of all chance, or None where there is none

    For what it does not do itself, `xarray.DataArray(sweep.values, sweep.coords)` takes it.
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
        return same and self._about() == other._about()

    __hash__ = None  # type: ignore[assignment]  # an array is no key

    @property
    def dims(self) -> tuple[str, ...]:
        """The names of the dimensions."""
        return tuple(self.coords)

    def at(self, setting: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """The number at a setting, or the `Sweep` that is left when it leaves dimensions open.

        A number finds the nearest value of its axis; a word has to be one of them.

        >>> Sweep(np.array([[1.0, 2.0]]), {"a": (0,), "rule": ("STDP", "MSTDP")}, "w").at(a=0.1)
        Sweep(w by rule: 2 of 2, 1 to 2)
        """
        place: list[Any] = [slice(None)] * len(self.coords)
        asked = {**(setting or {}), **more}
        for name, value in asked.items():
            if name not in self.coords:
                raise ValueError(f"there is no {name} in this sweep: it has {', '.join(self.dims)}")
            place[self.dims.index(name)] = _nearest(name, self.coords[name], value)
        values = self.values[tuple(place)]
        left = {name: own for name, own in self.coords.items() if name not in asked}
        if not left:
            return float(values)
        return Sweep(values, left, self.measure, self.source, self.version, self.seed)

    def best(self, *, least: bool = False) -> tuple[dict[str, Any], float]:
        """The setting with the largest number (or the least) and the number.

        Raises ValueError when there is no number.
        """
        if not np.isfinite(self.values).any():
            raise ValueError(
                "there is no best setting: no number of this sweep is finite; either nothing is "
                "done yet, or the rule divides by zero"
            )
        flat = int(np.nanargmin(self.values) if least else np.nanargmax(self.values))
        index = np.unravel_index(flat, self.values.shape)
        found = {n: own[i] for (n, own), i in zip(self.coords.items(), index, strict=True)}
        return found, float(self.values[index])

    def plot(self, *, theme: Theme = "light") -> AltTextFigure:
        """The figure: a curve over one axis, a heatmap over two, beside one another by rule.

        Raises ValueError when more axes are open: choose with `at` first.
        """
        from ..plots.sweep_heatmap import sweep_figure  # noqa: PLC0415 - numbers need no figure

        return sweep_figure(self.values, self.coords, self.measure, theme=theme)

    def to_json(self) -> str:
        """The sweep as JSON text; numbers come back bit for bit."""
        numbers = [v if np.isfinite(v) else None for v in self.values.ravel().tolist()]
        return json.dumps({**self._about(), "values": numbers}, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> Sweep:
        """Rebuild a sweep from `to_json`; ValueError says what does not fit."""
        data = parsed(text)
        if not isinstance(data, dict) or data.get("format") != FORMAT or not data.get("coords"):
            raise ValueError("this is no sweep of this version: give what Sweep.to_json made")
        coords = {
            name: tuple(_listed(own, quoted(name)))
            for name, own in mapping(data["coords"], "coords").items()
        }
        held = _listed(data.get("values"), "values")
        size = math.prod(map(len, coords.values()))
        if len(held) != size:
            raise ValueError(
                f"{len(held):,} numbers do not fill the grid of this sweep, which has {size:,}"
            )
        numbers = [
            math.nan if v is None else validation.number(v, "a number of a sweep") for v in held
        ]
        texts = [data.get(name) for name in ("measure", "stdplab")]
        seed = data.get("seed")
        if not all(isinstance(one, str) for one in texts) or not isinstance(seed, int | None):
            raise ValueError("measure and stdplab of a sweep have to be texts, its seed a number")
        values = np.array(numbers).reshape([len(own) for own in coords.values()])
        source = mapping(data.get("source"), "what was swept")
        try:
            json.dumps(source, allow_nan=False)
        except ValueError:
            raise ValueError("what was swept holds a number that is not finite") from None
        return cls(values, coords, str(texts[0]), source, str(texts[1]), seed)

    def _about(self) -> dict[str, Any]:
        coords = {name: list(own) for name, own in self.coords.items()}
        about = {"measure": self.measure, "source": self.source, "coords": coords}
        return {"format": FORMAT, "stdplab": self.version, "seed": self.seed, **about}

    def __repr__(self) -> str:
        known = self.values[np.isfinite(self.values)]
        span = f", {known.min():.4g} to {known.max():.4g}" if known.size else ""
        counted = f"{known.size:,} of {self.values.size:,}"
        return f"Sweep({self.measure} by {', '.join(self.dims)}: {counted}{span})"


def _listed(data: Any, what: str) -> list[Any]:
    """A list of numbers, words and None, which stands for nothing yet."""
    if not isinstance(data, list) or not data:
        raise ValueError(f"{what} has to be a list, not {quoted(data)}")
    for value in data:
        if not isinstance(value, str | int | float | None):
            raise ValueError(f"{what} has numbers and words, not {quoted(value)}")
        if isinstance(value, int | float) and not isinstance(value, bool):
            validation.number(value, f"a value of {what}")
    return data


def _nearest(name: str, values: tuple[Any, ...], wanted: Any) -> int:
    """The index of a value; of a number the nearest one."""
    if wanted in values:
        return values.index(wanted)
    numbers = all(isinstance(value, (int, float)) for value in values)
    if not numbers or not isinstance(wanted, (int, float)):
        known = ", ".join(map(str, values[:8])) + ", …" * (len(values) > 8)
        raise ValueError(f"{name} has no {wanted!r}: it has {known}")
    return int(np.abs(np.array(values, dtype=float) - wanted).argmin())
