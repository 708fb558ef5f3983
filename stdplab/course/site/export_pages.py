"""Write the whole course as pages that need no kernel, no server and no network."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from ...core.learning_rule.rule import RULES
from ...core.support.files.atomic_write import atomic_write_explained
from ...core.support.files.output_folder import check_folder, ensure_folder
from ...core.support.limits import MAX_HEADER_BYTES
from ..course_folder import check_inside, course_files, number, source
from . import template
from .markdown import PAGE_SUFFIXES
from .page_body import Page, broken_links, build_page

INDEX = "index.html"
EMBEDDED_SUFFIXES = (".png", ".jpg", ".svg")
"""Images become part of the pages that show them."""
INTRODUCTION = (
    "How synapses learn, in notebooks of twenty minutes at most. The boards in these pages are "
    "interactive: move a spike, move the reward. Questions are answered in JupyterLab, where the "
    "course checks and stores your answers: <code>pip install 'stdplab[lab]'</code>, then "
    "<code>stdplab lab</code>."
)


def build(folder: Path) -> tuple[list[Path], list[str]]:
    """Write the course into ``folder``; return the files, and a sentence for each problem.

    The folder is created. An existing folder must be empty or hold an earlier export.
    """
    check_folder(folder, " for the pages")
    top, names = source(), course_files()
    with RULES.restored():
        pages = [build_page(top / name) for name in names if name.endswith(PAGE_SUFFIXES)]
    notebooks = [page for page in pages if number(page.file).isdigit()]
    files = {name: text.encode() for name, text in _documents(pages, notebooks).items()}
    others = [name for name in names if not name.endswith((*PAGE_SUFFIXES, *EMBEDDED_SUFFIXES))]
    files |= {name: (top / name).read_bytes() for name in others}
    _check_replaceable(folder, files)
    for name, data in files.items():
        check_inside(folder, folder / name)
        ensure_folder((folder / name).parent)
        atomic_write_explained(folder / name, data)
    problems = [
        f"{Path(page.file).stem}: {problem}"
        for page in pages
        for problem in (*page.problems, *broken_links(page, pages, {*names}))
    ]
    return [folder / name for name in files], problems


def _documents(pages: list[Page], notebooks: list[Page]) -> dict[str, str]:
    """Every page with links to its neighbours, and the index of all pages."""
    documents = {}
    for page in pages:
        at = notebooks.index(page) if page in notebooks else None
        previous = notebooks[at - 1] if at else None
        following = notebooks[at + 1] if at is not None and at + 1 < len(notebooks) else None
        documents[page.file] = template.document(
            page.title, page.body, previous=_link_to(previous), following=_link_to(following)
        )
    index = template.document("stdplab", _index(pages, notebooks), index_link=False)
    return {INDEX: index, **documents}


def _link_to(page: Page | None) -> template.Link | None:
    return (page.file, page.title) if page else None


def _index(pages: list[Page], notebooks: list[Page]) -> str:
    others = [page for page in pages if page not in notebooks]
    lists = [
        f"<h2>{title}</h2>\n<ul class='list'>{''.join(map(_index_item, group))}</ul>"
        for title, group in (("Notebooks", notebooks), ("Other texts", others))
        if group
    ]
    return f"<h1>stdplab</h1>\n<p>{INTRODUCTION}</p>\n" + "\n".join(lists)


def _index_item(page: Page) -> str:
    prefix = number(page.file)
    title = html.escape(f"{prefix} {page.title}" if prefix.isdigit() else page.title)
    question = f"<br><small>{html.escape(page.question)}</small>" if page.question else ""
    return f'<li><a href="{template.url_quoted(page.file)}">{title}</a>{question}</li>'


def _has_tag(page: Path) -> bool:
    """Whether a page was written by this export: its head says so."""
    with page.open("rb") as file:
        return template.GENERATOR_TAG.encode() in file.read(MAX_HEADER_BYTES)


def _check_replaceable(folder: Path, names: Iterable[str]) -> None:
    """Raise ValueError if the folder holds files that the export would not replace."""
    existing = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if not existing:
        return
    index = folder / INDEX
    exported = index.is_file() and _has_tag(index)
    other = sorted(existing - {Path(name).parts[0] for name in names})
    if other or not exported:
        raise ValueError(
            f"{folder} already holds {(other or sorted(existing))[0]}. Choose a new or an empty "
            "folder."
        )
