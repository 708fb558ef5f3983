"""The board's code and style, sent to the page once and shared by all boards."""

from __future__ import annotations

import threading

import anywidget
import traitlets

from ..js import linker


class BoardAssets(anywidget.AnyWidget):
    """The front end's script and style sheet.

    Every board refers to it and has no copy of its own. So a front end parses the script once, a
    new board causes no new style sheet, and a notebook saved with its widgets holds the code once.
    """

    _esm = linker.board_script()
    _style = traitlets.Unicode(linker.style()).tag(sync=True)


_current = threading.local()


def board_assets() -> BoardAssets:
    """Return the assets of this kernel; new ones after they were closed (`Widget.close_all`).

    A process may hold several kernels, as marimo's server does: each runs in a thread of its own.
    """
    assets: BoardAssets | None = getattr(_current, "assets", None)
    if assets is None or assets.comm is None:
        assets = _current.assets = BoardAssets()
    return assets


BOARD_STUB_JS = """export default {
  async render({ model, el, host }) {
    const assets = await host.getWidget(model.get("_drawing"));
    return assets.exports.render({ model, el });
  },
};
"""
"""The only code that each board carries: it fetches the shared assets."""
