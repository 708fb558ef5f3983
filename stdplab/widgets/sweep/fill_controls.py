"""A heatmap that fills while the kernel hears: a bar, and a button to cancel and to go on."""

from __future__ import annotations

import html
import time
from collections.abc import Iterator, Mapping

import ipywidgets

from ...sweeps import SweepRunner
from ..common.debounced_task import DebouncedTask
from .heatmap import Heatmap

REDRAWN = 0.3  # s between two pictures while it fills
SIDE_BY_SIDE = {"flex_flow": "row wrap", "align_items": "flex-start"}


class SweepProgress(ipywidgets.HBox):
    """Computes a sweep once the hand rests, and draws it on a map as it grows.

    running    the `SweepRunner` that was started last
    message    the line beside the bar
    """

    running: SweepRunner

    def __init__(self, heat: Heatmap) -> None:
        self._map, self._rest = heat, DebouncedTask(self._fill, self.tell)
        self._busy, self._drawn = False, 0.0
        self._words: Mapping[str, str] = {}
        self._stop = ipywidgets.Button(description="Cancel", layout={"width": "auto"})
        self._stop.on_click(lambda _button: self.toggle())
        self._bar = ipywidgets.IntProgress(
            0, 0, 1, layout={"width": "160px"}, style={"bar_color": "#2563eb"}
        )
        self._line = ipywidgets.HTML()
        super().__init__([self._stop, self._bar, self._line], layout=SIDE_BY_SIDE)

    @property
    def message(self) -> str:
        """The line beside the bar."""
        return html.unescape(str(self._line.value))

    def start(self, running: SweepRunner, words: Mapping[str, str]) -> None:
        """Fill the map with this sweep; ``words`` are what its axes are called."""
        self.running, self._words = running, words
        self._go_on()

    def toggle(self) -> None:
        """Cancel, keeping what is done; or go on with it."""
        if self._busy:
            self._busy = False
            self.running.cancel()
            self._say()
        elif self.running.done < self.running.total:
            self._go_on()

    def tell(self, error: Exception) -> None:
        """Say why something cannot be swept; the picture stays."""
        self._busy = False
        self._rest.begin()  # whatever is under way is left
        self._say()
        self._line.value = html.escape(f"This cannot be swept: {error}")

    def close(self) -> None:
        """Leave what is under way."""
        if hasattr(self, "running"):
            self.running.cancel()
        super().close()

    def _go_on(self) -> None:
        """Fill what is open: once the hand rests, or at once where there is no later."""
        self._busy, self._drawn = True, 0.0
        if self._rest.possible:
            self._say()
            if not self._map.alt:
                self._show()
            self._rest.begin()
        else:
            for _ in self._fill():
                pass

    def _fill(self) -> Iterator[None]:
        """Chunk after chunk, and a picture now and then; a breath is possible between the two."""
        running = self.running
        if not self._busy:  # cancelled before it began
            return
        for _ in running:
            yield
            if time.monotonic() - self._drawn > REDRAWN and running.done < running.total:
                self._show()
                yield
        self._busy = False
        self._show()

    def _show(self) -> None:
        self._map.show(self.running.sweep, self._words)
        self._drawn = time.monotonic()
        self._say()

    def _say(self) -> None:
        running = self.running
        self._bar.max, self._bar.value = running.total, running.done
        whole = running.done == running.total
        self._stop.description = "Cancel" if self._busy or whole else "Go on"
        self._stop.disabled = whole
        self._line.value = html.escape(f"{running.done:,} of {running.total:,} settings")
