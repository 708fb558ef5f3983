"""Code cells as HTML: code, outputs, questions as text, and labs as interactive boards."""

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
from .. import content, progress_widget  # noqa: F401 - defines a widget, see _widget_names
from ..items.choice import Choice
from ..items.goal import Goal
from ..items.item import Item
from ..items.prediction import Prediction
from ..notebook_file import ASK_CALL, Cell, alt_text, joined_text
from . import dependencies
from .markdown import highlighted_python, without_active_content

CONSTRUCTOR = re.compile(r"(?<![\w.])(\w+)\(")
"""The class name in a repr such as Board(...), the stored form of a widget."""
ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
STYLE_ATTRIBUTE = re.compile(r"""\sstyle=("[^"]*"|'[^']*')""")
BOARD_CLASSES = {"Lab", "Board"}


def code_cell(cell: Cell, sources_above: list[str], problems: list[str], number: str) -> str:
    """A code cell with its outputs; a sentence is added to ``problems`` for what is missing.

    sources_above    the sources of the code cells above it
    number           the number of the notebook, for the command that opens it
    """
    parts = [highlighted_python(cell["source"])]
    boards, item = _live_boards(cell, sources_above, problems), _item_asked(cell, problems)
    if item:
        parts.append(_question_html(item, number))
    elif boards:
        parts += [f'<div class="lab">{html_export.fragment(board)}</div>' for board in boards]
    for output in _merged_streams(cell["outputs"]):
        parts.append(_output_html(output, number, live=bool(boards), asked=bool(item)))
    return '<div class="cell">\n' + "\n".join(filter(None, parts)) + "\n</div>\n"


def _item_asked(cell: Cell, problems: list[str]) -> Item | None:
    """The item that the cell asks, None if it asks none of the course."""
    match = ASK_CALL.search(cell["source"])
    if not match:
        return None
    try:
        return content.find(match[1])
    except ValueError as error:
        problems.append(str(error))
        return None


def _live_boards(cell: Cell, sources_above: list[str], problems: list[str]) -> list[Board]:
    """The boards that the cell shows, computed anew so that the page can make them interactive."""
    texts = " ".join(map(_plain_text, cell["outputs"]))
    if not BOARD_CLASSES & set(CONSTRUCTOR.findall(texts)):
        return []
    try:
        boards = list(_boards_in(dependencies.last_value(sources_above, cell["source"])))
        for board in boards:
            html_export.fragment(board)
    except ValueError as error:
        problems.append(
            f"the lab of the cell {cell['source']!r:.60} is shown as an image only: {error}"
        )
        return []
    return boards


def _boards_in(widget: Any) -> Iterator[Board]:
    if isinstance(widget, Board):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from _boards_in(child)


def _question_html(item: Item, number: str) -> str:
    """A question as text; it is answered and checked in JupyterLab."""
    options: tuple[str, ...] = ()
    if isinstance(item, Choice):
        kind, options = "Question", tuple(item.options)
    elif isinstance(item, Prediction):
        kind = "Prediction"
        options = tuple(item.options or (scoring.DIRECTIONS if item.how == "say" else ()))
    elif isinstance(item, Goal):
        kind = "Exercise" if item.kind == "code" else "Goal"
    else:
        kind = "Question, a number"
    option_items = "".join(f"<li>{html.escape(option)}</li>" for option in options)
    return (
        f'<section class="ask"><p class="kind">{kind}</p><p><b>{html.escape(item.prompt)}</b></p>'
        + (f"<ul>{option_items}</ul>" if option_items else "")
        + f'<p class="where">{_lab_command("Answered", number)}</p></section>'
    )


def _merged_streams(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The outputs, with consecutive pieces of one stream joined."""
    merged: list[dict[str, Any]] = []
    for output in outputs:
        last = merged[-1] if merged else {}
        if output.get("name") and output.get("name") == last.get("name"):
            merged[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            merged.append(output)
    return merged


def _output_html(output: dict[str, Any], number: str, *, live: bool, asked: bool) -> str:
    kind, data = output.get("output_type"), output.get("data", {})
    if kind == "stream":
        return _preformatted(output["text"])
    if kind == "error":
        return _preformatted("\n".join(output.get("traceback", [])))
    if "text/html" in data:
        page = joined_text(data["text/html"])
        board_figure = live and "data-stdplab-still" in page
        return "" if board_figure else without_active_content(STYLE_ATTRIBUTE.sub("", page))
    if "image/png" in data:
        alt = alt_text(output)
        source = f"data:image/png;base64,{joined_text(data['image/png']).strip()}"
        return f'<img alt="{html.escape(alt)}" src="{html.escape(source)}">'
    plain = _plain_text(output)
    constructor = CONSTRUCTOR.match(plain)
    if constructor and constructor[1] in _widget_names():
        where = f'<p class="where">{_lab_command("Interactive", number)}</p>'
        return "" if live or asked else where
    return "" if asked else _preformatted(plain)


def _plain_text(output: dict[str, Any]) -> str:
    return joined_text(output.get("data", {}).get("text/plain", ""))


def _lab_command(state: str, number: str) -> str:
    return f"{state} in JupyterLab: <code>stdplab lab {html.escape(number)}</code>"


def _preformatted(output: str) -> str:
    if not output:
        return ""
    return f'<pre class="out" tabindex="0">{html.escape(ANSI_COLOUR.sub("", output))}</pre>'


@cache
def _widget_names() -> set[str]:
    """The names of all widget classes: a stored notebook shows a widget by its repr."""
    for module in pkgutil.walk_packages(widgets.__path__, f"{widgets.__name__}."):
        import_module(module.name)
    return _names_below(ipywidgets.Widget)


def _names_below(kind: type[Any]) -> set[str]:
    subclass: type[Any]
    names = {kind.__name__}
    for subclass in kind.__subclasses__():
        names |= _names_below(subclass)
    return names
