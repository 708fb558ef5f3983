"""Cells as HTML: code in colours, what it printed and drew, questions as text, labs alive."""

from __future__ import annotations

import html
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import ipywidgets

from ... import widgets
from ...widgets.board import html_export
from ...widgets.board.board import Board
from ...widgets.prediction import scoring
from .. import content, progress_widget  # noqa: F401 - so that its widget is known by name
from ..items.goal import Goal
from ..items.item import Item
from ..items.prediction import Prediction
from ..items.questions import Choice
from ..notebook_file import ASKED, Cell, described, text
from . import dependencies
from .markdown import inert, python

SHOWN = re.compile(r"(?<![\w.])(\w+)\(")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
STYLE = re.compile(r"""\sstyle=("[^"]*"|'[^']*')""")
BOARDS = {"Lab", "Board"}


def code(cell: Cell, before: list[str], told: list[str], number: str) -> str:
    """A code cell with what it shows; what cannot be shown as it should is added to ``told``.

    before    the sources of the code cells above it
    number    of the notebook, with which it is opened
    """
    parts = [python(cell["source"])]
    boards, item = _boards(cell, before, told), _asked(cell, told)
    if item:
        parts.append(_question(item, number))
    elif boards:
        parts += [f'<div class="lab">{html_export.fragment(board)}</div>' for board in boards]
    for output in _whole(cell["outputs"]):
        parts.append(_output(output, number, live=bool(boards), asked=bool(item)))
    return '<div class="cell">\n' + "\n".join(filter(None, parts)) + "\n</div>\n"


def _asked(cell: Cell, told: list[str]) -> Item | None:
    """What the cell asks, None when that is nothing of the course."""
    found = ASKED.search(cell["source"])
    if not found:
        return None
    try:
        return content.find(found[1])
    except ValueError as error:
        told.append(str(error))
        return None


def _boards(cell: Cell, before: list[str], told: list[str]) -> list[Board]:
    """The boards that the cell shows and a page can keep alive, as they stand there."""
    words = " ".join(map(_plain, cell["outputs"]))
    if not BOARDS & set(SHOWN.findall(words)):
        return []
    try:
        boards = list(_inside(dependencies.value(before, cell["source"])))
        for board in boards:
            html_export.fragment(board)
    except ValueError as error:
        told.append(f"the lab of the cell {cell['source']!r:.60} stays a picture: {error}")
        return []
    return boards


def _inside(widget: Any) -> Iterator[Board]:
    if isinstance(widget, Board):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from _inside(child)


def _question(item: Item, number: str) -> str:
    """A question as text: its answer is taken, and said to be right or wrong, in JupyterLab."""
    options: tuple[str, ...] = ()
    if isinstance(item, Choice):
        kind, options = "Question", tuple(item.options)
    elif isinstance(item, Prediction):
        kind = "Prediction"
        options = tuple(item.options or (scoring.SAYS if item.how == "say" else ()))
    elif isinstance(item, Goal):
        kind = "Exercise" if item.kind == "code" else "Goal"
    else:
        kind = "Question, a number"
    listed = "".join(f"<li>{html.escape(option)}</li>" for option in options)
    return (
        f'<section class="ask"><p class="kind">{kind}</p><p><b>{html.escape(item.prompt)}</b></p>'
        + (f"<ul>{listed}</ul>" if listed else "")
        + f'<p class="where">{_where("Answered", number)}</p></section>'
    )


def _whole(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The outputs, with text that a kernel sent in pieces in one piece."""
    whole: list[dict[str, Any]] = []
    for output in outputs:
        last = whole[-1] if whole else {}
        if output.get("name") and output.get("name") == last.get("name"):
            whole[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            whole.append(output)
    return whole


def _output(output: dict[str, Any], number: str, *, live: bool, asked: bool) -> str:
    kind, data = output.get("output_type"), output.get("data", {})
    if kind == "stream":
        return _pre(output["text"])
    if kind == "error":
        return _pre("\n".join(output.get("traceback", [])))
    if "text/html" in data:
        drawn = text(data["text/html"])
        return "" if live and "data-stdplab-still" in drawn else inert(STYLE.sub("", drawn))
    if "image/png" in data:
        alt = described(output)
        source = f"data:image/png;base64,{text(data['image/png']).strip()}"
        return f'<img alt="{html.escape(alt)}" src="{html.escape(source)}">'
    words = _plain(output)
    first = SHOWN.match(words)
    if first and first[1] in _every():
        return "" if live or asked else f'<p class="where">{_where("Alive", number)}</p>'
    return "" if asked else _pre(words)


def _plain(output: dict[str, Any]) -> str:
    return text(output.get("data", {}).get("text/plain", ""))


def _where(what: str, number: str) -> str:
    return f"{what} in JupyterLab: <code>stdplab lab {html.escape(number)}</code>"


def _pre(words: str) -> str:
    return f'<pre class="out" tabindex="0">{html.escape(ANSI.sub("", words))}</pre>' * bool(words)


@cache
def _every() -> set[str]:
    """The names of all widgets there are, which is how a stored notebook shows them."""
    for module in pkgutil.iter_modules(widgets.__path__, f"{widgets.__name__}."):
        import_module(module.name)
    return _named(ipywidgets.Widget)


def _named(kind: type[Any]) -> set[str]:
    own: type[Any]
    names = {kind.__name__}
    for own in kind.__subclasses__():
        names |= _named(own)
    return names
