"""Markdown as self-contained HTML: equations as MathML, images embedded, links to pages."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

ACTIVE_TAG = re.compile(
    r"<(?=/?(?:script|style|meta|base|link|iframe|object|embed|form|portal)\b)", re.IGNORECASE
)
BOARD_ATTRIBUTE = re.compile(
    r"""\sdata-stdplab(=("[^"]*"|'[^']*'|[^\s>]*))?(?=[\s/>])""", re.IGNORECASE
)

PAGE_SUFFIXES = (".ipynb", ".md")
"""Files that become pages; a link to one of them leads to its page."""


class Renderer(IPythonRenderer):
    """Renders one page, and collects its link targets and its images without alternative text."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            escape=False, embed_images=True, exclude_anchor_links=True, path=str(folder)
        )
        self.links: list[str] = []  # as they are written
        self.missing_alt_text: list[str] = []  # addresses of images

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link; a link to a notebook leads to its page."""
        self.links.append(url)
        return str(super().link(text, page_link(url), title))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """An image, embedded in the page."""
        if not text.strip():
            self.missing_alt_text.append(url)
        return str(super().image(text, url, title))

    def heading(self, text: str, level: int, **_attrs: Any) -> str:
        """A heading with an anchor, under the name that Jupyter gives it."""
        name = re.sub(r"\s+", "-", html.unescape(re.sub(r"<[^>]*>", "", text)).strip())
        return f'<h{level} id="{html.escape(name)}">{text}</h{level}>\n'

    def block_code(self, code: str, info: str | None = None) -> str:
        """A block of code."""
        if (info or "").startswith("python"):
            return highlighted_python(code)
        return f'<pre tabindex="0"><code>{html.escape(code)}</code></pre>\n'

    def inline_math(self, body: str) -> str:
        """An equation within a line."""
        return to_mathml(body, "inline")

    def block_math(self, body: str) -> str:
        """An equation on a line of its own."""
        return to_mathml(body, "block")

    def table(self, text: str) -> str:
        """A table that scrolls when the page is narrow."""
        return f'<div class="wide" tabindex="0"><table>\n{text}</table></div>\n'

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        """A table cell; an empty one is not marked as a header."""
        tag = "th" if head and text.strip() else "td"
        side = f' class="{align}"' if align else ""
        return f"<{tag}{side}>{text}</{tag}>\n"


def to_html(source: str, renderer: Renderer) -> str:
    """Markdown as HTML without active content."""
    return without_active_content(str(MarkdownWithMath(renderer).render(source)))


def without_active_content(page: str) -> str:
    """HTML of a notebook with active tags shown as text, and no element that looks like a board.

    The page's content security policy stops scripts and requests, but neither a redirection nor
    an element that imitates one of our boards.
    """
    return BOARD_ATTRIBUTE.sub("", ACTIVE_TAG.sub("&lt;", page))


def page_link(url: str) -> str:
    """The address in the site of what a link in a notebook leads to."""
    file, hash_mark, anchor = url.partition("#")
    if "://" in url or not file.endswith(PAGE_SUFFIXES):
        return url
    return str(Path(file).with_suffix(".html").as_posix()) + hash_mark + anchor


def to_mathml(tex: str, display: str) -> str:
    """An equation as MathML, which browsers draw themselves; its TeX is kept for copying."""
    element = convert(tex.strip(), display=display)
    if display == "inline":
        return str(element)
    return f'<div class="wide" tabindex="0">{element}</div>'


def highlighted_python(code: str) -> str:
    """Python code in colours by CSS classes: the page's policy forbids style attributes."""
    inner = highlight(code, PythonLexer(), HtmlFormatter(nowrap=True))
    return f'<pre class="code" tabindex="0"><code>{inner}</code></pre>\n'
