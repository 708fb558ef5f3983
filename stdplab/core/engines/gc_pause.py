"""Garbage that is cleared away at once, rather than in the middle of a drag."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def dies_young() -> Iterator[None]:
    """What is made and dropped inside is gone afterwards.

    Figures are full of cycles, and a run of many steps makes thousands of small objects. Left
    alone they grow old and wait for a full collection, which then holds everything up for a
    tenth of a second and more.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
            gc.collect(0)
