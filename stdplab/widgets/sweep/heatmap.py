"""A heatmap whose cells can be chosen by pointer, touch and keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anywidget
import numpy as np
import traitlets

from ...plots.alt_text_figure import AltTextFigure
from ...plots.sweeps.sweep_labels import format_value
from ...plots.sweeps.sweep_layers import LAYER_DIMS
from ...sweeps import Sweep
from ..common.figure_widget import FigureMixin
from ..js import linker


class Heatmap(FigureMixin, anywidget.AnyWidget):
    """A sweep over two axes as a heatmap whose cells can be chosen.

    The trait ``cell`` is [row, column] of the chosen cell, row 0 at the bottom, or None. It can
    be read, set and observed. ``alt`` is the alternative text.

    Examples
    --------
    >>> from stdplab import presets, sweep
    >>> from stdplab.widgets import Heatmap
    >>> heatmap = Heatmap()
    >>> found = sweep(presets.FLORIAN_2007, {"tau_z": (10, 20), "gamma": (0.1, 0.2)})
    >>> heatmap.show(found.at(rule="MSTDPET"))
    >>> heatmap.alt[:42]
    'Final weight over tau_z from 10 to 20 and '
    """

    _esm = linker.heatmap_script()
    _style = traitlets.Unicode(linker.style()).tag(sync=True)

    cell: Any = traitlets.List(traitlets.Int(), None, allow_none=True, minlen=2, maxlen=2).tag(
        sync=True
    )
    _drawn = traitlets.Unicode().tag(sync=True)
    _frame = traitlets.Dict().tag(sync=True)
    _numbers: Any = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(layout={"min_width": "0"})

    def show(self, sweep: Sweep, axis_labels: Mapping[str, str] | None = None) -> None:
        """Draw a sweep.

        Parameters
        ----------
        sweep : Sweep
            A sweep with two axes, which are rows and columns.
        axis_labels : mapping of str to str, optional
            Axis -> its words where a cell's setting is read out.

        Raises
        ------
        ValueError
            When the sweep has not exactly two axes.
        """
        if len(sweep.coords) != 2 or set(LAYER_DIMS) & set(sweep.coords):
            raise ValueError(
                f"A heatmap needs a sweep with two axes, this one has {', '.join(sweep.dims)}. "
                "Choose one value of the others with sweep.at()."
            )

        def make() -> AltTextFigure:
            figure = sweep.plot()
            self._send_cells(figure, sweep, axis_labels or {})
            return figure

        self.draw(make)

    def _send_cells(
        self, figure: AltTextFigure, sweep: Sweep, axis_labels: Mapping[str, str]
    ) -> None:
        """Send the page where the cells lie in the figure, and their values."""
        box = figure.axes[0].get_position()
        y, x = sweep.coords
        frame: dict[str, Any] = {"box": [box.x0, 1 - box.y1, box.width, box.height]}
        frame |= {"names": [axis_labels.get(x, x), axis_labels.get(y, y)]}
        frame |= {"along": [format_value(value) for value in sweep.coords[x]]}
        frame |= {"up": [format_value(value) for value in sweep.coords[y]]}
        rounded = (float(f"{v:.4g}") if np.isfinite(v) else None for v in sweep.values.ravel())
        with self.hold_sync():
            self._frame, self._numbers = frame, list(rounded)

    def _set_html(self, page: str) -> None:
        self._drawn = page
