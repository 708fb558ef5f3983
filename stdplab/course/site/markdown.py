"""Markdown as HTML that stands alone: equations as MathML, pictures inside, links to pages."""

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

ACTING = re.compile(
    r"<(?=/?(?:script|style|meta|base|link|iframe|object|embed|form|portal)\b)", re.IGNORECASE
)
BOARD = re.compile(r"""\sdata-stdplab(=("[^"]*"|'[^']*'|[^\s>]*))?(?=[\s/>])""", re.IGNORECASE)

PAGES = (".ipynb", ".md")
"""What becomes a page, and is linked to as one."""


class Renderer(IPythonRenderer):
    """Renders one page, and remembers where it leads and which pictures have no words.

    links     every target as it was written
    silent    the pictures without alternative text
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            escape=False, embed_images=True, exclude_anchor_links=True, path=str(folder)
        )
        self.links: list[str] = []
        self.silent: list[str] = []

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link; one to a notebook leads to its page."""
        self.links.append(url)
        return str(super().link(text, target(url), title))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture, inside the page."""
        if not text.strip():
            self.silent.append(url)
        return str(super().image(text, url, title))

    def heading(self, text: str, level: int, **_attrs: Any) -> str:
        """A heading that can be linked to, under the name that Jupyter gives it."""
        name = re.sub(r"\s+", "-", html.unescape(re.sub(r"<[^>]*>", "", text)).strip())
        return f'<h{level} id="{html.escape(name)}">{text}</h{level}>\n'

    def block_code(self, code: str, info: str | None = None) -> str:
        """Code between the prose."""
        if (info or "").startswith("python"):
            return python(code)
        return f'<pre tabindex="0"><code>{html.escape(code)}</code></pre>\n'

    def inline_math(self, body: str) -> str:
        """An equation within a line."""
        return mathml(body, "inline")

    def block_math(self, body: str) -> str:
        """An equation on a line of its own."""
        return mathml(body, "block")

    def table(self, text: str) -> str:
        """A table, which scrolls where the page is narrow."""
        return f'<div class="wide" tabindex="0"><table>\n{text}</table></div>\n'

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        """A cell; an empty one heads nothing."""
        tag = "th" if head and text.strip() else "td"
        side = f' class="{align}"' if align else ""
        return f"<{tag}{side}>{text}</{tag}>\n"


def rendered(source: str, renderer: Renderer) -> str:
    """Markdown as HTML."""
    return inert(str(MarkdownWithMath(renderer).render(source)))


def inert(page: str) -> str:
    """HTML of a notebook without what acts: shown as text, where the page's policy is no help.

    A policy stops scripts and what is fetched, and neither a page that leads elsewhere by itself
    nor something that passes for one of our boards.
    """
    return BOARD.sub("", ACTING.sub("&lt;", page))


def target(url: str) -> str:
    """Where a link of a notebook leads to in the pages."""
    file, mark, place = url.partition("#")
    if "://" in url or not file.endswith(PAGES):
        return url
    return str(Path(file).with_suffix(".html").as_posix()) + mark + place


def mathml(tex: str, display: str) -> str:
    """An equation as browsers draw it by themselves, its TeX beside it for who copies it."""
    drawn = convert(tex.strip(), display=display)
    return str(drawn) if display == "inline" else f'<div class="wide" tabindex="0">{drawn}</div>'


def python(code: str) -> str:
    """Python in colours, which are classes: a strict page takes no style from elements."""
    inner = highlight(code, PythonLexer(), HtmlFormatter(nowrap=True))
    return f'<pre class="code" tabindex="0"><code>{inner}</code></pre>\n'
