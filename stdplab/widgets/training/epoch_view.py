"""Spikes and weights of a training's first network, in an epoch chosen with a slider."""

from __future__ import annotations

from typing import Any

import ipywidgets

from ...networks import Training
from ...plots.epoch_raster import epoch_figure
from ..common.figure_widget import FigureWidget


class EpochView(ipywidgets.VBox):
    """The spikes and weights of a training's first network in one epoch, under a slider.

    While the latest epoch is shown, the view follows the training.

    Examples
    --------
    >>> from stdplab.networks import Training, Xor
    >>> from stdplab.widgets import EpochView
    >>> view = EpochView()
    >>> view.show_training(Training(Xor.from_paper("MSTDP", seeds=1, epochs=1)))
    >>> view.epoch, view.alt[:30]
    (0, 'Epoch 0 of the first network: ')
    """

    def __init__(self) -> None:
        self._slider = ipywidgets.SelectionSlider(
            options=(0,), description="Epoch shown", style={"description_width": "initial"},
            layout={"width": "min(420px, 98%)"},
        )  # fmt: skip
        self._figure = FigureWidget()
        self._updating = False
        self._slider.observe(self._on_slider, "value")
        super().__init__([self._slider, self._figure])

    @property
    def epoch(self) -> int:
        """The epoch that is shown; setting one without a snapshot raises ValueError."""
        return int(self._slider.value)

    @epoch.setter
    def epoch(self, epoch: int) -> None:
        if epoch not in self._training.snapshots.epochs:
            available = ", ".join(map(str, self._training.snapshots.epochs))
            raise ValueError(f"No snapshot of epoch {epoch}. Available: {available}.")
        self._slider.value = epoch

    @property
    def alt(self) -> str:
        """The alternative text: what is shown, in words."""
        return self._figure.alt

    def show_training(self, training: Training) -> None:
        """Show a training and offer the epochs that it has snapshots of.

        Parameters
        ----------
        training : Training
            The training; call this again after it has advanced.
        """
        self._training = training
        epochs = training.snapshots.epochs
        self.layout.display = None if epochs else "none"
        if not epochs:
            return
        latest = self.epoch == self._slider.options[-1]
        chosen = (
            epochs[-1] if latest else max((e for e in epochs if e <= self.epoch), default=epochs[0])
        )
        self._updating = True  # new options select the first one, which no learner chose
        self._slider.options = epochs
        self._slider.value = chosen
        self._updating = False
        self._slider.disabled = len(epochs) == 1
        self._draw()

    def _on_slider(self, _change: object) -> None:
        if not self._updating:
            self._draw()

    def _draw(self) -> None:
        snapshots: Any = self._training.snapshots
        if self.epoch in snapshots.epochs:
            first = snapshots[0] if 0 in snapshots.epochs else None
            self._figure.draw(lambda: epoch_figure(snapshots[self.epoch], self.epoch, first))
