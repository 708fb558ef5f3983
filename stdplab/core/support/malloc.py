"""Keep the memory that a Dask worker frees and needs again at once.

Dask starts its workers with MALLOC_TRIM_THRESHOLD_ set, so that freed memory returns to the
system at once. A sweep frees and allocates the same half megabyte at every operation. With
Dask's setting the system's work on memory pages costs ten times as much as the arithmetic.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # mallopt's numbers for the two thresholds
MAX_MMAP_THRESHOLD = 2**25  # bytes; the C library rises to this by itself when nothing is set
START_MMAP_THRESHOLD = 2**17  # bytes; the C library's initial value
VARIABLE = "MALLOC_TRIM_THRESHOLD_"


@contextmanager
def keep_freed_memory() -> Iterator[None]:
    """Inside the block freed memory stays with the process; at the end all of it is returned."""
    set_by_dask = os.environ.get(VARIABLE, "")
    library = ctypes.CDLL(None) if set_by_dask.isdigit() and os.name == "posix" else None
    if not hasattr(library, "mallopt"):  # only the GNU C library has it
        yield
        return
    assert library is not None
    library.mallopt(M_MMAP_THRESHOLD, MAX_MMAP_THRESHOLD)
    library.mallopt(M_TRIM_THRESHOLD, 2 * MAX_MMAP_THRESHOLD)
    try:
        yield
    finally:
        library.mallopt(M_MMAP_THRESHOLD, START_MMAP_THRESHOLD)
        library.mallopt(M_TRIM_THRESHOLD, int(set_by_dask))
        library.malloc_trim(0)
