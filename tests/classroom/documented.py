"""The configuration files that notebooks/classrooms.md shows, read from the page itself."""

import re

from ..binder.image import ROOT

TEXT = ROOT / "notebooks" / "classrooms.md"


def files():
    """The text of each file by its name."""
    shown = re.findall(r"`([\w/]+\.py)`[^`]*?\n\n```py\n(.*?)```", TEXT.read_text(), re.DOTALL)
    return dict(shown)
