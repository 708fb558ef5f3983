"""The board: the panels of an experiment, drawn live and edited in place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from threading import RLock
from typing import Any

import anywidget
import numpy as np
import traitlets

from ..core.controls import apart, change, controls, find
from ..core.experiment import Experiment
from ..core.result import Result
from ..plots.panels import Convention, Panel, describe, panels
from ..plots.series import plain, symbol, tick_step
from . import page, pictured
from .link import Link

LARGEST = 1e30
"""Larger values have no place in float32 nor in a picture."""


class Board(anywidget.AnyWidget):
    """An experiment as a figure that is its own editor.

    experiment    the `Experiment` on the board; set it, or observe what a learner makes of it
    results       its results by rule name, computed when the experiment changes
    message       why the last edit was refused, or ""

    Both traits are values and stay silent when set to an equal one, so links cannot loop.
    The page draws what Python normalised: curves as float32, limits, ticks and controls.
    """

    _esm = page.script()
    _css = page.style()

    experiment = traitlets.Instance(Experiment)
    results = traitlets.Dict()
    message = traitlets.Unicode().tag(sync=True)

    _experiment = traitlets.Dict().tag(sync=True)  # the JSON form, written by either side
    _view = traitlets.Dict().tag(sync=True)  # what stands still: labels, ticks, controls
    _series = traitlets.Dict().tag(sync=True)  # what moves: limits and float32 curves

    def __init__(
        self, experiment: Experiment, *, convention: Convention = "folded", **kwargs: Any
    ) -> None:
        self._lock = RLock()  # a front end may call back beside a running cell
        self._apart = frozenset[str]()
        self._convention = convention
        super().__init__(experiment=experiment, **kwargs)

    @traitlets.validate("experiment")
    def _try(self, proposal: Any) -> Experiment:
        """Run a new experiment before it becomes the board's: one that fails leaves no trace."""
        experiment: Experiment = proposal.value
        with self._lock:
            self._run(experiment)
        return experiment

    def _run(self, experiment: Experiment) -> None:
        results = experiment.run()
        laid = panels(results, self._convention)
        if not all(np.all(np.abs(c.values) < LARGEST) for panel in laid for c in panel.curves):
            raise ValueError("with these numbers the weight grows beyond all bounds")
        self._tried = (experiment, results, laid)

    @traitlets.observe("experiment")
    def _take(self, _change: object) -> None:
        with self._lock, self.hold_sync():
            if self._tried[0] != self.experiment:  # another thread has tried one since
                self._run(self.experiment)
            experiment, results, laid = self._tried
            self._apart |= apart(experiment)
            self._experiment = experiment.to_dict()
            self._show(results, laid)

    def _show(self, results: dict[str, Result], laid: list[Panel]) -> None:
        curves = [curve for panel in laid for curve in panel.curves]
        self._series = {
            "limits": [panel.limits for panel in laid],
            "limit_labels": [[plain(limit) for limit in panel.limits] for panel in laid],
            "final": {name: result.final for name, result in results.items()},
            "text": describe(results),
            "data": np.concatenate([curve.values for curve in curves]).astype("<f4").tobytes(),
        }
        self._view = {
            "tick": tick_step(self.experiment.protocol.duration),
            "panels": [
                {
                    "key": panel.key,
                    "kind": panel.kind,
                    "label": panel.label,
                    "symbols": [symbol(tex) for tex in panel.tex],
                    "curves": [
                        {"colour": c.colour, "dashed": c.dashed, "rule": c.rule, "name": c.name}
                        for c in panel.curves
                    ],
                }
                for panel in laid
            ],
            "controls": [
                {**asdict(control), "symbol": symbol(control.tex)}
                for control in controls(self.experiment, self._apart)
            ],
        }
        self.results = results

    @traitlets.observe("_experiment")
    def _edited(self, event: Any) -> None:
        """Take an edit from the page, or refuse it and put the old state back."""
        with self.refusing():
            self.experiment = Experiment.from_dict(event.new)
        self._experiment = self.experiment.to_dict()  # as Python has it: snapped and sorted

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Make an edit: a refused one leaves the experiment and says why in ``message``."""
        with self._lock:
            try:
                yield
                self.message = ""
            except ValueError as error:
                self._experiment = self.experiment.to_dict()
                # Last, since putting the state back clears it.
                self.message = f"{error}. The board keeps what it had."

    def set(self, key: str, new: Any) -> None:
        """Turn the control called ``key`` ("tau_z", "reward[0]", "w0"); see `link`."""
        with self._lock:
            self.experiment = change(self.experiment, find(self.experiment, key), new)

    def link(self, key: str, widget: Any) -> Any:
        """Tie the ``value`` of any widget to the control called ``key``, both ways.

        Returns the widget, so a slider is made, linked and shown in one line:

            board.link("tau_z", FloatSlider(min=5, max=100, description="τ_z"))

        A slider with a coarse ``step`` shows the nearest one and does not round the control.
        A refused value is put back and the board says why. Raises ValueError for an
        unknown control. The tie ends when either side is closed.
        """
        Link(self, key, widget)
        return widget

    def __repr__(self) -> str:
        return f"Board({pictured.summary(self.results)})"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return pictured.bundle(super()._repr_mimebundle_(**kwargs), self.results)
