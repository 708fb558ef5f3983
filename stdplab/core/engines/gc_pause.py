"""Pausing Python's garbage collection, so that it does not interrupt a drag."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause garbage collection inside, and collect the youngest generation afterwards.

    Figures are full of reference cycles, and a run of many steps makes thousands of small
    objects. Those that survive into the oldest generation wait for a full collection, which
    stops the program for a tenth of a second or more.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
            gc.collect(0)
