"""Static figures for what stands inside the boxes of ipywidgets, in a saved notebook.

A box, a tab or an accordion of ipywidgets leaves nothing behind that a page without widgets can
show. So IPython is asked to display such a box with a static copy of each board and figure in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import ipywidgets
from IPython import get_ipython

from . import static_fallback


class Displayed(Protocol):
    """A widget that has a static copy, or one that shows a part of such a widget."""

    def copied(self) -> tuple[Any, list[str]]:
        """The widget whose `show_copy` shows a static copy, and the panels; none for all."""


def register() -> None:
    """Let IPython, if it is running, display boxes by `display_box`."""
    if shell := get_ipython():
        shell.display_formatter.ipython_display_formatter.for_type(ipywidgets.Box, display_box)


def display_box(box: ipywidgets.Box) -> None:
    """Display a box, and after it static copies of what is in it.

    NotImplementedError, upon which IPython displays it as usual, where nothing has a copy.
    """
    if hasattr(type(box), "_ipython_display_"):  # a lab or an explorer does it itself
        box._ipython_display_()
        return
    panels: dict[Any, list[str]] = {}
    for widget in _inside(box, set()):
        source, names = widget.copied()
        shown = panels.setdefault(source, list(names))
        panels[source] = [*dict.fromkeys([*shown, *names])] if shown and names else []
    if not panels:
        raise NotImplementedError
    static_fallback.show_live(box._repr_mimebundle_())
    for source, names in panels.items():
        source.show_copy(names)


def _inside(widget: Any, seen: set[int]) -> Iterator[Displayed]:
    """The widgets in a box, in boxes in it and so on, that have a static copy."""
    if id(widget) in seen:
        return
    seen.add(id(widget))
    if hasattr(widget, "copied"):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from _inside(child, seen)
