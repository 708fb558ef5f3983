"""The whole course as pages that need no kernel, no server and no network."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from ...core.support import atomic_write, output_folder
from ..course_folder import inside, needed, number, source
from . import dependencies, template
from .markdown import PAGES
from .page_body import Built, built, lost

INDEX = "index.html"
INSIDE = (".png", ".jpg", ".svg")
"""Pictures, which become part of the pages that show them."""
INTRODUCTION = (
    "How synapses learn, in notebooks of twenty minutes at most. The boards in these pages are "
    "alive: move a spike, move the reward. Questions are answered in JupyterLab, where the "
    "course checks them and keeps what you answered: <code>pip install 'stdplab[lab]'</code>, "
    "then <code>stdplab lab</code>."
)


def build(folder: Path) -> tuple[list[Path], list[str]]:
    """Write the course into ``folder``: the files, and a sentence for each thing that is wrong.

    The folder is made; one that is there has to be empty, or the result of an earlier build.
    """
    output_folder.check(folder, " for the pages")
    top, own = source(), needed()
    with dependencies.forgotten():
        made = [built(top / name) for name in own if name.endswith(PAGES)]
    notebooks = [one for one in made if number(one.file).isdigit()]
    texts = {name: words.encode() for name, words in _around(made, notebooks).items()}
    beside = [name for name in own if not name.endswith((*PAGES, *INSIDE))]
    texts |= {name: (top / name).read_bytes() for name in beside}
    _free(folder, texts)
    for name, data in texts.items():
        inside(folder, folder / name)
        output_folder.make((folder / name).parent)
        atomic_write.save(folder / name, data)
    told = [
        f"{Path(one.file).stem}: {said}"
        for one in made
        for said in (*one.told, *lost(one, made, {*own}))
    ]
    return [folder / name for name in texts], told


def _around(made: list[Built], notebooks: list[Built]) -> dict[str, str]:
    """Every page with its way to the others, and the list of them all."""
    texts = {}
    for one in made:
        at = notebooks.index(one) if one in notebooks else None
        before = notebooks[at - 1] if at else None
        after = notebooks[at + 1] if at is not None and at + 1 < len(notebooks) else None
        texts[one.file] = template.document(
            one.title, one.body, before=_way(before), after=_way(after)
        )
    return {INDEX: template.document("stdplab", _index(made, notebooks), home=False), **texts}


def _way(one: Built | None) -> template.Way | None:
    return (one.file, one.title) if one else None


def _index(made: list[Built], notebooks: list[Built]) -> str:
    def line(one: Built) -> str:
        about = f"<br><small>{html.escape(one.about)}</small>" if one.about else ""
        return (
            f'<li><a href="{template.address(one.file)}">{html.escape(_name(one))}</a>{about}</li>'
        )

    lists = [
        f"<h2>{title}</h2>\n<ul class='list'>{''.join(map(line, some))}</ul>"
        for title, some in (
            ("Notebooks", notebooks),
            ("Beside them", [one for one in made if one not in notebooks]),
        )
        if some
    ]
    return f"<h1>stdplab</h1>\n<p>{INTRODUCTION}</p>\n" + "\n".join(lists)


def _name(one: Built) -> str:
    own = number(one.file)
    return f"{own} {one.title}" if own.isdigit() else one.title


def _free(folder: Path, names: Iterable[str]) -> None:
    """Refuse a folder that holds what the pages would not replace."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if not there:
        return
    index = folder / INDEX
    ours = index.is_file() and template.MARK in index.read_text(encoding="utf-8", errors="replace")
    other = sorted(there - {Path(name).parts[0] for name in names})
    if other or not ours:
        raise ValueError(
            f"{folder} holds {(other or sorted(there))[0]}: name a new folder, or an empty one"
        )
