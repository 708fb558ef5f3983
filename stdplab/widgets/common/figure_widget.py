"""A matplotlib figure in a widget: in the page's light or dark colours, as narrow as the page."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import ipywidgets

from ...core.engines.gc_pause import dies_young
from ...plots.experiment_figure import AltTextFigure
from . import static_fallback

COUNTED = itertools.count(1)
"""So that a picture hides its own twin alone, and a notebook that is run again says the same."""

STYLE = """<style>
.stdplab-drawn { color-scheme: light dark; }
[data-jp-theme-light="true"] .stdplab-drawn, .vscode-light .stdplab-drawn { color-scheme: light; }
[data-jp-theme-light="false"] .stdplab-drawn, .vscode-dark .stdplab-drawn, .theme-dark .stdplab-drawn { color-scheme: dark; }
.stdplab-drawn { overflow-x: auto; }
.widget-html-content:has(> .stdplab-drawn) { min-width: 0; }
.stdplab-drawn svg { display: block; width: 100%; max-width: 730px; min-width: 320px; height: auto; }
.stdplab-drawn text { font-family: system-ui, -apple-system, "Segoe UI", Arial, sans-serif !important; }
</style>"""  # noqa: E501 - CSS reads best with a rule on a line


class FigureMixin:
    """What shows the `AltTextFigure` that was drawn last, wherever it puts it.

    alt    what it shows, in words
    """

    alt: str = ""
    _still: str = ""

    def draw(self, make: Callable[[], AltTextFigure]) -> None:
        """Show what ``make`` draws, in light colours; the page turns them dark where it is dark."""
        self._make = make
        with dies_young():
            drawn, self.alt = _drawn(make)
        self._still = self._still or f"{static_fallback.key(self.alt)}-{next(COUNTED)}"
        hides = static_fallback.hidden(self._still)
        self._put(f'{STYLE}{hides}<div class="stdplab-drawn">{drawn}</div>')

    def _put(self, page: str) -> None:
        raise NotImplementedError

    def show_as(self, live: static_fallback.Bundle) -> None:
        """Show what holds this picture, and the picture itself for saved notebooks."""
        with dies_young():
            kept = self._make().bundle()
        static_fallback.show(live, kept, self._still)


class FigureWidget(FigureMixin, ipywidgets.HTML):
    """A picture by itself."""

    def __init__(self) -> None:
        super().__init__(layout={"min_width": "0"})

    def _put(self, page: str) -> None:
        self.value = page


def _drawn(make: Callable[[], AltTextFigure]) -> tuple[str, str]:
    picture = make()
    return picture.svg(), picture.alt
