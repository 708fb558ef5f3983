"""Write a figure as a file, completely or not at all."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.support.files.atomic_write import atomic_write_explained

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def write(figure: Figure, path: Path | str) -> None:
    """Write the figure in the format of the file's suffix; PNG if there is none."""
    path = Path(path)
    target = path if path.suffix else path.with_name(f"{path.name}.png")
    stream = io.BytesIO()
    figure.savefig(stream, format=target.suffix[1:], dpi=150)
    atomic_write_explained(target, stream.getvalue())
