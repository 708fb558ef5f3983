"""Join the ES modules and style sheets of boards, predictions and heatmaps.

A front end loads the code of a widget as one text. So the modules, which are checked and tested
one by one, are joined here: imports are removed and exports become plain declarations. Each
module comes after the modules that it imports.
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
"""The style sheets in order: where two set the same property, the later one applies."""

_IMPORT = re.compile(r'^import [^;]* from "(\.{1,2}/[\w./]+)\.mjs";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async|function|const)", re.MULTILINE)


def imports(module: str) -> list[str]:
    """Return the modules that ``module`` imports, as paths below this folder without suffix."""
    folder = posixpath.dirname(module)
    return [posixpath.normpath(posixpath.join(folder, to)) for to in _IMPORT.findall(_text(module))]


def modules(entry: str) -> list[str]:
    """Return all modules that ``entry`` needs, each after those that it imports.

    Raises
    ------
    FileNotFoundError
        When an imported module does not exist.
    graphlib.CycleError
        When modules import one another in a circle.
    """
    graph: dict[str, list[str]] = {}
    pending = [entry]
    while pending:
        module = pending.pop()
        if module not in graph:
            graph[module] = imports(module)
            pending += graph[module]
    return list(TopologicalSorter(graph).static_order())


def board_script() -> str:
    """Return the board's modules, joined."""
    return _joined(BOARD)


def prediction_script() -> str:
    """Return the modules of a prediction, joined."""
    return _joined(PREDICTION)


def heatmap_script() -> str:
    """Return the modules of a heatmap, joined."""
    return _joined(HEATMAP)


def standalone_script() -> str:
    """Return the script that starts every board of a page without a front end."""
    joined = _joined(STANDALONE)
    return joined.replace("export default { initialize };", "const board = { initialize };")


def style() -> str:
    """Return the colour tokens of `stdplab.plots.theme`, followed by the style sheets."""
    return f".stdplab {{ {css_variables()}}}\n" + "".join(map(_sheet, SHEETS))


def live_board_style() -> str:
    """Return the style of boards in a page without a front end."""
    return style() + _sheet("live_board")


def standalone_style() -> str:
    """Return the style of a page that has only a board."""
    return live_board_style() + _sheet("standalone")


def _joined(entry: str) -> str:
    texts = [_IMPORT.sub("", _text(module)) for module in modules(entry)]
    return "\n".join(_EXPORT.sub("", text) for text in texts)


def _text(module: str) -> str:
    return (HERE / f"{module}.mjs").read_text(encoding="utf-8")


def _sheet(name: str) -> str:
    return (HERE / "css" / f"{name}.css").read_text(encoding="utf-8")
