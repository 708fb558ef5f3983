"""What draws boards in the page: its code and style, sent there once and shared by all boards."""

from __future__ import annotations

import anywidget

from ..js import linker


class BoardAssets(anywidget.AnyWidget):
    """The front end's script and style sheet, which hands boards the function that draws them.

    Every board names it rather than carry its own copy: a front end reads the script once, a
    new board does not make the page work out all its styles anew, and a notebook that is saved
    with its widgets holds the code once.
    """

    _esm = linker.board_script()
    _css = linker.style()


_held: list[BoardAssets] = []


def drawing() -> BoardAssets:
    """The one of this kernel; a new one when it was closed, as `Widget.close_all` does."""
    if not _held or _held[0].comm is None:
        _held[:] = [BoardAssets()]
    return _held[0]


DRAWN = """export default {
  async render({ model, el, host }) {
    const drawing = await host.getWidget(model.get("_drawing"));
    return drawing.exports.render({ model, el });
  },
};
"""
"""All the code that a board brings itself."""
