"""A progress bar for a long sweep: a widget in a notebook, one line in a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .runner import SweepRunner

SHOW_AFTER_S = 0.5  # most sweeps have ended by then
REDRAW_EVERY_S = 0.1
BAR_WIDTH = 30  # characters
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class Bar(Protocol):
    """A progress bar, as `sweep` uses it."""

    def update(self, runner: SweepRunner) -> None:
        """Show how far the sweep is."""

    def close(self) -> None:
        """Remove the bar or end its line: the sweep is over or was stopped."""


def make_bar(runner: SweepRunner) -> Bar | None:
    """The bar for a notebook or a terminal; None where there is neither."""
    if "ipykernel" in sys.modules and getattr(_shell(), "kernel", None) is not None:
        try:
            import ipywidgets  # noqa: F401, PLC0415 - a kernel need not have it
        except ImportError:
            return None
        return NotebookBar(runner)
    return TerminalBar(runner) if sys.stderr.isatty() else None


def _shell() -> Any:
    from IPython import get_ipython  # noqa: PLC0415 - only a kernel has it loaded

    return get_ipython()


class _TimedBar:
    """When a bar is redrawn, and its text with the time left."""

    def __init__(self, runner: SweepRunner) -> None:
        self._started, self._last_drawn = time.monotonic(), 0.0
        self._share_at_start = runner.share_done  # read from a folder: says nothing about speed

    def _due(self, runner: SweepRunner) -> bool:
        """Whether to draw again."""
        now = time.monotonic()
        if now - self._started < SHOW_AFTER_S:
            return False
        if now - self._last_drawn < REDRAW_EVERY_S and runner.done < runner.total:
            return False
        self._last_drawn = now
        return True

    def _text(self, runner: SweepRunner) -> str:
        done, total, share = runner.done, runner.total, runner.share_done
        left = ""
        if self._share_at_start < share < 1:
            whole_s = (time.monotonic() - self._started) / (share - self._share_at_start)
            left = f", about {whole_s * (1 - share):.0f} s left"
        return f"{done:,} of {total:,} settings{left}"


class TerminalBar(_TimedBar):
    """One line that is written over and over."""

    def __init__(self, runner: SweepRunner) -> None:
        super().__init__(runner)
        self._length = 0

    def update(self, runner: SweepRunner) -> None:
        """Write the line."""
        if not self._due(runner):
            return
        full = round(BAR_WIDTH * runner.share_done)
        line = f"{'█' * full}{'░' * (BAR_WIDTH - full)} {self._text(runner)}"
        sys.stderr.write(f"\r{line:<{self._length}}")
        sys.stderr.flush()
        self._length = len(line)

    def close(self) -> None:
        """Go to the next line."""
        if self._length:
            sys.stderr.write("\n")


class NotebookBar(_TimedBar):
    """A progress widget. It leaves the page, and the saved notebook, when it is closed.

    It has no button: while a cell runs, a kernel reacts to its own stop button only.
    """

    def __init__(self, runner: SweepRunner) -> None:
        super().__init__(runner)
        self._box: Any = None

    def update(self, runner: SweepRunner) -> None:
        """Move the bar; the first time show it."""
        if not self._due(runner):
            return
        if self._box is None:
            self._show()
        self._progress.value = runner.share_done
        self._label.value = f"{self._text(runner)}; the stop button keeps what is done"

    def _show(self) -> None:
        import ipywidgets  # noqa: PLC0415 - see `make_bar`
        from IPython.display import display  # noqa: PLC0415

        self._progress = ipywidgets.FloatProgress(
            value=0.0, max=1.0, layout={"width": "220px"}, style={"bar_color": "#2563eb"}
        )
        self._label = ipywidgets.Label()
        self._box = ipywidgets.HBox(
            [self._progress, self._label],
            layout={"flex_flow": "row wrap", "align_items": "center"},
        )
        view = {"version_major": 2, "version_minor": 0, "model_id": self._box.model_id}
        # Only the view, no plain text: a saved notebook then does not change from run to run.
        self._handle = display({WIDGET_VIEW: view}, raw=True, display_id=True)

    def close(self) -> None:
        """Remove the widget."""
        if self._box is not None:
            self._handle.update({}, raw=True)
            for part in (*self._box.children, self._box):
                part.close()
