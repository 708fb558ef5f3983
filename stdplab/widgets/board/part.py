"""Single parts of a board: a spike editor, a reward editor, the learning window, the table."""

from __future__ import annotations

from typing import Any

import anywidget
import ipywidgets
import traitlets

from ...core.support.short_repr import quoted
from ..common import static_fallback
from .assets import BOARD_STUB_JS, board_assets
from .board import Board
from .kernel_sync import JSON_STRING
from .visibility import resolve_visibility


class Part(anywidget.AnyWidget):
    """Some parts of a board as a widget of their own.

    Every part shows and edits the board's one experiment. So a teacher can lay a lab out anew:

        HBox([Part(board, "raster"), Part(board, "w MSTDPET"), Part(board, "table")])

    Parameters
    ----------
    board : Board
        The board whose experiment the part shows.
    *names : str
        Parts, such as "raster", "window" or "table", or keys of panels, such as "w MSTDPET"; see
        `Board`.
    **kwargs
        Traits of any ipywidget, such as ``layout``.

    Raises
    ------
    ValueError
        When no name is given, when a name is neither a part nor a panel of the board, or when
        `board` is not a `Board`.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.widgets import Board, Part
    >>> Part(Board(presets.FLORIAN_2007), "window")
    Part(window of Board(STDP 0.2690, MSTDP 0.2033, MSTDPET 0.3342))
    """

    _esm = BOARD_STUB_JS

    board = traitlets.Instance(Board).tag(sync=True, **ipywidgets.widget_serialization)
    choice = traitlets.Dict().tag(**JSON_STRING)
    _drawing = anywidget.WidgetTrait().tag(sync=True)

    def __init__(self, board: Board, *names: str, **kwargs: Any) -> None:
        if not names:
            raise ValueError("Give at least one part, such as Part(board, 'window')")
        if not isinstance(board, Board):
            raise ValueError(f"{quoted(board)} is not a Board. The board of a lab is lab.board.")
        inherited = {key: board.choice[key] for key in ("hide", "lock")}  # a part unlocks nothing
        kwargs.setdefault("layout", ipywidgets.Layout(min_width="0", margin="2px 14px 12px 2px"))
        super().__init__(
            board=board,
            choice=resolve_visibility(board.experiment, names, **inherited),
            _drawing=board_assets(),
            **kwargs,
        )

    def copied(self) -> tuple[Board, list[str]]:
        """The board, which shows the static copy, and the panels of this part.

        Returns
        -------
        tuple of Board and list of str
            The panels are empty when the copy shows all of them.
        """
        return self.board, self.choice["panels"] or []

    def _ipython_display_(self) -> None:
        static_fallback.show_live(self._repr_mimebundle_())
        self.board.show_copy(self.choice["panels"] or [])

    def __repr__(self) -> str:
        return f"Part({', '.join(self.choice['parts'] + self.choice['panels'])} of {self.board!r})"
