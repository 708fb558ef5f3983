"""A matplotlib figure in a widget: in the page's light or dark colours, as narrow as the page."""

from __future__ import annotations

import ipywidgets

from ..plots.figure import Picture

STYLE = """<style>
.stdplab-drawn { color-scheme: light dark; }
[data-jp-theme-light="true"] .stdplab-drawn, .vscode-light .stdplab-drawn { color-scheme: light; }
[data-jp-theme-light="false"] .stdplab-drawn, .vscode-dark .stdplab-drawn, .theme-dark .stdplab-drawn { color-scheme: dark; }
.stdplab-drawn { overflow-x: auto; }
.widget-html-content:has(> .stdplab-drawn) { min-width: 0; }
.stdplab-drawn svg { display: block; width: 100%; max-width: 730px; min-width: 320px; height: auto; }
.stdplab-drawn text { font-family: system-ui, -apple-system, "Segoe UI", Arial, sans-serif !important; }
</style>"""  # noqa: E501 - CSS reads best with a rule on a line


class Drawn(ipywidgets.HTML):
    """Shows the `Picture` that was given to `draw` last.

    alt    what it shows, in words
    """

    alt: str = ""

    def __init__(self) -> None:
        super().__init__(layout={"min_width": "0"})

    def draw(self, picture: Picture) -> None:
        """Show another one, drawn in light colours; the page turns them dark where it is dark."""
        self.alt = picture.alt
        self.value = f'{STYLE}<div class="stdplab-drawn">{picture.svg()}</div>'
