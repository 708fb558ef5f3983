"""A lab: a board with presets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import ipywidgets

from ..core.experiment import Experiment
from ..core.result import Result
from ..core.support.short_repr import quoted
from ..plots.panel_layout import Convention
from ..widgets.board import html_export as export
from ..widgets.board.board import Board
from ..widgets.common import static_fallback


class Lab(ipywidgets.VBox):
    """A board with a menu of presets and a button that goes back to the chosen one.

    board         the `Board`; observe its ``experiment`` and ``results``
    experiment    what stands on the board now; set it to put another one there
    results       its results by rule name
    title, text   what an exported page says above the board
    show, hide, lock    which parts are there, and what cannot be changed: see `Board`
    convention    how traces are drawn at first: "folded" or "unit"
    """

    def __init__(
        self,
        presets: Mapping[str, Experiment],
        start: str,
        *,
        title: str = "stdplab",
        text: str = "",
        show: Iterable[str] | None = None,
        hide: Iterable[str] = (),
        lock: Iterable[str] = (),
        convention: Convention = "folded",
    ) -> None:
        if not isinstance(presets, Mapping) or start not in presets:
            raise ValueError(
                f"there is no experiment {quoted(start)} to start with: presets is a mapping "
                'such as {"start": presets.FLORIAN_2007}, and start one of its names'
            )
        self.title, self.text = title, text
        self.board = Board(
            presets[start], presets=presets, convention=convention, show=show, hide=hide, lock=lock
        )
        super().__init__([self.board])

    @property
    def experiment(self) -> Experiment:
        """What stands on the board now."""
        return self.board.experiment

    @experiment.setter
    def experiment(self, experiment: Experiment) -> None:
        self.board.experiment = experiment

    @property
    def results(self) -> dict[str, Result]:
        """Results of what stands on the board now, by rule name."""
        return self.board.results

    def export(self, path: Path | str) -> Path:
        """Write the lab as one HTML file that lives without a kernel, and return its path.

        Raises ValueError when a rule can only be computed in a kernel, or for a wrong path.
        """
        return export.write(self.board, path, title=self.title, text=self.text)

    def close(self) -> None:
        """Close the board and what is around it."""
        if hasattr(self, "board"):  # a constructor that failed leaves it out
            self.board.close()
        super().close()

    def __repr__(self) -> str:
        return f"Lab({static_fallback.summary(self.results)})"

    def _ipython_display_(self) -> None:
        self.board.show_as(self._repr_mimebundle_())
