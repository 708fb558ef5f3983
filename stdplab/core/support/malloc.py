"""Let a Dask worker keep the memory that it uses again at once.

Dask starts its workers with MALLOC_TRIM_THRESHOLD_ set, so that what is freed goes back to the
system at once. A sweep frees and takes the same half megabyte at every operation: then the
system's work on pages costs ten times the arithmetic.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

TRIM, MMAP = -1, -3  # mallopt's numbers for the two thresholds, in bytes
KEPT = 2**25  # as far as the C library goes by itself where nobody has set a threshold
MAPPED = 2**17  # its own start, which stands while somebody has
VARIABLE = "MALLOC_TRIM_THRESHOLD_"


@contextmanager
def held() -> Iterator[None]:
    """Inside, freed memory stays with the process; at the end all of it goes back."""
    set_by_dask = os.environ.get(VARIABLE, "")
    library = ctypes.CDLL(None) if set_by_dask.isdigit() and os.name == "posix" else None
    if not hasattr(library, "mallopt"):  # only the GNU C library has it
        yield
        return
    assert library is not None
    library.mallopt(MMAP, KEPT)
    library.mallopt(TRIM, 2 * KEPT)
    try:
        yield
    finally:
        library.mallopt(MMAP, MAPPED)
        library.mallopt(TRIM, int(set_by_dask))
        library.malloc_trim(0)
