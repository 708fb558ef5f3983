"""Copies of files, kept under the next free number."""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path


def keep(path: Path, word: str) -> Path:
    """Copy ``path`` beside itself, as NAME.word-1.ending or the next free number."""
    for number in count(1):
        kept = path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")
        try:
            with path.open("rb") as old, kept.open("xb") as new:
                try:
                    shutil.copyfileobj(old, new)
                    new.flush()
                    os.fsync(new.fileno())
                except OSError:
                    kept.unlink()  # half a copy would pass for one
                    raise
        except FileExistsError:
            continue
        return kept
    raise AssertionError  # count() never ends
