"""A matplotlib figure in a widget: in the page's light or dark colours, as narrow as the page."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import ipywidgets

from ...core.engines.gc_pause import gc_paused
from ...plots.alt_text_figure import AltTextFigure
from . import containers, static_fallback

FIGURE_COUNT = itertools.count(1)
"""Makes keys that differ within a notebook and are equal when it runs again."""

LIGHT = ':is([data-jp-theme-light="true"], .vscode-light, [data-theme="light"], [theme="light"])'
DARK = (
    ':is([data-jp-theme-light="false"], .vscode-dark, .theme-dark, '
    '[data-theme="dark"], [theme="dark"], .dark)'
)
"""How front ends tell their theme: Jupyter, VS Code, Voila, Sphinx, Colab and marimo. An image runs
no code that could find out, as boards do."""

STYLE = f"""<style>
.stdplab-drawn {{ color-scheme: light dark; }}
{LIGHT} .stdplab-drawn {{ color-scheme: light; }}
{DARK} .stdplab-drawn {{ color-scheme: dark; }}
.stdplab-drawn {{ overflow-x: auto; }}
.widget-html-content:has(> .stdplab-drawn) {{ min-width: 0; }}
.stdplab-drawn svg {{ display: block; width: 100%; max-width: 730px; min-width: 320px; height: auto; }}
.stdplab-drawn text {{ font-family: inherit !important; }}
</style>"""  # noqa: E501 - CSS reads best with a rule on a line


class FigureMixin:
    """A base for widgets that show an `AltTextFigure`; ``alt`` is its alternative text."""

    alt: str = ""
    _static_key: str = ""

    def draw(self, make: Callable[[], AltTextFigure]) -> None:
        """Show a figure.

        Parameters
        ----------
        make : callable
            Returns an `AltTextFigure` of the light theme; a dark page shows it in dark colours.
        """
        self._make = make
        with gc_paused():
            svg, self.alt = _svg_and_alt(make)
        containers.register()
        if not self._static_key:
            self._static_key = f"{static_fallback.static_key(self.alt)}-{next(FIGURE_COUNT)}"
        hiding = static_fallback.hiding_style(self._static_key)
        self._set_html(f'{STYLE}{hiding}<div class="stdplab-drawn">{svg}</div>')

    def _set_html(self, page: str) -> None:
        raise NotImplementedError

    def display_with_fallback(self, live: static_fallback.Bundle) -> None:
        """Display ``live``, which holds this figure, and the figure for saved notebooks."""
        static_fallback.show_live(live)
        self.show_copy([])

    def copied(self) -> tuple[FigureMixin, list[str]]:
        """Itself, which shows its static copy, and no panels: see `containers`."""
        return self, []

    def show_copy(self, _panels: list[str]) -> None:
        """Display the figure for saved notebooks."""
        with gc_paused():
            static_copy = self._make().mimebundle()
        static_fallback.show_copy(static_copy, self._static_key)


class FigureWidget(FigureMixin, ipywidgets.HTML):
    """A widget that shows one `AltTextFigure`, in the page's light or dark colours.

    Its ``alt`` is the alternative text.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.plots import figure
    >>> from stdplab.widgets import FigureWidget
    >>> widget = FigureWidget()
    >>> widget.draw(lambda: figure(presets.FLORIAN_2007.run()))
    >>> widget.alt[:29]
    'Stacked panels over 200 ms: p'
    """

    def __init__(self) -> None:
        super().__init__(layout={"min_width": "0"})

    def _set_html(self, page: str) -> None:
        self.value = page


def _svg_and_alt(make: Callable[[], AltTextFigure]) -> tuple[str, str]:
    figure = make()
    return figure.svg(), figure.alt
