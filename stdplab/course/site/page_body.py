"""A notebook, or a text beside it, made into the body of a page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from .. import notebook_file
from ..course_folder import number
from . import cells
from .markdown import Renderer, rendered, target


@dataclass
class Built:
    """A page before it is written.

    links    where it leads, as its source says it
    told     what is wrong in it, as sentences
    """

    file: str
    title: str = ""
    about: str = ""
    body: str = ""
    links: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def built(path: Path) -> Built:
    """The page of a notebook, or of a text beside the notebooks."""
    drawn = Renderer(path.parent)
    made = Built(path.with_suffix(".html").name, links=drawn.links)
    parts: list[str] = []
    before: list[str] = []
    level = 1
    read = notebook_file.read(path) if path.suffix == ".ipynb" else [_text(path)]
    for cell in read:
        if cell["cell_type"] == "markdown":
            parts.append(rendered(cell["source"], drawn))
            level = max([level, *map(int, re.findall(r"<h(\d) ", parts[-1]))])
            continue
        shown = cells.code(cell, before, made.told, number(path.stem))
        if level == 1 and "data-stdplab>" in shown:  # a board's own headings are of level 3
            level = 2
            shown = f'<h2 class="unseen">The lab</h2>\n{shown}'
        parts.append(shown)
        before.append(cell["source"])
    made.body = "\n".join(parts)
    made.told += [f"the picture {name} has no words beside it" for name in drawn.silent]
    prose = notebook_file.prose(read)
    heading, question = (
        re.search(r"^# (.*)$", prose, re.MULTILINE),
        re.search(r"\*\*The question\.\*\* ([^?\n]*\??)", prose),
    )
    made.title = heading[1] if heading else path.stem
    made.about = re.sub(r"[*`$]", "", question[1]) if question else ""
    return made


def _text(path: Path) -> notebook_file.Cell:
    return {"cell_type": "markdown", "source": path.read_text(encoding="utf-8"), "outputs": []}


def lost(one: Built, made: list[Built], own: set[str]) -> list[str]:
    """Links that lead nowhere: to no page, no place in it and no file of the course."""
    pages = {other.file: other for other in made}
    wrong = []
    for link in one.links:
        file, _, place = target(link).partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        there = pages.get(file or one.file)
        good = f'id="{html.escape(unquote(place))}"' in there.body if there and place else there
        if not good and not (file in own and not place):
            wrong.append(f"the link to {link} leads nowhere")
    return wrong
