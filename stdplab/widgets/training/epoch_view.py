"""Spikes and weights of a training, at the epoch that a slider chooses."""

from __future__ import annotations

from typing import Any

import ipywidgets

from ...networks import Training
from ...plots.epoch_raster import epoch_figure
from ..common.figure_widget import FigureWidget


class EpochView(ipywidgets.VBox):
    """The first network in an epoch: who fired when, and how its weights lie.

    number    the epoch that is shown; left at the latest one, it goes along with the training
    """

    def __init__(self) -> None:
        self._slider = ipywidgets.SelectionSlider(
            options=(0,), description="Epoch shown", style={"description_width": "initial"},
            layout={"width": "min(420px, 98%)"},
        )  # fmt: skip
        self._picture = FigureWidget()
        self._taking = False
        self._slider.observe(self._moved, "value")
        super().__init__([self._slider, self._picture])

    @property
    def number(self) -> int:
        """The epoch that is shown."""
        return int(self._slider.value)

    @number.setter
    def number(self, number: int) -> None:
        if number not in self._training.album.epochs:
            held = ", ".join(map(str, self._training.album.epochs))
            raise ValueError(f"epoch {number} is not kept: choose one of {held}")
        self._slider.value = number

    @property
    def alt(self) -> str:
        """What is shown, in words."""
        return self._picture.alt

    def follow(self, training: Training) -> None:
        """Offer the epochs that this training has by now."""
        self._training = training
        epochs = training.album.epochs
        self.layout.display = None if epochs else "none"
        if not epochs:
            return
        latest = self.number == self._slider.options[-1]
        chosen = (
            epochs[-1]
            if latest
            else max((e for e in epochs if e <= self.number), default=epochs[0])
        )
        self._taking = True  # new options choose the first of them, which nobody asked for
        self._slider.options = epochs
        self._slider.value = chosen
        self._taking = False
        self._slider.disabled = len(epochs) == 1
        self._draw()

    def _moved(self, _change: object) -> None:
        if not self._taking:
            self._draw()

    def _draw(self) -> None:
        album: Any = self._training.album
        if self.number in album.epochs:
            first = album[0] if 0 in album.epochs else None
            self._picture.draw(lambda: epoch_figure(album[self.number], self.number, first))
