"""Training with buttons: train, pause, test, save; curves and rasters that follow."""

from __future__ import annotations

import html
import time
from collections.abc import Callable
from pathlib import Path

import ipywidgets

from ...networks import Training
from ...networks.base import Measures, Study
from ...networks.reports.report import curves, online
from ...plots.learning_curve import learning_figure
from ..common.figure_widget import FigureWidget
from ..common.sliced_task import SlicedTask
from .epoch_view import EpochView

REDRAWN = 0.5  # s between two pictures while it trains


class Trainer(ipywidgets.VBox):
    """A study that a learner trains, stops, tests, saves and goes on with.

    training    the `Training`; pausing keeps what was learned
    controls    what was measured so far: "untrained", and after a test "online" and "frozen" or
                "fresh"
    view        spikes and weights of a chosen epoch, an `EpochView`
    path        the checkpoint that *Save* writes and *Load* reads
    message     the line under the buttons
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.path = Path(f"{study.name}-{study.rule.name}.npz".lower())
        self._pace = SlicedTask(self._epoch, self._trained, self._stopped)
        self._buttons = {
            name: _button(words, tip, act)
            for name, words, tip, act in (
                ("train", "Train", "learn, an epoch at a time; press again to pause", self.toggle),
                ("test", "Test, plasticity off", "freeze the weights and measure again", self.test),
                ("fresh", "Test on fresh inputs", "frozen, on inputs never seen", self.test_fresh),
                ("save", "Save", f"write {self.path}, to go on from another day", self.save),
                ("load", "Load", f"go on from {self.path}", self.load),
                ("over", "Start over", "forget everything that was learned", self.start_over),
            )
        }
        self._buttons["train"].button_style = "primary"
        self._bar = ipywidgets.IntProgress(
            0, 0, study.epochs, layout={"width": "220px"}, style={"bar_color": "#2563eb"}
        )
        self._line = ipywidgets.HTML()
        self._picture, self.view = FigureWidget(), EpochView()
        tools = ipywidgets.HBox(
            [*self._buttons.values(), self._bar],
            layout={"flex_flow": "row wrap", "align_items": "center"},
        )
        note = ipywidgets.HTML(f'<p style="line-height: 1.4">{html.escape(study.differs)}</p>')
        super().__init__([tools, self._line, self._picture, self.view, note])
        self.start_over()

    @property
    def message(self) -> str:
        """The line under the buttons."""
        return html.unescape(str(self._line.value))

    def start_over(self) -> None:
        """Networks that have learned nothing."""
        self._take(Training(self.study))

    def toggle(self) -> None:
        """Train, or pause; where no event loop runs, train to the end."""
        if self._pace.running:
            self._pace.pause()
        elif not self.training.done:
            self._pace.start()

    def test(self) -> None:
        """Measure with plasticity off."""
        self._measure("frozen", fresh=False)

    def test_fresh(self) -> None:
        """Measure with plasticity off, on inputs that no network has seen."""
        self._measure("fresh", fresh=True)

    def save(self) -> None:
        """Write a checkpoint to ``path``; another training's is left alone."""
        try:
            if self.path.exists() and Training.load(self.path).study != self.study:
                self._say(f"{self.path} holds another training: rename it, then save again.")
                return
            self.training.save(self.path)
        except (OSError, ValueError) as error:
            self._say(f"Not saved: {error}")
            return
        self._say(f"Saved epoch {self.training.epoch} in {self.path}.")
        self._buttons["load"].disabled = False

    def load(self) -> None:
        """Go on from the checkpoint in ``path``."""
        try:
            training = Training.load(self.path)
        except (OSError, ValueError) as error:
            self._say(f"Not loaded: {error}")
            return
        if training.study != self.study:
            self._say(f"{self.path} holds another training, which this lab cannot show.")
            return
        self._take(training)

    def _take(self, training: Training) -> None:
        self._pace.pause()
        self.training = training
        self.controls: dict[str, Measures] = {"untrained": training.untrained}
        self._show()

    def _measure(self, condition: str, *, fresh: bool) -> None:
        if not self.training.epoch:
            self._say("Train first: untrained networks are measured already.")
            return
        self._say("Testing with plasticity off …")
        measured = self.training.test(fresh=fresh)
        self.controls |= {"online": online(self.training), condition: measured}
        self._show()

    def _epoch(self) -> bool:
        """One epoch; whether there is another one."""
        self.training.advance()
        self.controls = {"untrained": self.training.untrained}  # a test is of its moment
        return not self.training.done

    def _trained(self) -> None:
        due = time.monotonic() - self._drawn > REDRAWN
        self._show(picture=due or not self._pace.running)

    def _stopped(self, error: Exception) -> None:
        self._show()
        self._say(f"Training stopped: {error}")

    def _say(self, words: str) -> None:
        self._line.value = html.escape(words)

    def _show(self, *, picture: bool = True) -> None:
        epoch, epochs = self.training.epoch, self.study.epochs
        self._bar.value = epoch
        train = self._buttons["train"]
        train.description = "Pause" if self._pace.running else "Go on" if epoch else "Train"
        if self.training.done:
            train.description = "Trained"
        train.disabled = self.training.done
        self._buttons["load"].disabled = not self.path.exists()
        seconds = self._pace.left(epochs - epoch)
        left = "" if seconds is None else f", about {seconds:.0f} s left"
        self._say(f"Epoch {epoch} of {epochs}{left}.")
        if picture:
            past = curves(self.training.history)
            self._picture.draw(lambda: learning_figure(self.study, past, self.controls))
            self.view.follow(self.training)
            self._drawn = time.monotonic()

    def __repr__(self) -> str:
        return f"Trainer({self.study.title}, {self.study.rule.name}, epoch {self.training.epoch})"

    def _ipython_display_(self) -> None:
        self._picture.show_as(self._repr_mimebundle_())


def _button(words: str, tip: str, act: Callable[[], None]) -> ipywidgets.Button:
    button = ipywidgets.Button(description=words, tooltip=tip, layout={"width": "auto"})
    button.on_click(lambda _: act())
    return button
