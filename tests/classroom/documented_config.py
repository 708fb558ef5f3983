"""The configuration files that notebooks/classrooms.md shows, read from the page itself."""

import re

from ..binder.image import ROOT

FLAGS = re.DOTALL | re.MULTILINE
TEXT = ROOT / "notebooks" / "classrooms.md"


def files():
    """The text of each file by its name."""
    return dict(re.findall(r"^`(\w+\.py)`[^\n]*:\n\n```py\n(.*?)```", TEXT.read_text(), FLAGS))
