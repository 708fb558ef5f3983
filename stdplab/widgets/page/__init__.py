"""The front ends of board and prediction: ES modules and style, joined without a bundler."""

from __future__ import annotations

import re
from pathlib import Path

from ...plots.theme import css_variables

HERE = Path(__file__).parent
MODULES = (
    "dom",
    "layout",
    "program",
    "simulate",
    "display",
    "sender",
    "history",
    "shown",
    "segments",
    "list",
    "check",
    "refit",
    "state",
    "panel",
    "pairs",
    "lit",
    "times",
    "spikes",
    "handle",
    "switches",
    "reward",
    "start",
    "figure",
    "rows",
    "pulse",
    "buttons",
    "typed",
    "generators",
    "generate",
    "finals",
    "controls",
    "toolbar",
    "token",
    "python",
    "csv",
    "picture",
    "share",
    "zoom",
    "ghosts",
    "shared",
    "window",
    "sentence",
    "time",
    "still",
    "live",
    "kernel",
    "keep",
    "restore",
    "board",
)
"""In the order in which they need one another; the last one is the widget."""

PREDICT = ("dom", "sketch", "predict")
"""Those of a prediction, which is a widget of its own."""

HEATMAP = ("dom", "heatmap")
"""Those of a heatmap whose cells can be chosen."""

SHEETS = ("board", "entry", "share", "restore", "access", "front_ends", "predict", "heatmap")
"""Of two rules for one thing the later one holds."""

_IMPORT = re.compile(r'^import [^;]* from "\./\w+\.mjs";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async|function|const)", re.MULTILINE)


def script() -> str:
    """The modules as one: a front end loads a widget from a single text.

    Each file is an ES module by itself and can be checked and tested as one; joined, their
    imports of one another fall away and their exports become plain declarations.
    """
    return _joined(MODULES)


def predict_script() -> str:
    """A prediction's modules as one."""
    return _joined(PREDICT)


def heatmap_script() -> str:
    """A heatmap's modules as one."""
    return _joined(HEATMAP)


def standalone() -> str:
    """The same with models that live in the page: a script that needs no front end."""
    joined = _joined((*MODULES, "standalone"))
    return joined.replace("export default { initialize };", "const board = { initialize };")


def _joined(names: tuple[str, ...]) -> str:
    texts = [_IMPORT.sub("", (HERE / f"{name}.mjs").read_text(encoding="utf-8")) for name in names]
    return "\n".join(_EXPORT.sub("", text) for text in texts)


def style() -> str:
    """The style sheets behind the colour tokens of `stdplab.plots.theme`."""
    sheets = [(HERE / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    return f".stdplab {{ {css_variables()}}}\n" + "".join(sheets)


def alive_style() -> str:
    """The style of boards that live in a page without a front end."""
    return style() + (HERE / "alive.css").read_text(encoding="utf-8")


def standalone_style() -> str:
    """The style of a page that is nothing but a board."""
    return alive_style() + (HERE / "standalone.css").read_text(encoding="utf-8")
