"""A bar for a sweep that takes a while: a widget in a notebook, a line in a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .runner import SweepRunner

PATIENCE = 0.5  # s without a bar: most sweeps are over by then
REDRAWN = 0.1  # s between two changes
WIDTH = 30  # characters
VIEW = "application/vnd.jupyter.widget-view+json"


class Bar(Protocol):
    """What `sweep` tells how far it is."""

    def tell(self, running: SweepRunner) -> None:
        """A chunk is done."""

    def close(self) -> None:
        """It is over, or stopped."""


def shown(running: SweepRunner) -> Bar | None:
    """The bar that fits where Python runs; None where nobody looks."""
    if "ipykernel" in sys.modules and getattr(_shell(), "kernel", None) is not None:
        try:
            import ipywidgets  # noqa: F401, PLC0415 - a kernel may be without
        except ImportError:
            return None
        return NotebookBar(running)
    return TerminalBar(running) if sys.stderr.isatty() else None


def _shell() -> Any:
    from IPython import get_ipython  # noqa: PLC0415 - only a kernel has it loaded

    return get_ipython()


class _Timed:
    """Knows how long it has taken, and what to say of it."""

    def __init__(self, running: SweepRunner) -> None:
        self._begun, self._last = time.monotonic(), 0.0
        self._had = running.done  # what a folder held counts for no speed

    def _due(self, running: SweepRunner) -> bool:
        """Whether there is reason to draw again."""
        now = time.monotonic()
        if now - self._begun < PATIENCE:
            return False
        if now - self._last < REDRAWN and running.done < running.total:
            return False
        self._last = now
        return True

    def _words(self, running: SweepRunner) -> str:
        done, total = running.done, running.total
        left = (time.monotonic() - self._begun) * (total - done) / max(done - self._had, 1)
        about = f", about {left:.0f} s left" if done < total else ""
        return f"{done:,} of {total:,} settings{about}"


class TerminalBar(_Timed):
    """One line that is written again and again."""

    def __init__(self, running: SweepRunner) -> None:
        super().__init__(running)
        self._long = 0

    def tell(self, running: SweepRunner) -> None:
        """Write the line."""
        if not self._due(running):
            return
        full = round(WIDTH * running.done / running.total)
        line = f"{'█' * full}{'░' * (WIDTH - full)} {self._words(running)}"
        sys.stderr.write(f"\r{line:<{self._long}}")
        sys.stderr.flush()
        self._long = len(line)

    def close(self) -> None:
        """Go to the next line."""
        if self._long:
            sys.stderr.write("\n")


class NotebookBar(_Timed):
    """A progress widget; gone from the page, and from a saved notebook, at the end.

    It has no button: while a cell runs, a kernel hears none but its own stop button.
    """

    def __init__(self, running: SweepRunner) -> None:
        super().__init__(running)
        self._running = running
        self._box: Any = None

    def tell(self, running: SweepRunner) -> None:
        """Move the bar; show it first."""
        if not self._due(running):
            return
        if self._box is None:
            self._show()
        self._progress.value = running.done
        self._line.value = f"{self._words(running)}; the stop button keeps what is done"

    def _show(self) -> None:
        import ipywidgets  # noqa: PLC0415 - see `shown`
        from IPython.display import display  # noqa: PLC0415

        self._progress = ipywidgets.IntProgress(
            0, 0, self._running.total, layout={"width": "220px"}, style={"bar_color": "#2563eb"}
        )
        self._line = ipywidgets.Label()
        self._box = ipywidgets.HBox(
            [self._progress, self._line],
            layout={"flex_flow": "row wrap", "align_items": "center"},
        )
        view = {"version_major": 2, "version_minor": 0, "model_id": self._box.model_id}
        # The view alone: a saved notebook keeps no words that another run would not say.
        self._handle = display({VIEW: view}, raw=True, display_id=True)

    def close(self) -> None:
        """Take it away."""
        if self._box is not None:
            self._handle.update({}, raw=True)
            for part in (*self._box.children, self._box):
                part.close()
