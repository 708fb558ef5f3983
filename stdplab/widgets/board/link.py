"""A tie between a control of a board and the value of any widget, both ways."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

from ...core.controls import find, value

RECENT = 1.0
"""Seconds: a front end answers sooner, and a hand goes from one slider to another later."""


class Link:
    """Keeps ``widget.value`` and one control of the board equal until either is closed.

    The front end of a slider sends each value that Python gives it back, rounded to the
    slider's step. Such an answer is no move of a hand: it would round the board's value, and
    during a drag on the board, where it comes late, pull it back.
    """

    def __init__(self, board: Any, key: str, widget: Any) -> None:
        find(board.experiment, key)
        self.board, self.key, self.widget = board, key, widget
        self._following = False
        self._given: deque[tuple[float, Any]] = deque(maxlen=256)  # (when, value)
        self._follow()
        board.observe(self._follow, "experiment")
        widget.observe(self._lead, "value")
        for side in (board, widget):
            side.observe(self._part, "comm")

    def _follow(self, _change: object = None) -> None:
        """The board has changed: show its value on the widget."""
        experiment = self.board.experiment
        try:
            now = value(experiment, find(experiment, self.key))
        except ValueError:  # this experiment lacks the control: wait for one that has it
            return
        self._following = True
        try:
            self.widget.value = now
        finally:
            self._following = False
        # A widget with a range or a step of its own may keep something else.
        self._given += [(time.monotonic(), self.widget.value), (time.monotonic(), now)]

    def _lead(self, event: Any) -> None:
        """The widget has changed: turn the control, or say why not and put the value back."""
        if self._following or self._answers(event.new):
            return
        with self.board.refusing():
            self.board.set(self.key, event.new)
        if self.board.message:
            self._follow()

    def _answers(self, new: Any) -> bool:
        """Whether ``new`` is only what the front end makes of a value it was given."""
        current, step = self._given[-1][1], getattr(self.widget, "step", None)
        if new == current:
            return True
        if not all(isinstance(number, (int, float)) for number in (new, step)):
            return False
        reach = (0.5 - 1e-6) * float(step or 0)
        since = time.monotonic() - RECENT
        recent = (given for when, given in self._given if when > since)
        if abs(new - current) <= reach:
            return True
        if any(abs(new - given) <= reach for given in recent):
            self._follow()  # a late answer: show the current value again
            return True
        return False

    def _part(self, event: Any) -> None:
        """Let go when one side was closed."""
        if event.new is None:
            for side in (self.board, self.widget):
                side.unobserve(self._part, "comm")
            self.board.unobserve(self._follow, "experiment")
            self.widget.unobserve(self._lead, "value")
