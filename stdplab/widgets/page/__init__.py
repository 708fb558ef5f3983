"""The board's front end: ES modules and a style sheet, read and joined without a bundler."""

from __future__ import annotations

import re
from pathlib import Path

from ...plots.theme import css_variables

HERE = Path(__file__).parent
MODULES = ("dom", "layout", "spikes", "reward", "controls", "board")
"""In the order in which they need one another; the last one is the widget."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./\w+\.mjs";\n', re.MULTILINE)


def script() -> str:
    """The modules as one: a front end loads a widget from a single text.

    Each file is an ES module by itself and can be checked and tested as one; joined, their
    imports of one another fall away and their exports become plain declarations.
    """
    texts = [(HERE / f"{name}.mjs").read_text(encoding="utf-8") for name in MODULES]
    inner = [text.replace("\nexport function", "\nfunction") for text in texts[:-1]]
    inner = [text.replace("\nexport const", "\nconst") for text in inner]
    return "\n".join(_IMPORT.sub("", text) for text in [*inner, texts[-1]])


def style() -> str:
    """The style sheet behind the colour tokens of `stdplab.plots.theme`."""
    sheet = (HERE / "board.css").read_text(encoding="utf-8")
    return f".stdplab {{ {css_variables()}}}\n{sheet}"
