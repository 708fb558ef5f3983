"""One part of a board, alone: a raster editor, a reward editor, the window, the table."""

from __future__ import annotations

from typing import Any

import anywidget
import ipywidgets
import traitlets

from ...core.support.short_repr import quoted
from .assets import DRAWN, drawing
from .board import Board
from .kernel_sync import WHOLE
from .visibility import shown


class Part(anywidget.AnyWidget):
    """Some parts of a board in a place of their own, tied to it within the frame.

    A teacher takes a lab apart and lays it out anew, one line for each piece:

        HBox([Part(board, "raster"), Part(board, "w MSTDPET"), Part(board, "table")])

    Every part shows and edits the board's one experiment. Raises ValueError for a name that is
    neither in `shown.PARTS` nor one of the board's panels.
    """

    _esm = DRAWN

    board = traitlets.Instance(Board).tag(sync=True, **ipywidgets.widget_serialization)
    choice = traitlets.Dict().tag(**WHOLE)
    _drawing = anywidget.WidgetTrait().tag(sync=True)

    def __init__(self, board: Board, *names: str, **kwargs: Any) -> None:
        if not names:
            raise ValueError("name at least one part, such as Part(board, 'window')")
        if not isinstance(board, Board):
            raise ValueError(f"{quoted(board)} is no board: give Part a lab's, lab.board")
        held = {key: board.choice[key] for key in ("hide", "lock")}  # a part opens no lock
        kwargs.setdefault("layout", ipywidgets.Layout(min_width="0", margin="2px 14px 12px 2px"))
        super().__init__(
            board=board,
            choice=shown(board.experiment, names, **held),
            _drawing=drawing(),
            **kwargs,
        )

    def __repr__(self) -> str:
        return f"Part({', '.join(self.choice['parts'] + self.choice['panels'])} of {self.board!r})"
