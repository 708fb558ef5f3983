"""Training with buttons: train, pause, start over, test; curves that grow while it learns."""

from __future__ import annotations

import asyncio
import html
import time
from typing import Any

import ipywidgets

from ..networks import Report, Training
from ..networks.study import Measures, Study
from ..plots.learning import learning

REDRAWN = 0.5  # s between two pictures while it trains
FITTING = 'style="max-width: 100%; height: auto"'  # a narrow page shows the controls too
BREATH = 0.01  # s in which the kernel does what else is asked of it, between two slices


class Trainer(ipywidgets.VBox):
    """A study that a learner trains, stops, tests and goes on with.

    training    the `Training`; pausing keeps what was learned
    controls    what was measured so far: "untrained", and after a test "online", "frozen", "fresh"
    message     the line under the buttons
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self._running = False
        self._task: asyncio.Task[None] | None = None
        self._train = _button("Train", "learn, an epoch at a time; press again to pause", "primary")
        self._test = _button("Test, plasticity off", "freeze the weights and measure again")
        self._again = _button("Start over", "forget everything that was learned")
        self._bar = ipywidgets.IntProgress(
            0, 0, study.epochs, layout={"width": "220px"}, style={"bar_color": "#2563eb"}
        )
        self._line = ipywidgets.HTML()
        self._picture = ipywidgets.HTML()
        for button, act in (
            (self._train, self.toggle), (self._test, self.test), (self._again, self.start_over),
        ):  # fmt: skip
            button.on_click(lambda _button, act=act: act())
        tools = ipywidgets.HBox(
            [self._train, self._test, self._again, self._bar],
            layout={"flex_flow": "row wrap", "align_items": "center"},
        )
        note = ipywidgets.HTML(f"<p>{html.escape(study.differs)}</p>")
        super().__init__([tools, self._line, self._picture, note])
        self.start_over()

    @property
    def message(self) -> str:
        """The line under the buttons."""
        return str(self._line.value)

    def start_over(self) -> None:
        """Networks that have learned nothing."""
        self._running = False
        self.training = Training(self.study)
        self.controls: dict[str, Measures] = {"untrained": self.training.untrained}
        self._show()

    def toggle(self) -> None:
        """Train, or pause; where no event loop runs, train to the end."""
        if self._running:
            self._running = False
            return
        if self.training.done:
            return
        self._running = True
        self._seconds: list[float] = []
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            while self._slice():
                pass
        else:
            if self._task is None or self._task.done():  # or the one that was pausing goes on
                self._task = loop.create_task(self._train_on())

    def test(self) -> None:
        """Measure with plasticity off, on the inputs of training and on fresh ones."""
        if not self.training.epoch:
            self._line.value = "Train first: untrained networks are measured already."
            return
        self._line.value = "Testing with plasticity off …"
        report = Report.of(self.training)
        self.controls |= {name: getattr(report, name) for name in ("online", "frozen", "fresh")}
        self._show()

    async def _train_on(self) -> None:
        try:
            while self._slice():  # noqa: ASYNC110 - no wait for something: each turn trains
                await asyncio.sleep(BREATH)
        except Exception as error:  # noqa: BLE001 - of a rule of one's own, which nobody else hears
            self._running = False
            self._show()
            self._line.value = f"Training stopped: {html.escape(str(error))}"

    def _slice(self) -> bool:
        """One epoch; whether there is another one."""
        if self._running:
            begun = time.perf_counter()
            self.training.advance()
            self._seconds.append(time.perf_counter() - begun)
            self.controls = {"untrained": self.training.untrained}  # a test is of its moment
        self._running = self._running and not self.training.done
        due = time.monotonic() - self._drawn > REDRAWN
        self._show(picture=due or not self._running)
        return self._running

    def _show(self, *, picture: bool = True) -> None:
        epoch, epochs = self.training.epoch, self.study.epochs
        self._bar.value = epoch
        self._train.description = "Pause" if self._running else "Go on" if epoch else "Train"
        self._train.disabled = self.training.done
        left = ""
        if self._running and self._seconds:
            recent = self._seconds[-10:]
            left = f", about {sum(recent) / len(recent) * (epochs - epoch):.0f} s left"
        self._line.value = f"Epoch {epoch} of {epochs}{left}."
        if picture:
            figure = learning(self.study, self.training.history, self.controls)
            image = figure.bundle()[0]["text/html"]
            self._picture.value = image.replace("<img ", f"<img {FITTING} ", 1)
            self._drawn = time.monotonic()

    def __repr__(self) -> str:
        return f"Trainer({self.study.title}, {self.study.rule.name}, epoch {self.training.epoch})"


def _button(words: str, tip: str, style: str = "") -> Any:
    return ipywidgets.Button(
        description=words, tooltip=tip, button_style=style, layout={"width": "auto"}
    )
