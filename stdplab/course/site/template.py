"""One page of the course as a self-contained HTML document that loads nothing."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import quote

from pygments.formatters import HtmlFormatter

from ...core.support.version import __version__
from ...widgets.board import html_export
from ...widgets.js import linker

GENERATOR_TAG = '<meta name="generator" content="stdplab">'
"""Marks a folder of pages as one that may be overwritten by another export."""

Link = tuple[str, str]
"""The address of a link, and its text."""


def url_quoted(file: str) -> str:
    """The address of a file beside the page, with special characters escaped."""
    return html.escape(quote(file))


def style() -> str:
    """The CSS of all pages: for boards, for code in light and dark, and for the course."""
    light, dark = (
        HtmlFormatter(style=name).get_style_defs(".code") for name in ("xcode", "github-dark")
    )
    course_style = (Path(__file__).parent / "course.css").read_text(encoding="utf-8")
    themed = f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
    return f"{linker.live_board_style()}\n{themed}{course_style}"


def document(
    title: str,
    body: str,
    *,
    previous: Link | None = None,
    following: Link | None = None,
    index_link: bool = True,
) -> str:
    """The page around ``body``, which is HTML.

    previous, following    the neighbouring pages in the course
    index_link             whether the page links to the list of all pages
    """
    script = linker.standalone_script() if "data-stdplab>" in body else ""
    css = style()
    policy = html_export.content_security_policy(script, css)
    script_tag = f'<script type="module">{script}</script>\n' if script else ""
    index_anchor = '<a href="index.html">stdplab: all notebooks</a>'
    top_links = f'<nav aria-label="Course">{index_anchor}</nav>\n' if index_link else ""
    neighbours = [(previous, "prev", "\u2190 ", ""), (following, "next", "", " \u2192")]
    links = "".join(
        f'<a rel="{rel}" href="{url_quoted(link[0])}">{left}{html.escape(link[1])}{right}</a>'
        for link, rel, left, right in neighbours
        if link
    )
    bottom_links = f'<nav aria-label="Neighbours" class="ways">{links}</nav>\n' if links else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
{GENERATOR_TAG}
<title>{html.escape(title)}</title>
<style>{css}</style>
</head>
<body class="course">
{top_links}<main>
{body}
</main>
{bottom_links}<footer>Made with stdplab {__version__}. It loads nothing from the network.</footer>
{script_tag}</body>
</html>
"""
