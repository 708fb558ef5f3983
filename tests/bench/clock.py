"""How things are timed: CPU time, one thread, the median of several runs."""

import gc
import statistics
import time


def median_ms(call, *, runs=30):
    """Median CPU milliseconds of one call, after one that does not count."""
    call()
    gc.disable()
    taken = []
    for _ in range(runs):
        start = time.process_time()
        call()
        taken.append(1000 * (time.process_time() - start))
    gc.enable()
    return statistics.median(taken)
