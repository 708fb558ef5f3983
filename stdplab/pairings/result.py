"""The result of a pairing experiment: its series and numbers, a table of them, JSON in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.support.json_input import parse_json
from ..core.support.short_repr import number_text
from .design import PairingDesign

FORMAT = 1
"""Version of the JSON form, raised when an older reader could not understand it."""


@dataclass(frozen=True)
class PairingResult:
    """The result of one pairing experiment.

    Parameters
    ----------
    experiment : PairingExperiment
        The experiment that was run.
    series : dict of str to list of float
        Name -> one number for each point. The first series is the axis, in ms or Hz; the others
        are weight changes.
    numbers : dict of str to float or None
        Quantities estimated from the series, by name; None where there is no estimate.
    summary : str
        The numbers in one sentence.

    Examples
    --------
    >>> from stdplab import STDP
    >>> from stdplab.pairings import STDPWindow
    >>> result = STDPWindow(STDP(), delays=(-10, 10)).run()
    >>> [round(change, 4) for change in result["measured"]]
    [-0.1213, 0.1213]
    """

    experiment: PairingDesign
    series: dict[str, list[float]]
    numbers: dict[str, float | None] = field(default_factory=dict)
    summary: str = ""

    def __getitem__(self, name: str) -> list[float]:
        """The series called ``name``."""
        if name not in self.series:
            raise KeyError(f"No series {name!r}. Available: {', '.join(self.series)}")
        return self.series[name]

    def __str__(self) -> str:
        heads = list(self.series)
        series = self.series.values()
        axis, *columns = ([_cell(v, is_axis=i == 0) for v in s] for i, s in enumerate(series))
        table = [heads, *map(list, zip(axis, *columns, strict=True))]
        widths = [max(len(row[i]) for row in table) for i in range(len(heads))]
        rows = ("  ".join(f"{c:>{w}}" for c, w in zip(r, widths, strict=True)) for r in table)
        return "\n".join((self.experiment.title, *rows, self.summary))

    def to_dict(self) -> dict[str, Any]:
        """Return everything, the experiment included, ready for JSON."""
        return {
            "format": FORMAT,
            "pairing": self.experiment.to_dict(),
            "series": self.series,
            "numbers": self.numbers,
            "line": self.summary,
        }

    def to_json(self) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(), allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> PairingResult:
        """Rebuild a result from the output of `to_dict`.

        Parameters
        ----------
        data : dict
            What `to_dict` returned.

        Returns
        -------
        PairingResult
            Equal to the one that was stored.

        Raises
        ------
        ValueError
            When the format is another one, a part is missing, or the experiment is not valid.
        """
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise ValueError(
                f"Not a pairing result of format {FORMAT}. Use PairingResult.to_dict()"
            )
        series, numbers = data.get("series"), data.get("numbers")
        if not isinstance(series, Mapping) or not isinstance(numbers, Mapping):
            raise ValueError('A pairing result needs "series" and "numbers", both JSON objects')
        lists = {name: list(values) for name, values in series.items()}
        experiment = PairingDesign.from_dict(data.get("pairing"))
        return cls(experiment, lists, dict(numbers), str(data.get("line", "")))

    @classmethod
    def from_json(cls, text: str) -> PairingResult:
        """Rebuild a result from JSON text; raises ValueError as `from_dict` does."""
        return cls.from_dict(parse_json(text))


def _cell(value: float, *, is_axis: bool) -> str:
    """One number of the table; a change that rounds to zero has no minus sign."""
    text = f"{number_text(value)}" if is_axis else f"{value:.4f}"
    return text if float(text) or is_axis else text.removeprefix("-")
