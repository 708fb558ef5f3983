"""A study under buttons: train, pause, test, save, with a learning curve and a spike raster."""

from __future__ import annotations

import html
import time
from collections.abc import Callable
from pathlib import Path

import ipywidgets

from ...networks import Training
from ...networks.base import Study
from ...networks.network import Measures
from ...networks.reports.report import curves, online_mean
from ...plots.learning_curve import learning_figure
from ..common.figure_widget import FigureWidget
from ..common.sliced_task import SlicedTask
from .epoch_view import EpochView

REDRAW_S = 0.5  # between two redraws while it trains


class Trainer(ipywidgets.VBox):
    """Buttons that train, pause, test and save the networks of a study.

    ``training`` is the `Training`. ``conditions`` are the control conditions measured so far,
    condition -> measure -> one number for each seed: "untrained", and after a test "online" and
    "frozen" or "fresh". ``epoch_view`` is an `EpochView`. ``path`` is the checkpoint that *Save*
    writes and *Load* reads.

    Parameters
    ----------
    study : Study
        The network experiment to train.

    Examples
    --------
    >>> from stdplab.networks import Xor
    >>> from stdplab.widgets import Trainer
    >>> Trainer(Xor.from_paper("MSTDP", seeds=2, epochs=3))
    Trainer(XOR from reward alone, MSTDP, epoch 0)
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.path = Path(f"{study.name}-{study.rule.name}.npz".lower())
        self._task = SlicedTask(self._train_epoch, self._on_slice, self._on_error)
        self._buttons = {
            name: _button(words, tip, act)
            for name, words, tip, act in (
                (
                    "train",
                    "Train",
                    "train one epoch after another; press again to pause",
                    self.toggle,
                ),
                ("test", "Test, plasticity off", "freeze the weights and measure again", self.test),
                (
                    "fresh",
                    "Test on fresh inputs",
                    "freeze the weights and use inputs never seen in training",
                    self.test_fresh,
                ),
                ("save", "Save", f"write {self.path}, to continue another day", self.save),
                ("load", "Load", f"continue from {self.path}", self.load),
                ("over", "Start over", "start with untrained networks", self.start_over),
            )
        }
        self._buttons["train"].button_style = "primary"
        self._bar = ipywidgets.IntProgress(
            0, 0, study.epochs, layout={"width": "220px"}, style={"bar_color": "#2563eb"}
        )
        self._status = ipywidgets.HTML()
        self._figure, self.epoch_view = FigureWidget(), EpochView()
        tools = ipywidgets.HBox(
            [*self._buttons.values(), self._bar],
            layout={"flex_flow": "row wrap", "align_items": "center"},
        )
        note = ipywidgets.HTML(
            f'<p style="line-height: 1.4">{html.escape(study.deviation_note)}</p>'
        )
        super().__init__([tools, self._status, self._figure, self.epoch_view, note])
        self.start_over()

    @property
    def message(self) -> str:
        """The line under the buttons."""
        return html.unescape(str(self._status.value))

    def start_over(self) -> None:
        """Start with untrained networks."""
        self._set_training(Training(self.study))

    def toggle(self) -> None:
        """Train, or pause; without an event loop, train to the end."""
        if self._task.running:
            self._task.pause()
            self._show(redraw=False)  # at once: the slice in progress may take a while, or be lost
        elif not self.training.done:
            self._task.start()

    def test(self) -> None:
        """Measure the networks with plasticity off."""
        self._measure("frozen", fresh=False)

    def test_fresh(self) -> None:
        """Measure the networks with plasticity off, on inputs never seen in training."""
        self._measure("fresh", fresh=True)

    def save(self) -> None:
        """Write a checkpoint to ``path``; the checkpoint of another study is not overwritten."""
        try:
            if self.path.exists() and Training.load(self.path).study != self.study:
                self._show_status(
                    f"Not saved: {self.path} is the checkpoint of another study. "
                    "Rename it, then save again."
                )
                return
            self.training.save(self.path)
        except (OSError, ValueError) as error:
            self._show_status(f"Not saved: {error}")
            return
        self._show_status(f"Saved epoch {self.training.epoch} in {self.path}.")
        self._buttons["load"].disabled = False

    def load(self) -> None:
        """Continue from the checkpoint in ``path``."""
        try:
            training = Training.load(self.path)
        except (OSError, ValueError) as error:
            self._show_status(f"Not loaded: {error}")
            return
        if training.study != self.study:
            self._show_status(f"Not loaded: {self.path} is the checkpoint of another study.")
            return
        self._set_training(training)

    def _set_training(self, training: Training) -> None:
        self._task.pause()
        self.training = training
        self.conditions: dict[str, Measures] = {"untrained": training.untrained}
        self._show()

    def _measure(self, condition: str, *, fresh: bool) -> None:
        if not self.training.epoch:
            self._show_status("Train first. Untrained networks are measured already.")
            return
        self._show_status("Testing with plasticity off …")
        measures = self.training.test(fresh=fresh)
        self.conditions |= {"online": online_mean(self.training), condition: measures}
        self._show()

    def _train_epoch(self) -> bool:
        """Train one epoch and return whether there is another one."""
        self.training.advance()
        self.conditions = {
            "untrained": self.training.untrained
        }  # tests of earlier epochs are out of date
        return not self.training.done

    def _on_slice(self) -> None:
        due = time.monotonic() - self._drawn > REDRAW_S
        self._show(redraw=due or not self._task.running)

    def _on_error(self, error: Exception) -> None:
        self._show()
        self._show_status(f"Training stopped: {error}")

    def _show_status(self, words: str) -> None:
        self._status.value = html.escape(words)

    def _show(self, *, redraw: bool = True) -> None:
        epoch, epochs = self.training.epoch, self.study.epochs
        self._bar.value = epoch
        train = self._buttons["train"]
        train.description = "Pause" if self._task.running else "Continue" if epoch else "Train"
        if self.training.done:
            train.description = "Trained"
        train.disabled = self.training.done
        self._buttons["load"].disabled = not self.path.exists()
        seconds = self._task.remaining_seconds(epochs - epoch)
        remaining = "" if seconds is None else f", about {seconds:.0f} s left"
        self._show_status(f"Epoch {epoch} of {epochs}{remaining}.")
        if redraw:
            history = curves(self.training.history)
            self._figure.draw(lambda: learning_figure(self.study, history, self.conditions))
            self.epoch_view.show_training(self.training)
            self._drawn = time.monotonic()

    def __repr__(self) -> str:
        return f"Trainer({self.study.title}, {self.study.rule.name}, epoch {self.training.epoch})"

    def _ipython_display_(self) -> None:
        self._figure.display_with_fallback(self._repr_mimebundle_())


def _button(words: str, tip: str, act: Callable[[], None]) -> ipywidgets.Button:
    button = ipywidgets.Button(description=words, tooltip=tip, layout={"width": "auto"})
    button.on_click(lambda _: act())
    return button
