"""The front ends of board, prediction and heatmap: ES modules and style sheets, joined here.

A front end loads a widget from a single text. Each file is an ES module by itself and can be
checked and tested as one; joined, the imports fall away and the exports become plain
declarations. The imports themselves give the order: a module stands below those it imports.
"""

from __future__ import annotations

import posixpath
import re
from graphlib import TopologicalSorter
from pathlib import Path

from ...plots.theme import css_variables

HERE = Path(__file__).parent

BOARD = "board"
STANDALONE = "standalone"
PREDICTION = "prediction/prediction"
HEATMAP = "heatmap/heatmap"

SHEETS = (
    "board",
    "form_controls",
    "share_menu",
    "restore_offer",
    "accessibility",
    "front_ends",
    "prediction",
    "heatmap",
)
"""Of two rules for one thing the later one holds."""

_IMPORT = re.compile(r'^import [^;]* from "(\.{1,2}/[\w./]+)\.mjs";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async|function|const)", re.MULTILINE)


def imports(module: str) -> list[str]:
    """The modules that ``module`` imports, each by its path below this folder, no ending."""
    room = posixpath.dirname(module)
    return [posixpath.normpath(posixpath.join(room, to)) for to in _IMPORT.findall(_text(module))]


def modules(entry: str) -> list[str]:
    """All modules that ``entry`` needs, each below those that it imports; itself the last.

    Raises
    ------
    FileNotFoundError
        When a module imports one that is not there.
    graphlib.CycleError
        When modules import one another in a circle.
    """
    graph: dict[str, list[str]] = {}
    waiting = [entry]
    while waiting:
        module = waiting.pop()
        if module not in graph:
            graph[module] = imports(module)
            waiting += graph[module]
    return list(TopologicalSorter(graph).static_order())


def board_script() -> str:
    """The board's modules as one."""
    return _joined(BOARD)


def prediction_script() -> str:
    """A prediction's modules as one."""
    return _joined(PREDICTION)


def heatmap_script() -> str:
    """A heatmap's modules as one."""
    return _joined(HEATMAP)


def standalone_script() -> str:
    """The board with models that live in the page: a script that needs no front end."""
    joined = _joined(STANDALONE)
    return joined.replace("export default { initialize };", "const board = { initialize };")


def style() -> str:
    """The style sheets behind the colour tokens of `stdplab.plots.theme`."""
    return f".stdplab {{ {css_variables()}}}\n" + "".join(map(_sheet, SHEETS))


def live_board_style() -> str:
    """The style of boards that live in a page without a front end."""
    return style() + _sheet("live_board")


def standalone_style() -> str:
    """The style of a page that is nothing but a board."""
    return live_board_style() + _sheet("standalone")


def _joined(entry: str) -> str:
    texts = [_IMPORT.sub("", _text(module)) for module in modules(entry)]
    return "\n".join(_EXPORT.sub("", text) for text in texts)


def _text(module: str) -> str:
    return (HERE / f"{module}.mjs").read_text(encoding="utf-8")


def _sheet(name: str) -> str:
    return (HERE / "css" / f"{name}.css").read_text(encoding="utf-8")
