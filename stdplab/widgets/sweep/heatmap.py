"""A heatmap whose cells can be chosen: by pointer, by finger, by keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anywidget
import numpy as np
import traitlets

from ...plots.experiment_figure import AltTextFigure
from ...plots.sweep_heatmap import LAST
from ...plots.sweep_labels import text
from ...sweeps import Sweep
from ..common.figure_widget import FigureMixin
from ..js import linker


class Heatmap(FigureMixin, anywidget.AnyWidget):
    """A sweep over two axes as a picture, under cells that answer.

    cell    (row, column) of the one that was taken, with row 0 at the bottom; None without
    """

    _esm = linker.heatmap_script()
    _css = linker.style()

    cell: Any = traitlets.List(traitlets.Int(), None, allow_none=True, minlen=2, maxlen=2).tag(
        sync=True
    )
    _drawn = traitlets.Unicode().tag(sync=True)
    _frame = traitlets.Dict().tag(sync=True)
    _numbers: Any = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(layout={"min_width": "0"})

    def show(self, sweep: Sweep, words: Mapping[str, str] | None = None) -> None:
        """Draw a sweep over two axes; ValueError when it has another number of dimensions.

        words    what to call an axis where its setting is read out, by its name
        """
        if len(sweep.coords) != 2 or set(LAST) & set(sweep.coords):
            raise ValueError(f"a heatmap has two axes, and this sweep has {', '.join(sweep.dims)}")

        def make() -> AltTextFigure:
            picture = sweep.plot()
            self._place(picture, sweep, words or {})
            return picture

        self.draw(make)

    def _place(self, picture: AltTextFigure, sweep: Sweep, words: Mapping[str, str]) -> None:
        """Where the cells lie in the picture, and what they are."""
        box = picture.axes[0].get_position()
        up, along = sweep.coords
        frame: dict[str, Any] = {"box": [box.x0, 1 - box.y1, box.width, box.height]}
        frame |= {"names": [words.get(along, along), words.get(up, up)]}
        frame |= {"along": [text(value) for value in sweep.coords[along]]}
        frame |= {"up": [text(value) for value in sweep.coords[up]]}
        rounded = (float(f"{v:.4g}") if np.isfinite(v) else None for v in sweep.values.ravel())
        with self.hold_sync():
            self._frame, self._numbers = frame, list(rounded)

    def _put(self, page: str) -> None:
        self._drawn = page
