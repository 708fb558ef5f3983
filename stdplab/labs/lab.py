"""A lab: a board under a bar with presets and a reset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets

from ..core.experiment import Experiment
from ..core.result import Result
from ..widgets import pictured
from ..widgets.board import Board


class Lab(ipywidgets.VBox):
    """A board with a menu of presets and a button that goes back to the chosen one.

    board         the `Board`; observe its ``experiment`` and ``results``
    experiment    what stands on the board now; set it to put another one there
    results       its results by rule name
    """

    def __init__(self, presets: Mapping[str, Experiment], start: str) -> None:
        self._presets = dict(presets)
        self.board = Board(self._presets[start])
        self.menu = ipywidgets.Dropdown(
            options=[*self._presets],
            value=start,
            description="Preset",
            layout=ipywidgets.Layout(width="260px"),
            style={"description_width": "52px"},
        )
        self.reset = ipywidgets.Button(
            description="Reset",
            icon="undo",
            tooltip="Back to the chosen preset",
            layout=ipywidgets.Layout(width="90px"),
        )
        self.menu.observe(self._restore, "value")
        self.reset.on_click(self._restore)
        super().__init__([ipywidgets.HBox([self.menu, self.reset]), self.board])

    def _restore(self, _event: object) -> None:
        with self.board.refusing():
            self.board.experiment = self._presets[self.menu.value]

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

    def close(self) -> None:
        """Close the board and everything around it."""
        for part in (getattr(self, name, None) for name in ("menu", "reset", "board")):
            if part is not None:  # a constructor that failed leaves some out
                part.close()
        super().close()

    def __repr__(self) -> str:
        return f"Lab({pictured.summary(self.results)})"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return pictured.bundle(super()._repr_mimebundle_(**kwargs), self.results)
