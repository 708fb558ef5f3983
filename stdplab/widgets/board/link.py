"""A link between a control of a board and the value of any widget, in both directions."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

from ...core.controls import find, value
from .link_value import check_widget, read, show

ECHO_S = 1.0
"""Time in s in which a front end's echo arrives, and in which no learner changes the slider."""


class Link:
    """Keeps ``widget.value`` and one control of a board equal until either is closed.

    The front end of a slider sends every value that Python sets back, rounded to the slider's
    step. Such an echo is not a move of the slider and is ignored: it would round the board's value,
    or undo a drag on the board where it arrives late.

    Parameters
    ----------
    board : Board
        The board.
    key : str
        The control, such as "tau_z" or "reward[0]"; see `Board.set`.
    widget : ipywidgets.Widget
        Any widget with one ``value``. It shows the control's value at once; `link_value` says how
        a widget does that which cannot hold every number.

    Raises
    ------
    ValueError
        When the control is unknown, or the widget has no value or several.

    Examples
    --------
    >>> import ipywidgets
    >>> from stdplab import presets
    >>> from stdplab.widgets import Board, Link
    >>> board, slider = Board(presets.FLORIAN_2007), ipywidgets.FloatSlider(max=200)
    >>> link = Link(board, "tau_z", slider)
    >>> slider.value
    25.0
    """

    def __init__(self, board: Any, key: str, widget: Any) -> None:
        find(board.experiment, key)
        check_widget(widget)
        self.board, self.key, self.widget = board, key, widget
        self._updating = False
        self._sent: deque[tuple[float, Any]] = deque(maxlen=256)  # (time in s, value)
        self._board_to_widget()
        board.observe(self._board_to_widget, "experiment")
        widget.observe(self._widget_to_board, "value")
        for side in (board, widget):
            side.observe(self._detach, "comm")

    def _board_to_widget(self, _change: object = None) -> None:
        """Show the board's value on the widget."""
        experiment = self.board.experiment
        try:
            current = value(experiment, find(experiment, self.key))
        except ValueError:  # this experiment lacks the control; a later one may have it
            return
        self._updating = True
        try:
            show(self.widget, current)
        finally:
            self._updating = False
        # A widget with a range or a step of its own may hold another value.
        self._sent += [(time.monotonic(), self.widget.value), (time.monotonic(), current)]

    def _widget_to_board(self, event: Any) -> None:
        """Set the control to the widget's value; where it is refused, restore the widget."""
        new = read(event.new)
        if self._updating or new is None or self._is_echo(new):  # None: a choice that is blank
            return
        with self.board.reporting_errors():
            self.board.set(self.key, new)
        if self.board.message:
            self._board_to_widget()

    def _is_echo(self, new: Any) -> bool:
        """Whether ``new`` is only the front end's echo of a value that Python has set."""
        current, step = self._sent[-1][1], getattr(self.widget, "step", None)
        if new == current:
            return True
        if not all(isinstance(number, (int, float)) for number in (new, step)):
            return False
        tolerance = (0.5 - 1e-6) * float(step or 0)
        since = time.monotonic() - ECHO_S
        recent = [sent for when, sent in self._sent if when > since]
        if abs(new - current) <= tolerance:
            return True
        if any(abs(new - sent) <= tolerance for sent in recent):
            self._board_to_widget()  # a late echo: show the current value again
            return True
        return False

    def _detach(self, event: Any) -> None:
        """End the link when one side is closed."""
        if event.new is None:
            for side in (self.board, self.widget):
                side.unobserve(self._detach, "comm")
            self.board.unobserve(self._board_to_widget, "experiment")
            self.widget.unobserve(self._widget_to_board, "value")
