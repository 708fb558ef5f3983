"""Convert a notebook, or a text beside the notebooks, into the body of a page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from .. import notebook_file
from ..course_folder import number
from . import cells
from .markdown import Renderer, page_link, to_html

QUESTION = re.compile(r"\*\*The question\.\*\* ([^?\n]*\??)")
"""How a notebook of the course states what it asks."""


@dataclass
class Page:
    """A page of the site.

    file        its file name
    title       its first heading
    question    what the notebook asks, "" for other texts
    body        HTML
    links       the targets of its links, as the source has them
    problems    what is wrong in it, one sentence each
    """

    file: str
    title: str = ""
    question: str = ""
    body: str = ""
    links: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def build_page(path: Path) -> Page:
    """The page of a notebook, or of a text beside the notebooks."""
    renderer = Renderer(path.parent)
    page = Page(path.with_suffix(".html").name, links=renderer.links)
    parts: list[str] = []
    sources_above: list[str] = []
    level = 1
    source = notebook_file.read(path) if path.suffix == ".ipynb" else [_text_cell(path)]
    for cell in source:
        if cell["cell_type"] == "markdown":
            parts.append(to_html(cell["source"], renderer))
            level = max([level, *map(int, re.findall(r"<h(\d) ", parts[-1]))])
            continue
        cell_html = cells.code_cell(cell, sources_above, page.problems, number(path.stem))
        if level == 1 and "data-stdplab>" in cell_html:  # the headings in a board are of level 3
            level = 2
            cell_html = f'<h2 class="unseen">The lab</h2>\n{cell_html}'
        parts.append(cell_html)
        sources_above.append(cell["source"])
    page.body = "\n".join(parts)
    page.problems += [
        f"the image {name} has no alternative text" for name in renderer.missing_alt_text
    ]
    prose = notebook_file.markdown_text(source)
    heading, question = re.search(r"^# (.*)$", prose, re.MULTILINE), QUESTION.search(prose)
    page.title = heading[1] if heading else path.stem
    page.question = re.sub(r"[*`$]", "", question[1]) if question else ""
    return page


def _text_cell(path: Path) -> notebook_file.Cell:
    return {"cell_type": "markdown", "source": path.read_text(encoding="utf-8"), "outputs": []}


def broken_links(page: Page, pages: list[Page], course_files: set[str]) -> list[str]:
    """A sentence for each link whose page, anchor or file does not exist."""
    by_file = {other.file: other for other in pages}
    problems = []
    for link in page.links:
        file, _, anchor = page_link(link).partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        linked = by_file.get(file or page.file)
        has_anchor = linked and f'id="{html.escape(unquote(anchor))}"' in linked.body
        is_file = file in course_files and not anchor
        if not is_file and not (has_anchor if anchor else linked):
            problems.append(f"the link to {link} is broken")
    return problems
