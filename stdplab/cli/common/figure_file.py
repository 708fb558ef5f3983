"""A figure as a file, which is there whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.support import atomic_write

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def write(figure: Figure, path: Path | str) -> None:
    """Write the figure in the format that the file's ending names, PNG without one."""
    path = Path(path)
    named = path if path.suffix else path.with_name(f"{path.name}.png")
    stream = io.BytesIO()
    figure.savefig(stream, format=named.suffix[1:], dpi=150)
    atomic_write.save(named, stream.getvalue())
