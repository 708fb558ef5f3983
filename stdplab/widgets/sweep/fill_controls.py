"""Controls of a heatmap that fills in the background: a progress bar and a pause button."""

from __future__ import annotations

import html
import time
from collections.abc import Iterator, Mapping

import ipywidgets

from ...sweeps import SweepRunner
from ..common.debounced_task import DebouncedTask
from .heatmap import Heatmap

REDRAW_S = 0.3  # between two redraws while it fills
SIDE_BY_SIDE = {"flex_flow": "row wrap", "align_items": "flex-start"}


class SweepProgress(ipywidgets.HBox):
    """Computes a sweep once edits pause, and redraws its heatmap meanwhile.

    ``runner`` is the `SweepRunner` started last; ``message`` is the line beside the bar.
    """

    runner: SweepRunner

    def __init__(self, heatmap: Heatmap) -> None:
        self._heatmap, self._debounced = heatmap, DebouncedTask(self._fill, self.show_error)
        self._busy, self._drawn = False, 0.0
        self._axis_labels: Mapping[str, str] = {}
        self._button = ipywidgets.Button(description="Pause", layout={"width": "auto"})
        self._button.on_click(lambda _button: self.toggle())
        self._bar = ipywidgets.IntProgress(
            0, 0, 1, layout={"width": "160px"}, style={"bar_color": "#2563eb"}
        )
        self._status = ipywidgets.HTML()
        super().__init__([self._button, self._bar, self._status], layout=SIDE_BY_SIDE)

    @property
    def message(self) -> str:
        """The line beside the bar."""
        return html.unescape(str(self._status.value))

    def start(self, runner: SweepRunner, axis_labels: Mapping[str, str]) -> None:
        """Fill the heatmap with this sweep; ``axis_labels`` are key of a control -> words."""
        self.runner, self._axis_labels = runner, axis_labels
        self._continue()

    def toggle(self) -> None:
        """Pause the sweep, keeping what is done; or continue it."""
        if self._busy:
            self._busy = False
            self.runner.cancel()
            self._show_status()
        elif self.runner.done < self.runner.total:
            self._continue()

    def show_error(self, error: Exception) -> None:
        """Say why a sweep is not possible, and leave the heatmap as it is."""
        self._busy = False
        self._debounced.restart()  # ends the sweep in progress
        self._show_status()
        self._status.value = html.escape(f"This cannot be swept: {error}")

    def close(self) -> None:
        """Stop the sweep and close the controls."""
        if hasattr(self, "runner"):
            self.runner.cancel()
        super().close()

    def _continue(self) -> None:
        """Compute the remaining settings: once edits pause, or at once without an event loop."""
        self._busy, self._drawn = True, 0.0
        if self._debounced.has_event_loop:
            self._show_status()
            if not self._heatmap.alt:
                self._show()
            self._debounced.restart()
        else:
            for _ in self._fill():
                pass

    def _fill(self) -> Iterator[None]:
        """Compute chunk after chunk and redraw now and then, with yields for other work."""
        runner = self.runner
        if not self._busy:  # paused before it started
            return
        for _ in runner:
            yield
            if time.monotonic() - self._drawn > REDRAW_S and runner.done < runner.total:
                self._show()
                yield
        self._busy = False
        self._show()

    def _show(self) -> None:
        self._heatmap.show(self.runner.sweep, self._axis_labels)
        self._drawn = time.monotonic()
        self._show_status()

    def _show_status(self) -> None:
        runner = self.runner
        self._bar.max, self._bar.value = runner.total, runner.done
        complete = runner.done == runner.total
        self._button.description = "Pause" if self._busy or complete else "Continue"
        self._button.disabled = complete
        self._status.value = html.escape(f"{runner.done:,} of {runner.total:,} settings")
