"""How things are timed: CPU time, one thread, the median of several runs."""

import gc
import statistics
import time


def cpu_ms(call):
    """CPU milliseconds of one call."""
    start = time.process_time()
    call()
    return 1000 * (time.process_time() - start)


def median_ms(call, *, runs=30):
    """Median CPU milliseconds of one call, after one that does not count."""
    call()
    gc.disable()
    taken = [cpu_ms(call) for _ in range(runs)]
    gc.enable()
    return statistics.median(taken)
