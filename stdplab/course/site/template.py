"""One page of the course as a document: closed to strangers, complete in itself."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import quote

from pygments.formatters import HtmlFormatter

from ...core.support.version import __version__
from ...widgets.board import html_export
from ...widgets.js import linker

MARK = '<meta name="generator" content="stdplab">'
"""By which a folder of pages is known as one that may be written again."""

Way = tuple[str, str]
"""Where a link leads, and what it says."""


def address(file: str) -> str:
    """Where a file beside the page is, whatever its name is made of."""
    return html.escape(quote(file))


def style() -> str:
    """The style of all pages: the boards', the code's in light and dark, and their own."""
    light, dark = (
        HtmlFormatter(style=name).get_style_defs(".code") for name in ("xcode", "github-dark")
    )
    own = (Path(__file__).parent / "course.css").read_text(encoding="utf-8")
    themed = f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
    return f"{linker.live_board_style()}\n{themed}{own}"


def document(
    title: str, body: str, *, before: Way | None = None, after: Way | None = None, home: bool = True
) -> str:
    """The page around ``body``, which is HTML.

    before, after    the neighbours in the course
    home             whether a link leads to the list of all pages
    """
    script = linker.standalone_script() if "data-stdplab>" in body else ""
    look = style()
    run = f'<script type="module">{script}</script>\n' if script else ""
    top = '<nav aria-label="Course"><a href="index.html">stdplab: all notebooks</a></nav>\n' * home
    ways = [(before, "prev", "\u2190 ", ""), (after, "next", "", " \u2192")]
    links = "".join(
        f'<a rel="{rel}" href="{address(way[0])}">{left}{html.escape(way[1])}{right}</a>'
        for way, rel, left, right in ways
        if way
    )
    bottom = f'<nav aria-label="Neighbours" class="ways">{links}</nav>\n' if links else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{html_export.policy(script, look)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
{MARK}
<title>{html.escape(title)}</title>
<style>{look}</style>
</head>
<body class="course">
{top}<main>
{body}
</main>
{bottom}<footer>Made with stdplab {__version__}. It fetches nothing.</footer>
{run}</body>
</html>
"""
