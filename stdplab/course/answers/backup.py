"""Numbered copies of files."""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path


def numbered_copy(path: Path, label: str) -> Path:
    """Copy ``path`` beside itself as STEM.LABEL-1.SUFFIX, or with the next free number."""
    for number in count(1):
        copy = path.with_name(f"{path.stem}.{label}-{number}{path.suffix}")
        try:
            with path.open("rb") as source, copy.open("xb") as target:
                try:
                    shutil.copyfileobj(source, target)
                    target.flush()
                    os.fsync(target.fileno())
                except OSError:
                    copy.unlink()  # an incomplete copy must not look like a complete one
                    raise
        except FileExistsError:
            continue
        return copy
    raise AssertionError  # count() never ends
